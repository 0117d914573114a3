// Queries in Terraform files.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertPlaces, fixtureText, foundIn, namesIn, placeholdersOf, placeOf, queryNamed } from './found.ts';

const definition = (value: string): string =>
  `resource "aws_cloudwatch_query_definition" "q" {\n  query_string = ${value}\n}\n`;
const textOf = (value: string): string | undefined => foundIn('a.tf', definition(value)).queries[0]?.text;

suite('a Terraform file', () => {
  const found = foundIn('main.tf');

  test('every query is found by its name', () => {
    assert.deepEqual(found.problems, []);
    assert.deepEqual(namesIn(found), [`\${var.stage}/errors`, 'slow', 'heredoc', 'joined', 'board', 'text']);
  });

  test('every character stands where it is said to stand', () => {
    const spelled = found.queries.filter(({ name }) => name !== 'joined');
    for (const query of spelled) assertPlaces(fixtureText('main.tf'), query);
  });

  test('an indented heredoc loses what all its lines are indented by', () => {
    const query = queryNamed(found, `\${var.stage}/errors`);
    const lines = [
      'fields @timestamp, @message',
      `  | filter level = "error" and stage = "\${var.stages["live"]}"`,
      `  | filter @message like /\${x}\\.\\d/`,
      '',
      `| limit \${var.rows}`,
      '',
    ];
    assert.equal(query.text, lines.join('\n'));
    assert.deepEqual(placeholdersOf(query), [`\${var.stages["live"]}`, `\${var.rows}`]);
    assert.deepEqual([placeOf(query, 'fields'), placeOf(query, 'limit')], ['7:5', '11:7']);
  });

  test('quotes with escapes, a plain heredoc, joined texts', () => {
    assert.equal(queryNamed(found, 'slow').text, 'filter @type = "REPORT" \n| sort @duration desc | limit 5');
    assert.equal(queryNamed(found, 'heredoc').text, 'fields @message\n| limit 1\n');
    const joined = queryNamed(found, 'joined');
    assert.equal(joined.text, 'fields @message\n| limit 3\n| display @message');
    assert.equal(placeOf(joined, 'limit'), '29:52');
  });

  test('dashboards, as an object and as a text', () => {
    assert.equal(queryNamed(found, 'board').text, `SOURCE '\${var.group}' | fields @message | limit 7`);
    assert.equal(placeOf(queryNamed(found, 'text'), 'limit'), '48:69');
  });

  test('an expression is told, not evaluated', () => {
    assert.deepEqual(
      found.unread.map(({ code, name, place }) => [code, name, place.line, place.column]),
      [['computed-query', 'computed', 33, 18]],
    );
    for (const value of [
      'var.q',
      '"a" == "b" ? "x" : "y"',
      '{ a = "b" }.a',
      'join(var.d, ["a"])',
      'trimspace(var.q)',
    ])
      assert.deepEqual(
        [textOf(value), foundIn('a.tf', definition(value)).unread.length],
        [undefined, 1],
        value,
      );
  });
});

suite('texts of Terraform', () => {
  test('escapes and escaped placeholders', () => {
    assert.equal(textOf('"a\\tb\\"c\\\\d\\u00e9\\U0001f600"'), 'a\tb"c\\dé😀');
    assert.equal(textOf('"limit $${n} %%{n}"'), `limit \${n} %{n}`);
  });

  test('placeholders hold quotes and brackets of their own', () => {
    const [query] = foundIn('a.tf', definition(`"limit \${max({ a = "}" }.a, "\${b}")} | fields x"`)).queries;
    assert.deepEqual(query && placeholdersOf(query), [`\${max({ a = "}" }.a, "\${b}")}`]);
  });

  test('an indented heredoc with a line of blanks and a placeholder over two lines', () => {
    const value = `<<-END\n      fields a\n   \n        | limit \${\n  n}\n    END`;
    assert.equal(textOf(value), `fields a\n\n  | limit \${\n  n}\n`);
  });

  test('another language, and a resource of another kind', () => {
    const sql = definition('"SELECT 1"').replace('query_string', 'query_language = "SQL"\n  query_string');
    assert.deepEqual(
      foundIn('a.tf', sql).unread.map(({ code }) => code),
      ['other-language'],
    );
    const data = definition('"limit 5"').replace('resource', 'data');
    assert.deepEqual(foundIn('a.tf', data).queries, []);
  });

  test('what never ends is told with its place', () => {
    const cases = ['a = "b\n', 'a = <<E\nb\n', '/* a'].map(
      (text) => foundIn('a.tf', `\n${text}`).problems[0],
    );
    assert.deepEqual(
      cases.map((problem) => [problem?.place.line, problem?.message.replace(/.*the (\w+) that.*/, '$1')]),
      [
        [2, 'quote'],
        [2, 'heredoc'],
        [2, 'comment'],
      ],
    );
  });
});
