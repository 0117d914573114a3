// npm run accept: writes down what the program says today, for reading in the diff. Answers of scripts (never
// their questions) come from the real engine; the generated documents from what they are generated from.
//
//   npm run accept                 all
//   npm run accept -- sort         only scripts with "sort" in their path

import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acceptScript, parseScript } from './runner/index.ts';
import { engineRun } from './runs/engine-run.ts';

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const run = engineRun({ name: 'the engine' });

for (const file of globSync('test/scripts/**/*.script', { cwd: root }).sort()) {
  if (words.length > 0 && !words.some((word) => file.includes(word))) continue;
  const text = readFileSync(path.join(root, file), 'utf8');
  const accepted = await acceptScript(parseScript(text, file), run, root);
  if (accepted === text) continue;
  writeFileSync(path.join(root, file), accepted);
  process.stdout.write(`renewed ${file}\n`);
}
if (words.length === 0)
  for (const room of ['grammar', 'language'])
    execFileSync(process.execPath, [path.join(root, 'test', room, 'write-documents.ts')], {
      stdio: 'inherit',
    });
