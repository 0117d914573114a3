// The completion list has every word of the language, and what it says of each.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { completion } from '../../grammar/completion.ts';
import { allCommands, findFunction, functionSpellings, functions } from '../../grammar/index.ts';
import { clauseWords } from '../../grammar/tokens.ts';
import { signatureOf } from '../../src/plan/check-call.ts';

const list = completion();

suite('the completion list', () => {
  test('has every command, with its words in its syntax', () => {
    assert.deepEqual(
      list.commands.map(({ words }) => words),
      allCommands.map(({ words }) => words),
    );
    for (const { words, keywords, syntax } of list.commands)
      for (const word of [...words, ...keywords])
        assert.match(syntax, new RegExp(`"${word}"`, 'i'), `${word} is not in ${syntax}`);
  });

  test('has every function under all its spellings, signed as mistakes are told', () => {
    assert.equal(list.functions.length, functions.length);
    const spellings = list.functions.flatMap(({ name, otherSpellings }) => [name, ...otherSpellings]);
    assert.deepEqual(spellings.toSorted(), [...functionSpellings].toSorted());
    for (const { name, signature } of list.functions) {
      const record = findFunction(name) ?? assert.fail(name);
      assert.equal(signature, signatureOf(record));
    }
  });

  test('has every clause word', () => {
    assert.deepEqual(list.words, [...clauseWords.keys()]);
  });

  test('says something of each, and from where it is known', () => {
    for (const { summary, source } of [...list.commands, ...list.functions]) {
      assert.ok(summary.length > 0);
      assert.ok(source.length > 0);
    }
  });
});
