// Texts of Terraform's language: quoted ones with escapes, heredocs without. Both are templates: `${…}` and
// `%{…}` are filled in later, `$${` and `%%{` are the characters `${` and `%{`.

import { type SourceText, type Span, textWithin, wholeText } from './source-text.ts';

/** `end` is behind the closing quote, or behind the word that ends a heredoc. */
export type HclString = { readonly source: SourceText; readonly end: number };

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

type Draft = { text: string; readonly offsets: number[]; readonly holes: Span[] };

const newDraft = (): Draft => ({ text: '', offsets: [], holes: [] });

const addVerbatim = (draft: Draft, file: string, start: number, end: number): void => {
  for (let at = start; at < end; at += 1) draft.offsets.push(at);
  draft.text += file.slice(start, end);
};

const finish = (draft: Draft, file: string, start: number, end: number): HclString => {
  const source = textWithin(wholeText(file), draft, start);
  return { source: { ...source, holes: draft.holes }, end };
};

/** Behind the bracket that closes what begins with `${` or `%{` at `start`; -1 when it is never closed. */
const placeholderEnd = (file: string, start: number): number => {
  let depth = 1;
  for (let at = start + 2; at < file.length; at += 1) {
    if (file[at] === '"') {
      const quoted = readQuoted(file, at);
      if (quoted === undefined) return -1;
      at = quoted.end - 1;
    } else if (file[at] === '{') depth += 1;
    else if (file[at] === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
};

/** Adds the `${…}`, `%{…}`, `$${` or `%%{` that begins at `at`; where it ends, undefined if there is none. */
const addTemplatePart = (draft: Draft, file: string, at: number): number | undefined => {
  if (/^(?:\$\$|%%)\{/.test(file.slice(at, at + 3))) {
    addVerbatim(draft, file, at + 1, at + 3);
    return at + 3;
  }
  if (!/^[$%]\{/.test(file.slice(at, at + 2))) return undefined;
  const end = placeholderEnd(file, at);
  if (end === -1) return undefined;
  const start = draft.text.length;
  addVerbatim(draft, file, at, end);
  draft.holes.push({ start, end: draft.text.length });
  return end;
};

const addEscape = (draft: Draft, file: string, at: number): number => {
  const letter = file[at + 1] ?? '';
  const digits = { u: 4, U: 8 }[letter];
  if (digits === undefined) {
    draft.text += escapes[letter] ?? letter;
    draft.offsets.push(at);
    return at + 2;
  }
  const code = Number.parseInt(file.slice(at + 2, at + 2 + digits), 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  for (let unit = 0; unit < character.length; unit += 1) draft.offsets.push(at);
  draft.text += character;
  return at + 2 + digits;
};

/** The text that the quote at `start` opens; undefined when its line ends before it does. */
export const readQuoted = (file: string, start: number): HclString | undefined => {
  const draft = newDraft();
  for (let at = start + 1; at < file.length && file[at] !== '\n'; ) {
    if (file[at] === '"') return finish(draft, file, start + 1, at + 1);
    if (file[at] === '\\') {
      at = addEscape(draft, file, at);
      continue;
    }
    const end = addTemplatePart(draft, file, at);
    if (end === undefined) addVerbatim(draft, file, at, at + 1);
    at = end ?? at + 1;
  }
  return undefined;
};

const opening = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;

/** Does a heredoc begin at `at`? */
export const opensHeredoc = (file: string, at: number): boolean => {
  opening.lastIndex = at;
  return opening.test(file);
};

type Lines = { readonly starts: readonly number[]; readonly end: number };

/** The lines up to the one that holds nothing but the word; `end` is behind that word. */
const heredocLines = (file: string, from: number, word: string): Lines | undefined => {
  const starts: number[] = [];
  for (let at = from; at < file.length; ) {
    const lineBreak = file.indexOf('\n', at);
    const lineEnd = lineBreak === -1 ? file.length : lineBreak;
    starts.push(at);
    if (file.slice(at, lineEnd).trim() === word) return { starts, end: file.indexOf(word, at) + word.length };
    at = lineEnd + 1;
  }
  return undefined;
};

const indentAt = (file: string, at: number): number => {
  let end = at;
  while (file[end] === ' ' || file[end] === '\t') end += 1;
  return end - at;
};

/** The lines of a heredoc that do not begin within a placeholder; the last one, of its word, is none. */
const textLines = (file: string, starts: readonly number[]): readonly number[] => {
  const lines: number[] = [];
  let inside = 0;
  for (const [index, start] of starts.slice(0, -1).entries()) {
    if (start >= inside) lines.push(start);
    for (let at = Math.max(start, inside); at < (starts[index + 1] ?? 0); at += 1) {
      const end = addTemplatePart(newDraft(), file, at);
      if (end === undefined) continue;
      inside = end;
      at = end - 1;
    }
  }
  return lines;
};

/** The indentation that `<<-` takes away: the smallest; lines of blanks have none of their own. */
const commonIndent = (file: string, starts: readonly number[]): number => {
  const indents = textLines(file, starts)
    .filter((start) => !/^[ \t]*\r?$/.test(file.slice(start, file.indexOf('\n', start))))
    .map((start) => indentAt(file, start));
  return indents.length === 0 ? 0 : Math.min(...indents);
};

/** The heredoc that begins at `start`; undefined when it never ends. */
export const readHeredoc = (file: string, start: number): HclString | undefined => {
  opening.lastIndex = start;
  const match = opening.exec(file);
  const lines = match === null ? undefined : heredocLines(file, start + match[0].length, match[2] ?? '');
  if (match === null || lines === undefined) return undefined;
  const strip = match[1] === '-' ? commonIndent(file, lines.starts) : 0;
  const bodyStart = lines.starts[0] ?? start;
  const bodyEnd = lines.starts.at(-1) ?? bodyStart;
  const draft = newDraft();
  for (let at = bodyStart; at < bodyEnd; ) {
    if (at === bodyStart || file[at - 1] === '\n') at += Math.min(strip, indentAt(file, at));
    const end = addTemplatePart(draft, file, at);
    if (end === undefined) addVerbatim(draft, file, at, at + 1);
    at = end ?? at + 1;
  }
  return finish(draft, file, bodyStart, lines.end);
};
