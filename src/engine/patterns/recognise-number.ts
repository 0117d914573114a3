// Numbers and identifiers at a place in a text.

import {
  classAt,
  DIGIT,
  digitsEnd,
  isDigitAt,
  isHex,
  JOINER,
  LETTER,
  lettersEnd,
  type Scanned,
} from './characters.ts';
import { DURATION, ID, NUMBER } from './token-kinds.ts';

/** A token that begins at the place asked: where it ends and of which kind, in one number; 0 is none. */
export const found = (end: number, kind: number): number => 8 * end + kind;
export const endOf = (token: number): number => token >>> 3;
export const kindOf = (token: number): number => token & 7;

/** Behind a number, at most one blank between. */
const durationUnits = new Set(
  `ns us µs μs ms s sec secs second seconds milli millis millisecond milliseconds microsecond microseconds
  nanosecond nanoseconds min mins minute minutes hr hrs hour hours`.split(/\s+/),
);
/** Behind a number without a blank, besides. */
const shortDurationUnits = new Set(['m', 'h', 'd']);
const otherUnits = new Set(
  'b B k K kb kB KB Kb KiB mb MB Mb MiB M gb GB Gb GiB G tb TB TiB T px pt em x st nd rd th'.split(' '),
);
const UNIT_MOST = 12;

/** More digits are no quantity: a double does not tell them apart. */
const DIGITS_MOST = 15;

const exponentEnd = (t: Scanned, at: number): number => {
  if ((t.units[at]! | 32) !== 101) return at;
  const sign = t.units[at + 1]!;
  const from = sign === 43 || sign === 45 ? at + 2 : at + 1;
  return isDigitAt(t, from) ? digitsEnd(t, from) : at;
};

const kindByUnit = (t: Scanned, from: number, end: number, whenOther: number): number => {
  const unitEnd = lettersEnd(t, from);
  if (unitEnd - from > UNIT_MOST) return whenOther;
  const next = classAt(t, unitEnd);
  if (next === DIGIT || next === JOINER) return whenOther;
  const unit = t.text.slice(from, unitEnd);
  if (durationUnits.has(unit)) return DURATION;
  if (from > end) return whenOther;
  if (shortDurationUnits.has(unit)) return DURATION;
  return otherUnits.has(unit) ? NUMBER : whenOther;
};

/** Digits, a fraction, an exponent, then a unit or the end of the part. Three or more groups are a version. */
export const numberAt = (t: Scanned, at: number): number => {
  let end = digitsEnd(t, at);
  const digits = end - at;
  let points = 0;
  while (t.units[end]! === 46 && isDigitAt(t, end + 1)) {
    end = digitsEnd(t, end + 1);
    points += 1;
  }
  if (points < 2) end = exponentEnd(t, end);
  const next = classAt(t, end);
  if (next === JOINER || next === DIGIT) return 0;
  if (points > 1 || digits > DIGITS_MOST) return next === LETTER ? 0 : found(end, ID);
  if (next === LETTER) {
    const kind = kindByUnit(t, end, end, -1);
    return kind < 0 ? 0 : found(end, kind);
  }
  const isUnitNext = t.units[end]! === 32 && classAt(t, end + 1) === LETTER;
  return found(end, isUnitNext ? kindByUnit(t, end + 1, end, NUMBER) : NUMBER);
};

/** What a part is made of: a run of letters, digits and joiners. */
export type Part = {
  end: number;
  digits: number;
  letters: number;
  joiners: number;
  isHex: boolean;
  /** Has a segment both letters and digits? */
  isMixed: boolean;
};

export const measurePart = (t: Scanned, at: number, part: Part): void => {
  part.digits = 0;
  part.letters = 0;
  part.joiners = 0;
  part.isHex = true;
  part.isMixed = false;
  let digits = 0;
  let letters = 0;
  let end = at;
  for (; ; end += 1) {
    const unit = t.units[end]!;
    const kind = classAt(t, end);
    if (kind === LETTER) {
      letters += 1;
      part.letters += 1;
      if (!isHex(unit)) part.isHex = false;
    } else if (kind === DIGIT) {
      digits += 1;
      part.digits += 1;
    } else {
      if (digits > 0 && letters > 0) part.isMixed = true;
      if (kind !== JOINER) break;
      part.joiners += 1;
      digits = 0;
      letters = 0;
    }
  }
  part.end = end;
};

const ID_LEAST = 8;
const ID_DIGITS_LEAST = 3;

const isUuid = (t: Scanned, at: number, { end, joiners, isHex: hex }: Part): boolean =>
  hex && end - at === 36 && joiners === 4 && [8, 13, 18, 23].every((i) => classAt(t, at + i) === JOINER);

/**
 * UUIDs, 0x…, eight or more hexadecimal characters with a digit, and long parts that mix letters with at least
 * three digits. `us-east-1`, `s3`, `log4j` and `worker-12` are none.
 */
export const isIdentifier = (t: Scanned, at: number, part: Part): boolean => {
  const length = part.end - at;
  if (isUuid(t, at, part)) return true;
  if (!part.isMixed) return false;
  if (t.units[at]! === 48 && (t.units[at + 1]! | 32) === 120 && length > 3) return true;
  if (length < ID_LEAST) return false;
  return part.digits >= ID_DIGITS_LEAST || (part.isHex && part.joiners === 0);
};
