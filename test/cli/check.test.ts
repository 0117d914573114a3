// insitu check: places in files, exit codes, both forms of its answer.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { insitu, linesOf, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const check = (args: readonly string[], input = '') => insitu(['check', ...args], { cwd: directory, input });

const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
  writeFileSync(path.join(directory, name), text);
};

const template = (query: string): string =>
  [
    'Resources:',
    '  Wrong:',
    '    Type: AWS::Logs::QueryDefinition',
    '    Properties:',
    '      Name: wrong',
    '      LogGroupNames: [!Ref Group]',
    '      QueryString: |',
    ...query.split('\n').map((line) => `        ${line}`),
    '',
  ].join('\n');

put('right.query', 'fields @message\n| limit 5\n');
put('wrong.query', 'fields @message\n| stats cuont(*) by level\n| limitt 5\n');
put('template.yaml', template('fields a\n| stats cuont(*)'));
put('broken.yaml', 'Type: AWS::Logs::QueryDefinition\nb: [1\nc: 2\n');
put('notes.txt', 'limitt 5');
put('repository/app/values.yaml', 'image: {{ .Values.image }}: [\n');
put('repository/cdk.out/a.template.json', JSON.stringify({ queryDefinitions: [{ queryString: 'limit 5' }] }));
put('repository/main.tf', 'resource "aws_cloudwatch_query_definition" "q" { query_string = "limit 5" }\n');
put('repository/.terraform/x.query', 'nonsense');
put('repository/node_modules/x/x.query', 'nonsense');
put('repository/readme.md', 'nonsense');

suite('check', { concurrency: 3 }, () => {
  test('a query that is right says so on stderr alone', async () => {
    const { code, stdout, stderr } = await check(['right.query']);
    assert.deepEqual([code, stdout, stderr], [0, '', '1 query in 1 file: all right\n']);
  });

  test('every mistake has its place, its line and its remedy', async () => {
    const { code, stdout, stderr } = await check(['wrong.query']);
    assert.deepEqual([code, stderr], [2, '1 query in 1 file: 1 with errors\n']);
    assert.deepEqual(linesOf(stdout), [
      'wrong.query:2:9: error[unknown-function]: there is no function named "cuont"',
      '  2 │ | stats cuont(*) by level',
      '    │         ^^^^^',
      '  help: did you mean "count"?',
      'wrong.query:3:3: error[unknown-command]: there is no command "limitt"',
      '  3 │ | limitt 5',
      '    │   ^^^^^^',
      '  help: did you mean "limit"?',
    ]);
  });

  test('in a template the place is that in the template', async () => {
    const { code, stdout } = await check(['template.yaml']);
    assert.equal(code, 2);
    assert.equal(
      linesOf(stdout)[0],
      'template.yaml:9:17: error[unknown-function]: there is no function named "cuont"',
    );
  });

  test('standard input, and a named file of any kind, are one query', async () => {
    const fromInput = await check(['-'], 'fields a | limitt 5');
    assert.equal(fromInput.code, 2);
    assert.match(fromInput.stdout, /^<stdin>:1:12: error\[unknown-command\]: /);
    const named = await check(['notes.txt']);
    assert.match(named.stdout, /^notes\.txt:1:1: error\[unknown-command\]: /);
  });

  test('a folder is searched for what may hold queries', async () => {
    const { code, stdout, stderr } = await check(['repository']);
    assert.deepEqual([code, stdout, stderr], [0, '', '2 queries in 2 files: all right\n']);
  });

  test('a folder is read once, however often it is named or linked', async () => {
    put('linked/a.query', 'limit 5');
    symlinkSync('.', path.join(directory, 'linked', 'again'));
    const { stderr } = await check(['linked', 'linked/a.query', './linked']);
    assert.equal(stderr, '1 query in 1 file: all right\n');
  });

  test('what cannot be read is told with its place, and the rest is checked', async () => {
    const { code, stdout, stderr } = await check(['broken.yaml', 'missing.query', 'wrong.query']);
    assert.equal(code, 3);
    assert.match(stdout, /^wrong\.query:2:9: /);
    assert.match(stderr, /^insitu: missing\.query: no such file or directory\n/);
    assert.match(stderr, /^insitu: broken\.yaml:3:1: this YAML cannot be read: /m);
    writeFileSync(path.join(directory, 'binary.query'), Buffer.from([0x66, 0xff, 0xfe]));
    assert.deepEqual(
      [(await check(['binary.query'])).code, (await check(['binary.query'])).stderr.split('\n')[0]],
      [3, 'insitu: binary.query: this is not text in UTF-8'],
    );
  });

  test('warnings are no errors, and --quiet hides them with the summary', async () => {
    const query = `fields a | \${more} | limit 5`;
    const loud = await check(['-'], query);
    assert.equal(loud.code, 0);
    assert.match(loud.stdout, /^<stdin>:1:12: warning\[placeholder\]: .* \$\{more\} stands for$/m);
    assert.equal(loud.stderr, '1 query in 1 file: 1 with warnings\n');
    assert.deepEqual(
      [(await check(['--quiet', '-'], query)).stdout, (await check(['-q', '-'], query)).stderr],
      ['', ''],
    );
    const notice = await check(['-'], 'stats count(*) as n | filter @message like /x/');
    assert.match(notice.stdout, /^<stdin>:1:1: warning\[filter-after-stats\]: /);
  });

  test('--format json is one array, with the offsets in the query', async () => {
    const { code, stdout } = await check(['--format', 'json', 'template.yaml', 'right.query']);
    assert.equal(code, 2);
    assert.deepEqual(JSON.parse(stdout), [
      {
        file: 'template.yaml',
        line: 9,
        column: 17,
        name: 'wrong',
        severity: 'error',
        code: 'unknown-function',
        message: 'there is no function named "cuont"',
        help: 'did you mean "count"?',
        span: { start: 17, end: 22 },
        query: 'fields a\n| stats cuont(*)\n',
      },
    ]);
    assert.equal((await check(['--format', 'json', 'right.query'])).stdout, '[]\n');
  });

  test('what stands in a file does no harm to a terminal', async () => {
    put('hostile\u001b[31m.query', 'fields \u001b[31m a');
    const { stdout } = await check(['hostile\u001b[31m.query']);
    assert.ok(!stdout.includes('\u001b'), JSON.stringify(stdout));
  });

  test('wrong usage', async () => {
    assert.deepEqual((await check([])).code, 2);
    assert.deepEqual((await check(['--format', 'xml', 'right.query'])).code, 2);
  });

  test('the help tells the exit codes and the kinds of file', async () => {
    const { stdout } = await check(['--help']);
    for (const word of ['Exit codes', 'CloudFormation', 'Terraform', '.query', '--quiet'])
      assert.ok(stdout.includes(word), word);
  });

  test('the query of a dashboard begins with its source', async () => {
    const query = "SOURCE '/aws/lambda/a' | fields @message | limit 5";
    put('board.json', JSON.stringify({ widgets: [{ type: 'log', properties: { query } }] }));
    const { code, stdout, stderr } = await check(['board.json']);
    assert.deepEqual([code, stdout, stderr], [0, '', '1 query in 1 file: all right\n']);
  });
});

test('the fixtures of the templates are as they are said to be', async () => {
  const fixtures = path.join(import.meta.dirname, '../templates/fixtures');
  const { code, stdout } = await check(['--format', 'json', '--quiet', fixtures]);
  assert.equal(code, 2);
  const errors = JSON.parse(stdout) as readonly { readonly file: string; readonly line: number }[];
  assert.deepEqual(
    errors.map(({ file, line }) => [path.basename(file), line]),
    [['template.yaml', 31]],
  );
  assert.match(readFileSync(path.join(fixtures, 'template.yaml'), 'utf8').split('\n')[30] ?? '', /cuont/);
});
