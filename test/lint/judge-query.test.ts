// What is said about a query with and without placeholders: only what is certain is an error.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgeQuery } from '../../src/lint/index.ts';

const holesOf = (text: string) =>
  [...text.matchAll(/\$\{[^}]*\}/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

/** "severity code text-pointed-at" of each finding. */
const judged = (text: string): readonly string[] =>
  judgeQuery(text, holesOf(text)).map(
    ({ severity, code, span }) => `${severity} ${code} ${span ? text.slice(span.start, span.end) : '-'}`,
  );

suite('without placeholders', () => {
  test('every mistake is an error, in the order of the text', () => {
    assert.deepEqual(judged('fields a | limitt 5 | stats cuont(*)'), [
      'error unknown-command limitt',
      'error unknown-function cuont',
    ]);
    assert.deepEqual(judged('fields a | limit 5'), []);
    assert.deepEqual(judged(''), ['error empty-query ']);
  });

  test('a remark on a query that runs is a warning', () => {
    assert.deepEqual(judged('stats count(*) as n | filter @message like /x/'), [
      'warning filter-after-stats -',
    ]);
  });
});

test('what only the account knows is a warning, without the remedies of a run', () => {
  const text = 'SOURCE logGroups(accountIdentifier: ["1"]) | limitt 5';
  assert.deepEqual(judged(text), [
    'warning source-unknowable logGroups(accountIdentifier: ["1"])',
    'error unknown-command limitt',
  ]);
  assert.equal(judgeQuery(text, [])[0]?.help, undefined);
});

suite('placeholders', () => {
  const right = [
    `filter level = "\${Level}" and @message like /\${a}/ # \${b}`,
    `fields @message | limit \${n}`,
    `stats count(*) by bin(\${period})`,
    `stats count(*) by bin(\${n}m)`,
    `filter x in \${list} and y = \${z}`,
    `parse @message \${pattern} as a | display a`,
    `filter a = 1 \${more} | limit 5`,
    `filter \${condition} x = 1`,
    `stats max(\${x}) as y by \${key}`,
    `fields \${a} as \${b}, \${c} as \${d}`,
  ];
  for (const text of right)
    test(`may be right: ${text}`, () => {
      assert.deepEqual(judged(text), []);
    });

  test('a mistake elsewhere is one all the same, and says nothing of stand-ins', () => {
    const text = `filter level = "\${Level}" | stats cuont(*) by bin(\${p})`;
    const findings = judgeQuery(text, holesOf(text));
    assert.equal(findings[0]?.code, 'unknown-function');
    assert.doesNotMatch(findings.map(({ sentence }) => sentence).join(), /_0/);
    assert.deepEqual(judged(`limit \${n} | fieldz x`), ['error unknown-command fieldz']);
    assert.deepEqual(judged(`filter x = "\${a}`), [`error unterminated-string "\${a}`]);
  });

  const unknown: readonly (readonly [text: string, at: string])[] = [
    [`fields a | \${more} | limit 5`, `\${more}`],
    [`filter \${condition} x y z`, `\${condition}`],
    [`parse @message "\${pattern}" as a, b`, `\${pattern}`],
    [`fields formatDate(@timestamp, "\${pattern}") | filter \${x} y z`, `\${x}`],
  ];
  for (const [text, at] of unknown)
    test(`nobody can tell: ${text}`, () => {
      const findings = judged(text);
      assert.ok(findings.includes(`warning placeholder ${at}`), findings.join('\n'));
      assert.deepEqual(
        findings.filter((finding) => finding.startsWith('error') && !finding.includes('unknown-function')),
        [],
      );
    });
});
