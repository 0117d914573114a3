// Texts of a few kinds as numbers: whole numbers, IPv4 addresses, ids in hexadecimal digits and UUIDs. That is
// most of what there are many of in logs, and numbers are compared, hashed and kept for less than texts.
//
// A text has one kind at most, and two texts of a kind never the same numbers.

import { parseIpv4 } from '../values/index.ts';
import { isUuid, printUuid, readUuid, UUID_LENGTH } from './uuid.ts';

/** No kind at all. */
export const UNPACKED = 0;
/** At most 15 characters: digits, and perhaps a sign before them. */
export const INTEGER = 1;
export const IPV4 = 2;
/** 16 digits in lower case, as of spans. */
export const HEX16 = 3;
/** 32 digits in lower case, as of traces. */
export const HEX32 = 4;
export const UUID = 5;

export type Packing = 0 | 1 | 2 | 3 | 4 | 5;

/** Numbers of 32 bits that every text of the kind has. */
export const numbersOf: readonly number[] = [0, 2, 1, 2, 4, 4];

/** Numbers of any kind; kinds with fewer leave the last ones 0. */
export const MOST_NUMBERS = 4;

const ZERO = 48;
const MINUS = 45;
/** Of whole numbers and addresses; below the length of any id. */
const LONGEST = 15;
const WORD = 2 ** 32;

/** NaN where the text is no whole number, or spelled otherwise than it need be. */
export const readInteger = (text: string): number => {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  const length = text.length - start;
  if (length < 1 || text.length > LONGEST) return Number.NaN;
  if (text.charCodeAt(start) === ZERO && (length > 1 || start > 0)) return Number.NaN;
  let whole = 0;
  for (let at = start; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    whole = whole * 10 + digit;
  }
  return start > 0 ? -whole : whole;
};

/** Is it spelled so shortly that `INTEGER` holds it? */
export const isPackedInteger = (n: number): boolean =>
  Number.isInteger(n) && n < 10 ** LONGEST && n > -(10 ** (LONGEST - 1));

/** Values of the digits by their units; of all else 16. */
const hexValues = new Uint8Array(128).fill(16);
for (let value = 0; value < 16; value += 1) hexValues[value.toString(16).charCodeAt(0)] = value;

const HEX_DIGITS = 8;

/** False where a character is no digit. The first digit stands highest. */
const readHex = (text: string, into: Uint32Array): boolean => {
  let all = 0;
  for (let number = 0; number * HEX_DIGITS < text.length; number += 1) {
    let bits = 0;
    for (let at = number * HEX_DIGITS; at < (number + 1) * HEX_DIGITS; at += 1) {
      const value = hexValues[text.charCodeAt(at)] ?? 16;
      all |= value;
      bits = (bits << 4) | value;
    }
    into[number] = bits;
  }
  return all < 16;
};

/** The numbers of an integer. */
export const putInteger = (n: number, into: Uint32Array): void => {
  into[0] = n >>> 0;
  into[1] = Math.floor(n / WORD);
};

const packShort = (text: string, into: Uint32Array): Packing => {
  const first = text.charCodeAt(0);
  if (!(first >= ZERO && first <= ZERO + 9) && first !== MINUS) return UNPACKED;
  const n = readInteger(text);
  if (!Number.isNaN(n)) {
    putInteger(n, into);
    return INTEGER;
  }
  const address = parseIpv4(text);
  if (address === undefined) return UNPACKED;
  into[0] = address;
  return IPV4;
};

/** The kind of the text; its numbers are put into the first places, the others are left as they are. */
export const packText = (text: string, into: Uint32Array): Packing => {
  switch (text.length) {
    case UUID_LENGTH:
      if (!isUuid(text)) return UNPACKED;
      readUuid(text, into, 0);
      return UUID;
    case 4 * HEX_DIGITS:
      return readHex(text, into) ? HEX32 : UNPACKED;
    case 2 * HEX_DIGITS:
      return readHex(text, into) ? HEX16 : UNPACKED;
    default:
      return text.length <= LONGEST ? packShort(text, into) : UNPACKED;
  }
};

const hexText = (bits: number): string => bits.toString(16).padStart(HEX_DIGITS, '0');

export const printIpv4 = (bits: number): string =>
  `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;

/** The integer whose numbers begin at `at`. */
export const integerAt = (numbers: Uint32Array, at: number): number =>
  numbers[at]! + (numbers[at + 1]! | 0) * WORD;

/** The text of a kind whose numbers begin at `at`, which for UUIDs is a multiple of their count. */
export const unpackText = (packing: Packing, numbers: Uint32Array, at: number): string => {
  switch (packing) {
    case INTEGER:
      return String(integerAt(numbers, at));
    case IPV4:
      return printIpv4(numbers[at]!);
    case HEX16:
      return hexText(numbers[at]!) + hexText(numbers[at + 1]!);
    case HEX32:
      return (
        hexText(numbers[at]!) +
        hexText(numbers[at + 1]!) +
        hexText(numbers[at + 2]!) +
        hexText(numbers[at + 3]!)
      );
    case UUID:
      return printUuid(numbers, at / MOST_NUMBERS);
    default:
      throw new RangeError(`no kind of packed text: ${packing}`);
  }
};
