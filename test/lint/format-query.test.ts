// The canonical text: it means the same, keeps the comments, and is its own canonical text.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseQuery, printCommand, printQuery, type Query } from '../../grammar/index.ts';
import { formatQuery } from '../../src/lint/index.ts';
import { query } from '../grammar/arbitrary-queries.ts';
import { bareTree } from '../grammar/bare-tree.ts';

/** More of them: INSITU_RUNS=20000. */
const RUNS = Number(process.env.INSITU_RUNS ?? 150);

const formatted = (text: string): string => {
  const result = formatQuery(text);
  return result.kind === 'formatted' ? result.text : assert.fail(`${result.kind}: ${text}`);
};

const treeOf = (text: string): string => {
  const { query: tree } = parseQuery(text);
  return tree === undefined ? assert.fail(text) : bareTree(tree);
};

const assertLaws = (text: string): void => {
  const once = formatted(text);
  assert.equal(treeOf(once), treeOf(text), once);
  assert.equal(formatted(once), once);
};

suite('without comments', () => {
  test('one command a line, and the last line ends', () => {
    assert.equal(formatted('fields a,b|filter a="x"|limit 5'), 'fields a, b\n| filter a = "x"\n| limit 5\n');
  });

  test('a sign of a comment in a text or a pattern is none', () => {
    const text = 'fields `a#b` | filter a like /#/ and b = "#" and c = \'#\' | parse @message "#*" as d\n';
    assertLaws(text);
    assert.equal(formatted(text).split('\n').length, 4);
  });

  test('lines end as they do in what was written', () => {
    assert.equal(formatted('fields a\r\n|limit 5'), 'fields a\r\n| limit 5\r\n');
    assert.equal(formatted('# x\r\nfields a\r\n'), '# x\r\nfields a\r\n');
  });

  test('what is malformed is refused with its mistakes', () => {
    const result = formatQuery('fields a | limitt 5 # x');
    assert.deepEqual(result.kind === 'malformed' && result.diagnostics.map(({ code }) => code), [
      'unknown-command',
    ]);
  });

  test('what nobody has is well-formed all the same: names are not looked up', () => {
    assert.equal(formatted('stats cuont(*)'), 'stats cuont(*)\n');
  });
});

suite('comments', () => {
  test('stay before their command, or at the end of its line', () => {
    const written = [
      '# Errors by the hour.',
      '',
      '  # second line  ',
      'fields a,b # first',
      '  # before the filter',
      '|# behind the pipe',
      ' filter a=1 | # at the end of the filter',
      'limit 5',
      '',
      '# last words | limit 6',
    ];
    const expected = [
      '# Errors by the hour.',
      '# second line',
      'fields a, b # first',
      '# before the filter',
      '# behind the pipe',
      '| filter a = 1 # at the end of the filter',
      '| limit 5',
      '# last words | limit 6',
      '',
    ];
    assert.equal(formatted(written.join('\n')), expected.join('\n'));
    assertLaws(written.join('\n'));
  });

  test('a comment that holds quotes, slashes and pipes', () => {
    for (const comment of ['# it\'s "half', '# a/b | c', '# `', '## #', '#'])
      assertLaws(
        `${comment}\nfields a / b ${comment}\n| filter a like /x/ ${comment}\n| limit 5\n${comment}`,
      );
  });

  test('a comment inside a command is told, and nothing is lost', () => {
    const text = 'stats count(*), # how many\n  avg(x) by y';
    const result = formatQuery(text);
    assert.deepEqual(result, { kind: 'comment-in-the-way', span: { start: 16, end: 26 } });
  });

  const comment = fc.constantFrom('# a', "# it's", '# "b" | limit 1', '#', '# /c', '# é 😀 `');
  const ownLines = fc
    .array(comment, { maxLength: 2 })
    .map((lines) => lines.map((line) => `  ${line}\n`).join(''));
  const atEnd = fc.option(comment, { nil: '' });
  const surroundings = fc.array(fc.tuple(ownLines, ownLines, atEnd), { minLength: 4, maxLength: 4 });

  const written = (tree: Query, around: readonly (readonly string[])[]): string =>
    tree.commands
      .map((command, index) => {
        const [before = '', behindPipe = '', end = ''] = around[index] ?? [];
        return `${before}${index === 0 ? '' : '|\n'}${behindPipe}  ${printCommand(command)}  ${end}\n`;
      })
      .join('');

  const commentLines = (text: string): number => text.split(/#[^\n]*\n/).length;

  test('any query with comments anywhere between its commands', () => {
    fc.assert(
      fc.property(query, surroundings, (tree, around) => {
        const text = written(tree, around);
        if (parseQuery(text).query === undefined) return;
        assertLaws(text);
        const plain = commentLines(printQuery(tree));
        assert.equal(commentLines(formatted(text)) - plain, commentLines(text) - plain);
      }),
      { numRuns: RUNS },
    );
  });
});

const corpus = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);

test('queries that people wrote', { skip: !existsSync(corpus) }, () => {
  const texts = readFileSync(corpus, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly query: string }).query);
  const results = texts.map((text) => ({ text, result: formatQuery(text) }));
  const taken = results.filter(({ result }) => result.kind === 'formatted');
  for (const { text } of taken) assertLaws(text);
  const refused = results.filter(({ result }) => result.kind === 'comment-in-the-way');
  assert.ok(taken.length > 400, String(taken.length));
  // Few people write comments inside a command.
  assert.ok(refused.length * 50 < taken.length, String(refused.length));
});
