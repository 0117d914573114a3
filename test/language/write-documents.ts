// Renews what is made on the pages of docs/language/: the tables of functions, and the answers of the examples
// (never their questions) as the engine gives them. `node test/language/write-documents.ts [word of a page]`

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { acceptScript } from '../runner/index.ts';
import { engineRun } from '../runs/engine-run.ts';
import { withTables } from './function-tables.ts';
import { type Page, pages, root, scriptOf } from './pages.ts';

const run = engineRun({ name: 'the engine' });

/** The script is the page with all else blanked out, so its answers have the page's line numbers. */
const withAnswers = async (page: Page): Promise<string> => {
  const script = scriptOf(page);
  return script === undefined
    ? page.text
    : acceptScript({ ...script, lines: page.text.split('\n') }, run, root);
};

const [word = ''] = process.argv.slice(2);
for (const page of pages().filter(({ name }) => name.includes(word))) {
  const text = await withAnswers({ ...page, text: withTables(page.text) });
  if (text === page.text) continue;
  writeFileSync(path.join(root, page.file), text);
  process.stdout.write(`renewed ${page.file}\n`);
}
