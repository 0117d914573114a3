// Malformed queries: every mistake at its place, nothing on stdout, exit code 2.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fixturesPath, insitu } from './run-insitu.ts';

const logs = `${fixturesPath}/cold-starts/173mb-128mb`;

type CompileErrors = {
  readonly status: string;
  readonly queryCompileError: {
    readonly location: { readonly startCharOffset: number; readonly endCharOffset: number };
    readonly message: string;
  };
  readonly diagnostics: readonly { readonly code: string; readonly location: object }[];
};

const refused = async (query: string, ...args: readonly string[]) => {
  const { code, stdout, stderr } = await insitu(['query', query, logs, ...args]);
  assert.equal(stdout, '', 'no rows');
  assert.equal(code, 2, stderr);
  return stderr;
};

/** The line under the query's line carries carets at `column` (1-based). */
const assertCaretAt = (stderr: string, query: string, column: number, length: number): void => {
  const lines = stderr.split('\n');
  const shown = lines.findIndex((line) => line.endsWith(query));
  assert.notEqual(shown, -1, stderr);
  const indent = lines[shown]!.length - query.length;
  const caretLine = lines[shown + 1]!.replace('│', ' ').padEnd(indent);
  assert.equal(caretLine, `${' '.repeat(indent + column - 1)}${'^'.repeat(length)}`, stderr);
};

suite('malformed queries', { concurrency: 3 }, () => {
  const mistakes: readonly (readonly [query: string, column: number, length: number, hint?: RegExp])[] = [
    ['feilds @message', 1, 6, /did you mean "fields"\?/],
    ['fields @message | limt 3', 19, 4, /did you mean "limit"\?/],
    ['stats cuont(*)', 7, 5, /did you mean "count"\?/],
    ['filter a = "x', 12, 2],
    ['filter a = ', 11, 1],
    ['filter @message like /(?=x)/', 23, 3, /look-ahead/],
    ['filter @message like /(a)\\1/', 26, 2, /back-reference/],
    ['fields @message || fields x', 17, 2, /write "or"/],
    ['filter @message lke "x"', 17, 3, /"like"/],
  ];
  for (const [query, column, length, hint] of mistakes)
    test(query, async () => {
      const stderr = await refused(query);
      assert.match(stderr, new RegExp(`^error [\\w-]+ 1:${column} `));
      assertCaretAt(stderr, query, column, length);
      if (hint !== undefined) assert.match(stderr, hint);
    });

  test('several mistakes are all told, each with its line', async () => {
    const query = 'fields @message | frobnicate\n| stats cuont(*)\n| limit abc';
    const stderr = await refused(query);
    const places = [...stderr.matchAll(/^error [\w-]+ (\d+:\d+)/gm)].map(([, place]) => place);
    assert.ok(places.includes('1:19') && places.includes('3:9'), stderr);
  });

  test('--format json tells the first as the service does, and all of them', async () => {
    const query = 'fields @message | frobnicate | stats cuont(*)';
    const told = JSON.parse(await refused(query, '--format', 'json')) as CompileErrors;
    assert.deepEqual(told.queryCompileError.location, { startCharOffset: 18, endCharOffset: 28 });
    assert.equal(
      told.queryCompileError.message,
      'unexpected symbol found frobnicate at line 1 and position 19',
    );
    assert.equal(told.status, 'Failed');
    assert.deepEqual(
      told.diagnostics.map(({ code }) => code),
      ['unknown-command', 'unknown-function'],
    );
  });

  for (const empty of ['', '# only a comment'])
    test(`an empty query is refused: "${empty}"`, async () => {
      assert.match(await refused(empty), /^error empty-query 1:1 /);
    });

  test('a malformed query is refused before the input is looked at', async () => {
    const { code, stderr } = await insitu(['query', 'limt 1', 'no-such-file']);
    assert.equal(code, 2);
    assert.doesNotMatch(stderr, /no-such-file/);
  });
});

suite('a query from a file', { concurrency: 3 }, () => {
  test('a file that is not there is told in one line', async () => {
    const { code, stdout, stderr } = await insitu(['query', '@no-such.query', logs]);
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^insitu: no-such\.query: [^\n]*\n$/);
  });
});
