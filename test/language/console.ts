// Sessions at a shell, as documents show them: `$ npx insitu …` is run and prints what stands below it, and
// `$ cat file` shows a file, which is thereby made. Each session has a folder of its own beside the fixtures.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export type Shown = { readonly command: string; readonly output: string };

/** Commands begin with "$ "; what follows up to the next one is their output. */
export const commandsIn = (block: string): readonly Shown[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, output: withoutTrailingBlanks(output.join('\n')) };
    });

const withoutTrailingBlanks = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

export type ConsoleSession = Disposable & {
  /** What the command prints, without blanks at the ends of lines. */
  run(shown: Shown): string;
};

/** `program`: the way from the root to what is run as insitu. */
export const consoleSession = (program: readonly string[]): ConsoleSession => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'insitu-console-'));
  symlinkSync(path.join(root, 'fixtures'), path.join(folder, 'fixtures'));

  const scriptOf = (words: readonly string[], command: string): readonly string[] => {
    if (command === 'npm start') return [path.join(root, 'fixtures', 'article.ts')];
    const [npx, insitu, ...args] = words;
    assert.deepEqual([npx, insitu], ['npx', 'insitu'], command);
    return [path.join(root, ...program), ...args];
  };

  const makeFile = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  };

  const printedBy = (script: readonly string[]): string => {
    const env = { ...process.env, NO_COLOR: '1' };
    const run = spawnSync(process.execPath, script, { cwd: folder, env, encoding: 'utf8' });
    // What goes to stderr beside an answer, such as progress and notices, is not shown.
    return run.status === 0 ? run.stdout : run.stdout + run.stderr;
  };

  return {
    run: ({ command, output }) => {
      const words = wordsOf(command);
      if (words[0] !== 'cat') return withoutTrailingBlanks(printedBy(scriptOf(words, command)));
      makeFile(words[1] ?? '', output);
      return output;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
};
