// What a character is to the scanner. A word is a run between blanks and delimiters; a part of a word is a run
// of letters, digits and joiners.

export const END = 0;
export const BLANK = 1;
export const LINE_BREAK = 2;
export const DELIMITER = 3;
/** In a word, but between its parts: `.`, `/`, `@`… */
export const SIGN = 4;
/** In a part, but between its segments: `-` and `_`. */
export const JOINER = 5;
export const LETTER = 6;
export const DIGIT = 7;

const classes = new Uint8Array(128).fill(SIGN);
const classify = (characters: string, as: number): void => {
  for (const character of characters) classes[character.charCodeAt(0)] = as;
};
classify(' \t\v\f\r', BLANK);
classify('\n', LINE_BREAK);
classify('{}[]()<>"\'`,:;=|&?\\', DELIMITER);
classify('-_', JOINER);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER);
classify('0123456789', DIGIT);

/** The class of a UTF-16 unit. */
export const classOf = (unit: number): number => (unit < 128 ? classes[unit]! : LETTER);

/** Characters of a message that are looked at. A stack trace of fifty lines fits. */
export const SCANNED_MOST = 8192;

/** How far behind the end of the text the scanner may look without asking. */
const MARGIN = 64;

/**
 * The text being scanned, laid out so that looking at a character again costs a load from an array (a string
 * may be a slice or a concatenation, which charCodeAt must see through each time). Behind the end are zeros.
 */
export type Scanned = {
  text: string;
  length: number;
  /** Has it any of those that serve as marks? */
  hasNoncharacters: boolean;
  readonly units: Uint16Array;
  readonly kinds: Uint8Array;
};

export const createScanned = (): Scanned => ({
  text: '',
  length: 0,
  hasNoncharacters: false,
  units: new Uint16Array(SCANNED_MOST + MARGIN),
  kinds: new Uint8Array(SCANNED_MOST + MARGIN),
});

/** Lays out the text, at most up to SCANNED_MOST. */
export const load = (scanned: Scanned, text: string): void => {
  const { units, kinds } = scanned;
  const length = Math.min(text.length, SCANNED_MOST);
  let hasNoncharacters = false;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    units[at] = unit;
    kinds[at] = classOf(unit);
    if (unit >= 0xfdd0 && unit <= 0xfdef) hasNoncharacters = true;
  }
  units.fill(0, length, length + MARGIN);
  kinds.fill(END, length, length + MARGIN);
  scanned.text = text;
  scanned.length = length;
  scanned.hasNoncharacters = hasNoncharacters;
};

export const classAt = (t: Scanned, at: number): number => t.kinds[at]!;

/** Does a word go on at this class of character, or is it over? */
export const isInWord = (kind: number): boolean => kind >= SIGN;

export const isDigitAt = (t: Scanned, at: number): boolean => t.kinds[at] === DIGIT;

export const digitsEnd = (t: Scanned, from: number): number => {
  let end = from;
  while (t.kinds[end] === DIGIT) end += 1;
  return end;
};

export const lettersEnd = (t: Scanned, from: number): number => {
  let end = from;
  while (t.kinds[end] === LETTER) end += 1;
  return end;
};

export const isHex = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 102) || (unit >= 65 && unit <= 70);

/** A slice of a message keeps the message in memory; a copy does not. */
export const detached = (text: string): string => ` ${text}`.slice(1);

/** Where the texts differ first decides, by code point: surrogates come after U+E000–U+FFFF. */
export const byCodePoint = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 && x < 0xe000 !== y < 0xe000 ? y - x : x - y;
  }
  return a.length - b.length;
};
