// The pages of docs/language/ tell the truth: every example is answered as it is written there, by every run
// of the scripts; every command and every function has its place; every table is that of the vocabulary.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { allCommands } from '../../grammar/commands/index.ts';
import { functions } from '../../grammar/vocabulary/index.ts';
import { linksOf, tableRows } from '../house/documents.ts';
import { textOf } from '../house/source-tree.ts';
import { questionsOf, runQuestion } from '../runner/index.ts';
import { allRuns } from '../runs/all-runs.ts';
import { commandsIn, consoleSession } from './console.ts';
import { withTables } from './function-tables.ts';
import { consoleBlocksOf, pageOfCommand, pageOfFamily, pages, root, scriptOf } from './pages.ts';

const all = pages();
const named = new Map(all.map((page) => [page.name, page]));
const list = (faults: readonly string[]): string => faults.join('\n');

for (const page of all) {
  const script = scriptOf(page);
  if (script !== undefined)
    suite(page.file, () => {
      for (const question of questionsOf(script))
        test(question.title, async () => {
          const failures = await runQuestion(script, question, allRuns(), root);
          if (failures.length > 0) throw new Error(failures.join('\n\n'));
        });
    });
  consoleBlocksOf(page.text).forEach((block, index) => {
    test(`${page.file}: session ${index + 1}`, () => {
      using session = consoleSession(['src', 'main.ts']);
      for (const shown of commandsIn(block)) assert.equal(session.run(shown), shown.output, shown.command);
    });
  });
}

suite('docs/language', () => {
  test('every command has a page, and its heading or its syntax has each of its words', () => {
    const faults = allCommands.flatMap(({ kind, words }) => {
      const text = named.get(pageOfCommand(kind))?.text;
      if (text === undefined) return [`there is no page ${pageOfCommand(kind)}.md`];
      const code = [...text.matchAll(/`[^`\n]+`|^```[\s\S]*?^```/gm)].join('\n').toLowerCase();
      return words
        .filter((word) => !code.includes(word.toLowerCase()))
        .map((word) => `${kind}: nothing of "${word}"`);
    });
    assert.equal(list(faults), '');
  });

  test('every function is on the page of its family, under all its spellings', () => {
    const faults = functions.flatMap(({ name, spellings = [], family }) => {
      const text = named.get(pageOfFamily(family))?.text ?? '';
      return [name, ...spellings]
        .filter((spelling) => !text.includes(`\`${spelling}\``))
        .map((spelling) => `${pageOfFamily(family)}.md: nothing of ${spelling}`);
    });
    assert.equal(list(faults), '');
  });

  test('the tables are those of the vocabulary', () => {
    for (const { file, text } of all)
      assert.equal(text, withTables(text), `${file}: npm run accept renews it`);
  });

  test('every page is in the index, and has two examples at least', () => {
    const listed = new Set(linksOf(named.get('README')?.text ?? ''));
    const faults = all.flatMap((page) => {
      if (page.name === 'README') return [];
      const script = scriptOf(page);
      const examples =
        (script === undefined ? 0 : questionsOf(script).length) + consoleBlocksOf(page.text).length;
      return [
        ...(listed.has(`${page.name}.md`) ? [] : [`README.md does not lead to ${page.name}.md`]),
        ...(examples < 2 ? [`${page.file} has fewer than two examples`] : []),
      ];
    });
    assert.equal(list(faults), '');
  });

  test('what is cited of docs/fidelity.md is a row of the section that the link leads to', () => {
    const keysOf = new Map(
      textOf('docs/fidelity.md')
        .split(/^## /m)
        .slice(1)
        .map((section) => {
          const [heading = ''] = section.split('\n');
          const anchor = heading.toLowerCase().replaceAll(' ', '-');
          return [anchor, new Set(tableRows(section).map(([key]) => key))] as const;
        }),
    );
    const faults = all.flatMap(({ file, text }) =>
      [...text.matchAll(/\[([^\]\n]+)\]\(\.\.\/fidelity\.md#([\w-]+)\)/g)]
        .filter(([, key, anchor = '']) => !keysOf.get(anchor)?.has(key))
        .map(([link]) => `${file}: ${link}`),
    );
    assert.equal(list(faults), '');
  });
});
