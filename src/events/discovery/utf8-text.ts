// A text as UTF-8 bytes in a buffer that serves every event, and the way back from byte offsets to
// characters. Reading typed arrays is several times faster than charCodeAt, and encodeInto is native.

/** Texts longer than this get a buffer of their own, which is not kept. In UTF-16 units. */
const keptCharacters = 1024 * 1024;

const encoder = new TextEncoder();
let kept = new Uint8Array(64 * 1024);

export type Utf8Text = { readonly bytes: Uint8Array; readonly length: number };

/** A UTF-16 unit takes three bytes at most; one more for the zero byte that ends the text. */
const roomFor = (text: string): Uint8Array => {
  const size = text.length * 3 + 1;
  if (size <= kept.length) return kept;
  if (text.length > keptCharacters) return new Uint8Array(size);
  kept = new Uint8Array(size);
  return kept;
};

/** The bytes are good until the next call. A zero byte follows them. */
export const encodeText = (text: string): Utf8Text => {
  const bytes = roomFor(text);
  const length = encoder.encodeInto(text, bytes).written;
  bytes[length] = 0;
  return { bytes, length };
};

/** How many UTF-16 units the bytes [from, to) stand for; both are at the start of a character. */
export const countCharacters = (bytes: Uint8Array, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80 || byte >= 0xc0) count += byte >= 0xf0 ? 2 : 1;
  }
  return count;
};
