// grammar/accepted.txt, grammar/rejected.txt and the examples of grammar/README.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  allCommands,
  type Diagnostic,
  diagnosticCodes,
  parseQuery,
  printQuery,
  wordingOf,
} from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { bareTree } from './bare-tree.ts';
import { queryLines, rejectedLines, wholeQueryLines } from './query-lines.ts';

const sentences = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map((found) => `${found.code}: ${wordingOf(found).sentence}`).join('; ');

const treeOf = (text: string) => {
  const { query, diagnostics } = parseQuery(text);
  return query ?? assert.fail(`${text}\n${sentences(diagnostics)}`);
};

suite('grammar/accepted.txt', () => {
  const lines = queryLines('accepted.txt');

  test('has at least 250 queries, no two the same', () => {
    assert.ok(lines.length >= 250, String(lines.length));
    assert.equal(new Set(lines.map(({ text }) => text)).size, lines.length);
  });

  test('every query is taken', () => {
    const refused = lines.flatMap(({ lineNumber, text }) => {
      const { diagnostics } = parseQuery(text);
      return diagnostics.length > 0 ? [`line ${lineNumber}: ${text}: ${sentences(diagnostics)}`] : [];
    });
    assert.equal(refused.join('\n'), '');
  });

  test('every query is printed as one that means the same', () => {
    for (const { text } of lines) {
      const tree = treeOf(text);
      assert.equal(bareTree(treeOf(printQuery(tree))), bareTree(tree), text);
    }
  });

  test('has every command', () => {
    const kinds = new Set(lines.flatMap(({ text }) => treeOf(text).commands.map(({ kind }) => kind)));
    assert.deepEqual([...kinds].toSorted(), allCommands.map(({ kind }) => kind).toSorted());
  });

  test('every whole query is planned', () => {
    const whole = wholeQueryLines();
    assert.ok(whole.length >= 40, String(whole.length));
    const refused = whole.flatMap(({ lineNumber, text }) => {
      const { plan, diagnostics } = planQuery(text);
      return plan === undefined ? [`line ${lineNumber}: ${text}: ${sentences(diagnostics)}`] : [];
    });
    assert.equal(refused.join('\n'), '');
  });
});

suite('grammar/rejected.txt', () => {
  const lines = rejectedLines();

  test('has at least 250 queries, no two the same', () => {
    assert.ok(lines.length >= 250, String(lines.length));
    assert.equal(new Set(lines.map(({ text }) => text)).size, lines.length);
  });

  test('every query is refused with the codes behind it, each at its place', () => {
    for (const { lineNumber, text, complaints } of lines) {
      const { plan, diagnostics } = planQuery(text);
      assert.equal(plan, undefined, text);
      const found = diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]);
      assert.deepEqual(found, complaints, `line ${lineNumber}: ${text}`);
    }
  });

  test('an empty place is one behind the last word of a command', () => {
    for (const { text } of lines)
      for (const { code, span } of planQuery(text).diagnostics)
        if (span.start === span.end && !code.startsWith('empty-'))
          assert.match(text.slice(span.start), /^\s*(\||#|$)/, text);
  });
});

suite('grammar/README.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../grammar/README.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)\n```$/gm)].map(([, kind, words, text]) => ({
    kind: kind ?? '',
    words: words ?? '',
    text: text ?? '',
  }));

  test('every block is of a kind that is checked', () => {
    assert.deepEqual([...new Set(blocks.map(({ kind }) => kind))].toSorted(), ['query', 'refused', 'same']);
  });

  for (const { kind, words, text } of blocks)
    test(`${kind} ${JSON.stringify(text)}`, () => {
      if (kind === 'query') treeOf(text);
      if (kind === 'refused') {
        assert.ok((diagnosticCodes as readonly string[]).includes(words), words);
        assert.deepEqual(
          parseQuery(text).diagnostics.map(({ code }) => code),
          [words],
        );
      }
      if (kind !== 'same') return;
      const [first = '', ...others] = text.split('\n');
      assert.ok(others.length > 0);
      for (const other of others) assert.equal(bareTree(treeOf(other)), bareTree(treeOf(first)));
    });
});
