// The pages of docs/language/, and what a test needs of them: their scripts, their tables, their names.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionFamily } from '../../grammar/vocabulary/index.ts';
import { parseScript, type Script } from '../runner/index.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const folder = 'docs/language';

export type Page = {
  /** Without folder and ending: `count-frequent`. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
};

export const pages = (): readonly Page[] =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.md'.length),
      file: `${folder}/${file}`,
      text: readFileSync(path.join(root, folder, file), 'utf8'),
    }));

/** The name of the page of a command, by its kind. */
export const pageOfCommand = (kind: string): string =>
  kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const pageOfFamily = (family: FunctionFamily): string => `functions-${family}`;

const scriptsBetween = /^```script\n([\s\S]*?)^```$/gm;

/**
 * All scripts of a page as one, so that a later block may ask about the events of an earlier one. What stands
 * around them is blanked out: a line of the script has the number that it has on the page.
 */
export const scriptOf = ({ file, text }: Page): Script | undefined => {
  const blank = (part: string): string => part.replace(/[^\n]/g, '');
  let at = 0;
  let script = '';
  for (const match of text.matchAll(scriptsBetween)) {
    const start = match.index + '```script\n'.length;
    const end = start + (match[1] ?? '').length;
    script += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return at === 0 ? undefined : parseScript(script + blank(text.slice(at)), file);
};

/** Sessions at a shell: see console.ts. */
export const consoleBlocksOf = (text: string): readonly string[] =>
  [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
