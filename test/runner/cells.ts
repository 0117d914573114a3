// Texts as a script writes them: bare, or in quotes where a bare text would be ambiguous. In quotes `\n`,
// `\t`, `\r`, `\"` and `\\` are escapes; a bare text has none.

import type { Cell } from './script.ts';

const QUOTED = /^"((?:[^"\\]|\\[nrt"\\])*)"/;

const MEANINGS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, letter: string) => MEANINGS[letter] ?? '');

/** A whole bare or quoted text; undefined when it begins with a quote and is no quoted text. */
export const readText = (written: string): string | undefined => {
  if (!written.startsWith('"')) return written;
  const found = QUOTED.exec(written);
  return found === null || found[0].length < written.length ? undefined : unescaped(found[1] ?? '');
};

/** The cells of a row, or undefined when it is none. */
export const readRow = (line: string): Cell[] | undefined => {
  const cells: Cell[] = [];
  let rest = line;
  for (;;) {
    const next = readCell(rest);
    if (next === undefined) return undefined;
    cells.push(next.cell);
    if (next.rest === undefined) return cells;
    rest = next.rest;
  }
};

/** One cell and, when a `|` follows it, the rest of the row. */
const readCell = (text: string): { cell: Cell; rest: string | undefined } | undefined => {
  const written = QUOTED.exec(text)?.[0] ?? bareCell(text);
  const after = text.slice(written.length);
  const bar = /^\s+\|(?:\s+|$)/.exec(after);
  if (written === '' || written.startsWith('|') || (bar === null && after.trim() !== '')) return undefined;
  const cell = written === '(missing)' ? undefined : (readText(written) ?? null);
  if (cell === null) return undefined;
  return { cell, rest: bar === null ? undefined : after.slice(bar[0].length) };
};

const bareCell = (text: string): string => (/^.*?(?=\s+\|(?:\s|$)|\s*$)/.exec(text) ?? [''])[0];

const LIKE_A_REMARK = /^(in any order|no notices|notice\s.*|(error|warning)\s.*)$/;

const needsQuotes = (text: string): boolean =>
  text === '' ||
  text === '(missing)' ||
  text === '(no rows)' ||
  /^["|\s]|[|\s]$|[\n\r\t]|\s\|\s/.test(text) ||
  LIKE_A_REMARK.test(text);

export const writeCell = (cell: Cell): string => {
  if (cell === undefined) return '(missing)';
  return needsQuotes(cell) ? `"${cell.replace(/[\n\r\t"\\]/g, (c) => ESCAPES[c] ?? c)}"` : cell;
};
