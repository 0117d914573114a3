// Log text may hold anything: escape codes that recolour or rewrite a terminal, characters that turn the
// reading direction, invisible ones. Here they become visible: \n \t \e \x07 \u202e.
//
// This is for people to read. A backslash stays one backslash, so that paths and patterns stay legible, and
// what is printed cannot be read back; JSON can.

/** C0 and C1 controls, soft hyphen, invisible and direction-turning characters, separators, lone surrogates. */
const hostileClass =
  '[\\0-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff]';

/** With the u flag a surrogate matches only when it stands alone. */
export const hostileCharacters = new RegExp(hostileClass, 'gu');
/** Marks and joiners at the start would join what is printed before the text. */
const hostileParts = new RegExp(`${hostileClass}|^[\\p{M}\\u200c\\u200d]+`, 'gu');
const hostileRuns = new RegExp(`(${hostileClass}+|^[\\p{M}\\u200c\\u200d]+)`, 'u');
const notPrintableAscii = /[^\x20-\x7e]/;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\x1b', '\\e'],
]);

const visibleEscape = (character: string): string => {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length > 4) return `\\u{${hex}}`;
  return hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
};

const visibleEscapes = (part: string): string =>
  part.length === 1 ? visibleEscape(part) : Array.from(part, visibleEscape).join('');

export const escapeHostile = (text: string): string =>
  notPrintableAscii.test(text) ? text.replace(hostileParts, visibleEscapes) : text;

/** The first `shownLength` UTF-16 units of the escaped text, its escapes painted. */
export const paintEscapes = (
  text: string,
  shownLength: number,
  paint: (escapes: string) => string,
): string => {
  let remaining = shownLength;
  let painted = '';
  for (const [index, piece] of text.split(hostileRuns).entries()) {
    if (remaining <= 0) break;
    const isHostile = index % 2 === 1;
    const shown = (isHostile ? visibleEscapes(piece) : piece).slice(0, remaining);
    painted += isHostile ? paint(shown) : shown;
    remaining -= shown.length;
  }
  return painted;
};
