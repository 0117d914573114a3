// Queries in YAML and JSON: what is found, what it means, where it stands.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kindOfFile, mayHoldQueries } from '../../src/templates/index.ts';
import { assertPlaces, fixtureText, foundIn, namesIn, placeholdersOf, placeOf, queryNamed } from './found.ts';

suite('a CloudFormation template in YAML', () => {
  const found = foundIn('template.yaml');

  test('every query is found by its name, else by that of its resource', () => {
    assert.deepEqual(found.problems, []);
    assert.deepEqual(namesIn(found), [
      'slow requests',
      `\${Stage}/errors`,
      'Quoted',
      'single',
      'plain',
      `errors of \${Stage}`,
    ]);
  });

  test('every character stands where it is said to stand, in every kind of scalar', () => {
    for (const query of found.queries) assertPlaces(fixtureText('template.yaml'), query);
  });

  test('a literal block keeps its lines', () => {
    const query = queryNamed(found, 'slow requests');
    assert.equal(
      query.text,
      'fields @timestamp, @duration\n# of the handler alone\n| filter @type = "REPORT"\n\n| sort @duration desc\n  | limit 20\n',
    );
    assert.deepEqual(
      ['fields', '# of', 'sort', 'limit'].map((part) => placeOf(query, part)),
      ['19:9', '20:9', '23:11', '24:13'],
    );
  });

  test('folded, quoted and plain scalars are what YAML makes of them', () => {
    assert.equal(
      queryNamed(found, `\${Stage}/errors`).text,
      `filter level = "error" and stage = "\${Stage}" | stats cuont(*) by bin(1h) | limit \${MostRows}`,
    );
    assert.equal(
      queryNamed(found, 'Quoted').text,
      'fields @message\n| filter @message like /a\\.b/ and level = "warn"\n | limit 5',
    );
    assert.equal(queryNamed(found, 'single').text, "filter user = 'Ann' | limit 1");
    assert.equal(queryNamed(found, 'plain').text, 'fields @message | sort @timestamp desc');
  });

  test('placeholders are told', () => {
    assert.deepEqual(placeholdersOf(queryNamed(found, `\${Stage}/errors`)), [`\${Stage}`, `\${MostRows}`]);
    assert.deepEqual(placeholdersOf(queryNamed(found, 'plain')), []);
  });

  test('a query that is given from elsewhere is told, not forgotten', () => {
    assert.deepEqual(
      found.unread.map(({ code, name, place }) => [code, name, place.line]),
      [['computed-query', 'given', 55]],
    );
  });

  test('a dashboard is JSON in a text, with placeholders where JSON has none', () => {
    const query = queryNamed(found, `errors of \${Stage}`);
    assert.equal(
      query.text,
      `SOURCE '\${HandlerLogs}' | filter @message like "ERROR"\n| stats count(*) as n by bin(5m)`,
    );
    assert.deepEqual(placeholdersOf(query), [`\${HandlerLogs}`]);
    assert.equal(placeOf(query, 'SOURCE'), '68:27');
    assert.equal(placeOf(query, 'stats'), '68:87');
  });
});

suite('YAML by itself', () => {
  const template = (value: string): string =>
    `R:\n  Type: AWS::Logs::QueryDefinition\n  Properties:\n    QueryString: ${value}\n`;
  const textOf = (value: string): string | undefined => foundIn('a.yaml', template(value)).queries[0]?.text;

  test(`\${!Name} in Fn::Sub is no placeholder but text`, () => {
    for (const value of [`!Sub 'filter a = "\${!B}\${C}"'`, `{ Fn::Sub: 'filter a = "\${!B}\${C}"' }`]) {
      const [query] = foundIn('a.yaml', template(value)).queries;
      assert.equal(query?.text, `filter a = "\${B}\${C}"`);
      assert.deepEqual(query && placeholdersOf(query), [`\${C}`]);
      assertPlaces(template(value), query!);
    }
  });

  test('Fn::Sub with a list of names, Fn::Join with its delimiter, an alias', () => {
    assert.equal(textOf(`!Sub ['limit \${n}', { n: 5 }]`), `limit \${n}`);
    assert.equal(
      textOf(`!Join ["\\n| ", [fields a, !Ref More, 'limit 5']]`),
      `fields a\n| \${More}\n| limit 5`,
    );
    const aliased = `Q: &q limit 5\n${template('*q')}`;
    assert.equal(foundIn('a.yaml', aliased).queries[0]?.text, 'limit 5');
  });

  test('line breaks of Windows, several documents, a tab of JSON', () => {
    const text = template('|\n      fields a\n      | limit 5');
    const windows = text.replaceAll('\n', '\r\n');
    const [query] = foundIn('a.yaml', windows).queries;
    assert.equal(query && placeOf(query, '| limit'), '6:7');
    assert.equal(foundIn('a.yaml', `a: 1\n---\n${text}---\n${text}`).queries.length, 2);
  });

  test('columns count characters', () => {
    const [query] = foundIn('a.yaml', template('"filter a = \'😀\' | limit 5"')).queries;
    assert.equal(query && placeOf(query, 'limit'), '4:36');
  });

  test('what is no query is none', () => {
    for (const text of [
      '',
      'a: 1',
      '- 1',
      template('').replace('QueryString', 'Other'),
      'Type: AWS::Logs::QueryDefinition',
    ])
      assert.deepEqual(foundIn('a.yaml', text), { queries: [], unread: [], problems: [] }, text);
  });

  test('what is not well-formed is told with its place', () => {
    const [yaml] = foundIn('a.yaml', 'a: [1\nb: 2\n').problems;
    assert.deepEqual(yaml?.place, { line: 2, column: 1 });
    assert.match(yaml?.message ?? '', /^this YAML cannot be read: /);
    assert.match(
      foundIn('a.json', '{"a": 1 "b": 2}').problems[0]?.message ?? '',
      /^this JSON cannot be read: /,
    );
    assert.equal(foundIn('a.json', '['.repeat(50_000)).problems.length, 1);
  });

  test('a dashboard that is no JSON is told at its place in the file', () => {
    const text = 'DashboardBody: |\n  { "widgets": [ {\n    "type": "log"; } ] }\n';
    const { problems } = foundIn('a.yaml', text);
    assert.deepEqual(problems[0]?.place.line, 3);
    assert.match(problems[0]?.message ?? '', /^the JSON of the dashboard cannot be read: /);
  });
});

suite('JSON', () => {
  test('what CDK writes: texts joined of pieces and references', () => {
    const name = 'cdk.out/Stack.template.json';
    const found = foundIn(name);
    const query = queryNamed(found, 'slow');
    assert.equal(query.text, `SOURCE '\${Logs.Name}' | fields @message\n| filter path like "/a"\n| limit 5`);
    assert.deepEqual(placeholdersOf(query), [`\${Logs.Name}`]);
    const saved = queryNamed(found, 'by "level"');
    assert.equal(saved.text.split('\n')[1], '| parse @message /\\[(?<level>\\w+)\\] été/');
    assertPlaces(fixtureText(name), saved);
    assert.deepEqual(
      found.unread.map(({ code, name: of }) => [code, of]),
      [['other-language', 'pipes']],
    );
  });

  test('dashboards, what get-dashboard and describe-query-definitions print, Terraform in JSON', () => {
    const files = ['dashboard.json', 'get-dashboard.json', 'query-definitions.json', 'main.tf.json'];
    const texts = files.map((name) => foundIn(name).queries.map(({ name: of, text }) => [of, text]));
    assert.deepEqual(texts, [
      [['b', "SOURCE 'g' | stats count(*) by bin(1h)"]],
      [['a', 'SOURCE \'g\'\n| filter x = "\\\\d"\n| limit 4']],
      [
        ['first', 'fields @message\n| limit 1'],
        ['second', 'stats sum(x) as total by y\n| sort total desc'],
      ],
      [
        ['one', `fields @message | limit \${var.rows}`],
        ['board', "SOURCE 'g' | limit 9"],
      ],
    ]);
    for (const name of files)
      for (const query of foundIn(name).queries) assertPlaces(fixtureText(name), query);
  });
});

suite('kinds of file', () => {
  test('by the ending of the name', () => {
    const kinds = [
      'a.query',
      'a.YML',
      'a.template.json',
      'a.template',
      'a.tf',
      'a.tf.json',
      'a.txt',
      '-',
      'query',
    ];
    assert.deepEqual(kinds.map(kindOfFile), [
      ...['query', 'template', 'template', 'template', 'terraform', 'template'],
      ...[undefined, undefined, undefined],
    ]);
  });

  test('only what speaks of queries may hold some', () => {
    assert.equal(mayHoldQueries('Type: AWS::Lambda::Function'), false);
    assert.equal(mayHoldQueries('{"widgets": []}'), false);
    for (const name of [
      'template.yaml',
      'main.tf',
      'main.tf.json',
      'dashboard.json',
      'query-definitions.json',
    ])
      assert.equal(mayHoldQueries(fixtureText(name)), true, name);
  });

  test('a query file is its text', () => {
    const { queries } = foundIn('a.query', `fields a\n| limit {{n}}\n`);
    assert.deepEqual(
      queries.map((query) => [query.text, placeholdersOf(query), placeOf(query, '{{n')]),
      [['fields a\n| limit {{n}}\n', ['{{n}}'], '2:9']],
    );
  });
});
