// Where the tokens of a JSON text end. Each function takes the index at which its token starts and returns
// the index after it, or -1 when the text there is not such a token by RFC 8259.
//
// The text comes as UTF-8 bytes, which V8 reads several times faster than the characters of a string. A zero
// byte follows the text: no token goes past it, so nothing here asks for the length.

export const quote = 34;
const backslash = 92;

export const skipBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (;;) {
    const code = bytes[at]!;
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
};

const digitsEnd = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (bytes[at]! >= 48 && bytes[at]! <= 57) at += 1;
  return at > from ? at : -1;
};

export const numberEnd = (bytes: Uint8Array, from: number): number => {
  let at = bytes[from] === 45 /* - */ ? from + 1 : from;
  at = bytes[at] === 48 /* 0 */ ? at + 1 : digitsEnd(bytes, at);
  if (at >= 0 && bytes[at] === 46 /* . */) at = digitsEnd(bytes, at + 1);
  if (at >= 0 && (bytes[at]! | 32) === 101 /* e */) {
    const sign = bytes[at + 1]!;
    at = digitsEnd(bytes, sign === 43 || sign === 45 ? at + 2 : at + 1);
  }
  return at;
};

/** The end of an ASCII word such as `true`. */
export const wordEnd = (bytes: Uint8Array, from: number, word: string): number => {
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word.charCodeAt(i)) return -1;
  return from + word.length;
};

const isHexDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);

/** What may follow a backslash, beside u and four hexadecimal digits. */
const simpleEscapes: ReadonlySet<number> = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));

/** The end of the escape whose backslash is at `at`. */
const escapeEnd = (bytes: Uint8Array, at: number): number => {
  const code = bytes[at + 1]!;
  if (code !== 117 /* u */) return simpleEscapes.has(code) ? at + 2 : -1;
  for (let i = at + 2; i < at + 6; i++) if (!isHexDigit(bytes[i]!)) return -1;
  return at + 6;
};

/** The end of the string whose opening quote is at `from`: the index after its closing quote. */
export const stringEnd = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  for (;;) {
    // Three comparisons a byte: measured faster than a table of 256 entries.
    let code = bytes[at]!;
    while (code !== quote && code !== backslash && code >= 32) code = bytes[++at]!;
    if (code === quote) return at + 1;
    // Anything else is a control character, or the end of the text.
    at = code === backslash ? escapeEnd(bytes, at) : -1;
    if (at < 0) return -1;
  }
};

/** Does the key at `at` (its opening quote) have this source? */
export const isKeyHere = (bytes: Uint8Array, at: number, source: Uint8Array): boolean => {
  if (bytes[at + 1 + source.length] !== quote) return false;
  for (let i = 0; i < source.length; i++) if (bytes[at + 1 + i] !== source[i]) return false;
  return true;
};

/** Could the text be an object at all? Spares all other messages the rest. */
export const startsObject = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 /* { */) return true;
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false;
  }
  return false;
};
