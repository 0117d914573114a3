// How many terminal columns a text takes, and how much of a text fits into so many columns.
// Meant for text whose hostile characters are escaped already. A cut falls between graphemes only, so that
// an emoji or an accented letter is shown whole or not at all.
//
// The one idea: most characters are steady, of one known width and never joined with a steady neighbour. Only
// the others, with the steady characters they touch, need string-width, which is a hundred times slower.

import stringWidth from 'string-width';

/** Ranges of steady characters by width; a test compares each of them with string-width. */
const steadyRanges: readonly (readonly [first: number, last: number, width: 1 | 2])[] = [
  [0x20, 0x7e, 1],
  [0xa1, 0xac, 1], // Latin, without the soft hyphen
  [0xae, 0x2ff, 1],
  [0x370, 0x482, 1], // Greek, Cyrillic
  [0x48a, 0x52f, 1],
  [0x2010, 0x2027, 1], // dashes, quotation marks, …
  [0x2500, 0x257f, 1], // box drawing
  [0x3041, 0x3096, 2], // Hiragana, Katakana
  [0x30a0, 0x30ff, 2],
  [0x3400, 0x4dbf, 2], // Han
  [0x4e00, 0x9fff, 2],
  [0xac00, 0xd7a3, 2], // Hangul syllables
];

/** Width by UTF-16 unit; 0 where the unit is not steady. */
const steadyWidths = new Uint8Array(0x10000);
for (const [first, last, width] of steadyRanges) steadyWidths.fill(width, first, last + 1);

const notAscii = /[^\x20-\x7e]/;

/** Made when it is needed: the first takes 10 ms. */
let segmenter: Intl.Segmenter | undefined;
const graphemesOf = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
};

const steadyWidthAt = (text: string, offset: number): number => steadyWidths[text.charCodeAt(offset)] ?? 0;

/** Where the unsteady stretch that starts at `start` ends: before the second of two steady neighbours. */
const stretchEnd = (text: string, start: number): number => {
  let end = start + 1;
  while (end < text.length && (steadyWidthAt(text, end - 1) === 0 || steadyWidthAt(text, end) === 0)) end++;
  return end;
};

/** A start of a text: its UTF-16 units and its columns. */
export type Measured = { readonly length: number; readonly width: number };

const MOST_REMEMBERED = 4096;
const LONGEST_REMEMBERED = 16;

/** Logs repeat their few emoji and accents, so the widths found last are kept; the answers stay the same. */
const rememberWidths = (): ((stretch: string) => number) => {
  const known = new Map<string, number>();
  return (stretch) => {
    const before = known.get(stretch);
    if (before !== undefined) return before;
    const width = stringWidth(stretch);
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (stretch.length <= LONGEST_REMEMBERED) known.set(stretch, width);
    return width;
  };
};

const unsteadyWidth = rememberWidths();

const measureGraphemes = (text: string, room: number): Measured => {
  let width = 0;
  for (const { segment, index } of graphemesOf(text)) {
    const next = width + unsteadyWidth(segment);
    if (next > room) return { length: index, width };
    width = next;
  }
  return { length: text.length, width };
};

const measureStretch = (stretch: string, room: number): Measured => {
  const width = unsteadyWidth(stretch);
  return width <= room ? { length: stretch.length, width } : measureGraphemes(stretch, room);
};

/** The longest start of the text that is at most `room` columns wide. */
export const measureStart = (text: string, room: number): Measured => {
  if (!notAscii.test(text)) {
    const length = Math.max(0, Math.min(text.length, room));
    return { length, width: length };
  }
  let offset = 0;
  let width = 0;
  while (offset < text.length) {
    const steadyWidth = steadyWidthAt(text, offset);
    const end = offset + 1;
    if (steadyWidth > 0 && (end === text.length || steadyWidthAt(text, end) > 0)) {
      if (width + steadyWidth > room) return { length: offset, width };
      width += steadyWidth;
      offset = end;
      continue;
    }
    const stretch = text.slice(offset, stretchEnd(text, offset));
    const fitting = measureStretch(stretch, room - width);
    width += fitting.width;
    offset += fitting.length;
    if (fitting.length < stretch.length) break;
  }
  return { length: offset, width };
};

export const textWidth = (text: string): number => measureStart(text, Number.POSITIVE_INFINITY).width;

/** The longest start of the text that is at most `columns` wide. */
export const fitStart = (text: string, columns: number): string =>
  text.slice(0, measureStart(text, columns).length);

/** Enough UTF-16 units per column for any grapheme worth showing. */
const UNITS_PER_COLUMN = 16;

/** The longest end of the text that is at most `columns` wide. */
export const fitEnd = (text: string, columns: number): string => {
  const from = Math.max(0, text.length - UNITS_PER_COLUMN * Math.max(0, columns));
  const segments = Array.from(graphemesOf(text.slice(from)));
  // A slice may begin inside a grapheme.
  if (from > 0) segments.shift();
  let width = 0;
  let start = text.length;
  for (const { segment, index } of segments.reverse()) {
    width += textWidth(segment);
    if (width > columns) break;
    start = from + index;
  }
  return text.slice(start);
};
