// UUIDs in lower case as four numbers of 32 bits each: what ids in logs mostly are. Their bytes stand in the
// order of the text, the first one lowest.

export const UUID_LENGTH = 36;
export const UUID_NUMBERS = 4;
export const UUID_BYTES = 16;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => text.length === UUID_LENGTH && UUID.test(text);

const DASH = 45;
const NINE = 57;
const ZERO = 48;
const SMALL_A = 97;

const hexValue = (unit: number): number => (unit > NINE ? unit - SMALL_A + 10 : unit - ZERO);

/** The numbers of a text that is one, to the place. */
export const readUuid = (text: string, numbers: Uint32Array, place: number): void => {
  let at = 0;
  for (let number = 0; number < UUID_NUMBERS; number += 1) {
    let value = 0;
    for (let byte = 0; byte < 32; byte += 8) {
      if (text.charCodeAt(at) === DASH) at += 1;
      value |= ((hexValue(text.charCodeAt(at)) << 4) | hexValue(text.charCodeAt(at + 1))) << byte;
      at += 2;
    }
    numbers[place * UUID_NUMBERS + number] = value;
  }
};

/** Of characters of UUIDs, what they stand for; of all others, more than that. */
const hexValues = new Uint8Array(256).fill(16);
for (let value = 0; value < 16; value += 1) hexValues[value.toString(16).charCodeAt(0)] = value;

/** The bytes of many that stand end to end; undefined where one of them is none. */
export const uuidBytes = (characters: Uint8Array): Uint8Array | undefined => {
  const bytes = new Uint8Array((characters.length / UUID_LENGTH) * UUID_BYTES);
  let to = 0;
  let all = 0;
  for (let from = 0; from < characters.length; from += UUID_LENGTH) {
    for (let at = from; at < from + UUID_LENGTH; at += 2) {
      const place = at - from;
      if (place === 8 || place === 13 || place === 18 || place === 23) {
        if (characters[at] !== DASH) return undefined;
        at += 1;
      }
      const high = hexValues[characters[at]!]!;
      const low = hexValues[characters[at + 1]!]!;
      all |= high | low;
      bytes[to++] = (high << 4) | low;
    }
  }
  return all < 16 ? bytes : undefined;
};

const hexDigits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const highDigits = Uint8Array.from({ length: 256 }, (_, byte) => hexDigits[byte >> 4]!);
const lowDigits = Uint8Array.from({ length: 256 }, (_, byte) => hexDigits[byte & 15]!);

/** Bytes before each dash and at the end. */
const parts = [4, 6, 8, 10, 16] as const;

/** The characters of many, end to end; 16 bytes each. */
export const uuidCharacters = (bytes: Uint8Array): Uint8Array => {
  const count = bytes.length / UUID_BYTES;
  const characters = new Uint8Array(count * UUID_LENGTH);
  let to = 0;
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    let at = 0;
    for (const end of parts) {
      if (at > 0) characters[to++] = DASH;
      for (; at < end; at += 1) {
        const byte = bytes[from++]!;
        characters[to++] = highDigits[byte]!;
        characters[to++] = lowDigits[byte]!;
      }
    }
  }
  return characters;
};

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const half = (number: number, shift: number): string =>
  pairs[(number >>> shift) & 255]! + pairs[(number >>> (shift + 8)) & 255]!;

export const printUuid = (numbers: Uint32Array, place: number): string => {
  const at = place * UUID_NUMBERS;
  const [a, b, c, d] = [numbers[at]!, numbers[at + 1]!, numbers[at + 2]!, numbers[at + 3]!];
  return `${half(a, 0)}${half(a, 16)}-${half(b, 0)}-${half(b, 16)}-${half(c, 0)}-${half(c, 16)}${half(d, 0)}${half(d, 16)}`;
};
