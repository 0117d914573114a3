// query.ebnf and docs/errors.md are what the grammar says today.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { printEbnf, spellings } from '../../grammar/ebnf.ts';
import { allCommands } from '../../grammar/index.ts';
import { lex } from '../../grammar/lexer.ts';
import { generatedDocuments } from './documents.ts';

const root = join(import.meta.dirname, '../..');
const documents = await generatedDocuments();

suite('generated documents', () => {
  for (const { path, text } of documents)
    test(`${path} is current`, () => {
      assert.equal(
        readFileSync(join(root, path), 'utf8'),
        text,
        `${path} is stale: renew it with "npm run accept" and read the difference`,
      );
    });
});

suite('the EBNF', () => {
  const rules = new Map(
    printEbnf()
      .replaceAll('\n    ', ' ')
      .split('\n')
      .map((line) => /^(\w+) = (.*)$/.exec(line))
      .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const])),
  );

  test('has a rule for every command', () => {
    assert.equal(rules.get('command'), `${allCommands.map(({ kind }) => kind).join(' | ')} .`);
    for (const { kind, words } of allCommands) {
      const rule = rules.get(kind) ?? assert.fail(`no rule for ${kind}`);
      for (const word of words) assert.ok(rule.includes(`"${word}"`), rule);
    }
  });

  test('uses no rule that it does not have', () => {
    const text = printEbnf()
      .replace(/\(\*.*\*\)/g, '')
      .replace(/\?[^?]*(?:\?[^? .][^?]*)*\? \./g, '.')
      .replace(/"[^"\n]*"/g, '');
    const used = new Set(text.match(/\b[A-Za-z]\w*\b/g) ?? []);
    assert.deepEqual(
      [...used].filter((name) => !rules.has(name)),
      [],
    );
  });

  test('says the spellings that are lexed', () => {
    for (const [name, words] of spellings)
      for (const word of words) {
        const [token] = lex(`${word} x`).tokens;
        assert.deepEqual([token?.tokenType.name, token?.image], [name, word]);
      }
  });
});
