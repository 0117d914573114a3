// The README's console blocks are what the commands print: each `$ npx insitu …` and `$ npm start` is run,
// in a folder of its own beside the fixtures. What goes to stderr is shown only where a command refuses.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

const folder = mkdtempSync(path.join(os.tmpdir(), 'insitu-readme-'));
symlinkSync(path.join(root, 'fixtures'), path.join(folder, 'fixtures'));
after(() => rmSync(folder, { recursive: true, force: true }));

type Shown = { readonly command: string; readonly output: string };

/** Commands begin with "$ "; what follows up to the next one is their output. */
const shownIn = (block: string): readonly Shown[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, output: output.join('\n').trimEnd() };
    });

const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');

const argsOf = (command: string): readonly string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

const scriptOf = (command: string): readonly string[] => {
  if (command === 'npm start') return [path.join(root, 'fixtures', 'article.ts')];
  const [npx, insitu, ...args] = argsOf(command);
  assert.deepEqual([npx, insitu], ['npx', 'insitu'], command);
  return [path.join(root, 'dist', 'src', 'main.js'), ...args];
};

const withoutTrailingBlanks = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

for (const { command, output } of blocks.flatMap(shownIn)) {
  test(`$ ${command}`, () => {
    const env = { ...process.env, NO_COLOR: '1' };
    const run = spawnSync(process.execPath, scriptOf(command), {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    const printed = run.status === 0 ? run.stdout : run.stderr;
    assert.equal(withoutTrailingBlanks(printed), withoutTrailingBlanks(output));
  });
}
