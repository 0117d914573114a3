// Regular expressions of the RE2 dialect as JavaScript ones: what the two spell alike is left alone, what
// differs is rewritten: flags such as (?i), white space, the dot, group names that begin with @.

export type Pattern = { readonly regex: RegExp; readonly groupNames: readonly string[] };

/** What RE2 calls white space. */
const SPACE = '\\t\\n\\f\\r ';
const NOT_SPACE = '\\0-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}';

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: `${SPACE}\\v`,
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** One open group: how many flag groups were opened inside it, and the flags that hold there. */
type Level = { opened: string[]; dotAll: boolean };

type Reader = { readonly text: string; at: number; readonly levels: Level[]; readonly names: string[] };

const known = new Map<string, Pattern>();

export const compileRegex = (pattern: string): Pattern => {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const reader: Reader = { text: pattern, at: 0, levels: [{ opened: [], dotAll: false }], names: [] };
  let source = '';
  while (reader.at < pattern.length) source += piece(reader);
  source += closing(reader);
  const compiled = { regex: new RegExp(source, 'u'), groupNames: reader.names };
  known.set(pattern, compiled);
  return compiled;
};

const level = (reader: Reader): Level => reader.levels.at(-1) ?? { opened: [], dotAll: false };

const closing = (reader: Reader): string => ')'.repeat(level(reader).opened.length);

/** Takes the text that an expression finds right here. */
const take = (reader: Reader, expression: RegExp): RegExpExecArray | null => {
  const found = expression.exec(reader.text.slice(reader.at));
  if (found !== null) reader.at += found[0].length;
  return found;
};

const piece = (reader: Reader): string => {
  const next = reader.text[reader.at];
  if (next === '\\') return escaped(reader, false);
  if (next === '[') return characterClass(reader);
  if (next === '(') return openGroup(reader);
  if (next === ')') return closeGroup(reader);
  if (next === '|') return alternative(reader);
  if (next === '{') return take(reader, /^\{\d+(,\d*)?\}/)?.[0] ?? literal(reader);
  if (next === '}' || next === ']') return literal(reader);
  const character = take(reader, /^[\s\S]/u)?.[0] ?? '';
  if (character !== '.') return character;
  return reader.levels.some((one) => one.dotAll) ? '[^]' : '[^\\n]';
};

const literal = (reader: Reader): string => `\\${reader.text[reader.at++]}`;

/** A flag group such as (?i) holds to the end of its group, over alternatives too. */
const openGroup = (reader: Reader): string => {
  const flags = take(reader, /^\(\?([a-zA-Z-]+)\)/);
  if (flags !== null) return openFlags(reader, flags[1] ?? '');
  const scoped = take(reader, /^\(\?([a-zA-Z-]*):/);
  if (scoped !== null) {
    const dotAll = /^[a-z]*s/i.test(scoped[1] ?? '');
    reader.levels.push({ opened: [], dotAll });
    return `(?${(scoped[1] ?? '').replace('s', '')}:`;
  }
  const named = take(reader, /^\(\?P?<([^>=!][^>]*)>/);
  if (named === null) take(reader, /^\(/);
  reader.levels.push({ opened: [], dotAll: false });
  if (named === null) return '(';
  reader.names.push(named[1] ?? '');
  return `(?<g${reader.names.length - 1}>`;
};

const openFlags = (reader: Reader, flags: string): string => {
  const here = level(reader);
  if (/^[a-z]*s/i.test(flags)) here.dotAll = true;
  const opening = `(?${flags.replace('s', '')}:`;
  here.opened.push(opening);
  return opening;
};

const closeGroup = (reader: Reader): string => {
  reader.at += 1;
  const closed = closing(reader);
  if (reader.levels.length > 1) reader.levels.pop();
  return `${closed})`;
};

const alternative = (reader: Reader): string => {
  reader.at += 1;
  return `${closing(reader)}|${level(reader).opened.join('')}`;
};

const characterClass = (reader: Reader): string => {
  let source = take(reader, /^\[\^?\]?/)?.[0].replace(']', '\\]') ?? '';
  while (reader.at < reader.text.length && reader.text[reader.at] !== ']') source += classPiece(reader);
  reader.at += 1;
  return `${source}]`;
};

const classPiece = (reader: Reader): string => {
  const posix = take(reader, /^\[:(\w+):\]/);
  if (posix !== null) return POSIX[posix[1] ?? ''] ?? '';
  if (reader.text[reader.at] === '\\') return escaped(reader, true);
  return (take(reader, /^[\s\S]/u)?.[0] ?? '').replace(/[[(){}|/]/, '\\$&');
};

const ESCAPES: Readonly<Record<string, string>> = { a: '\\x07', A: '(?<![^])', z: '$' };

const escaped = (reader: Reader, inClass: boolean): string => {
  const quoted = take(reader, /^\\Q([\s\S]*?)(\\E|$)/);
  if (quoted !== null) return (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, (c) => plain(c, inClass));
  const point = take(reader, /^\\x\{([0-9A-Fa-f]+)\}/);
  if (point !== null) return `\\u{${point[1]}}`;
  const property = take(reader, /^\\([pP])([A-Z])/);
  if (property !== null) return `\\${property[1]}{${property[2]}}`;
  const character = take(reader, /^\\([\s\S]?)/u)?.[1] ?? '';
  if (character === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (character === 'S') return inClass ? NOT_SPACE : `[^${SPACE}]`;
  if (/[0-9A-Za-z]/.test(character)) return ESCAPES[character] ?? `\\${character}`;
  return plain(character, inClass);
};

/** A character that stands for itself. */
const plain = (character: string, inClass: boolean): string => {
  if (character === '-') return inClass ? '\\-' : '-';
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
};

/** A regular expression that matches the text and nothing else. */
export const regexOfText = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
