// Writes the documents that are made from the grammar: `node test/grammar/write-documents.ts`. Part of
// `npm run accept`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from './documents.ts';

const root = join(import.meta.dirname, '../..');

for (const { path, text } of await generatedDocuments()) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  writeFileSync(file, text);
  process.stdout.write(`renewed ${path}\n`);
}
