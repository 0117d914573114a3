// Cutting a message into what lines of its kind share and what differs from one to the next.
//
// What differs are words with a digit in them, what stands behind an equals sign, values of JSON and whatever
// is in quotes. The rest is the message's shape. Any rule would be right, as a message is put together again
// from what was cut out of it: a good one gives few shapes.

import type { Units } from './text-units.ts';

/** More variable parts than this, and a message is kept whole. */
export const MOST_SLOTS = 256;

/** Of the message that was cut last: where its variable parts lie in the text, and a hash of the rest. */
export type Cut = {
  count: number;
  hash: number;
  /** Start and end of each part, from `first` on; there must be room for MOST_SLOTS of them. */
  bounds: Int32Array<ArrayBuffer>;
  first: number;
};

export const newCut = (bounds: Int32Array<ArrayBuffer>): Cut => ({ count: 0, hash: 0, bounds, first: 0 });

const BETWEEN = 0;
const LETTER = 1;
const DIGIT = 2;

/** Words are made of these; quotes, brackets, blanks, `=:,;|&?@#<>()` stand between words. Of all UTF-16 units. */
const kinds = new Uint8Array(0x10000).fill(LETTER);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) kinds[code] = DIGIT;
  else if (!/[\w./$%~+*\\-]/.test(character)) kinds[code] = BETWEEN;
}

const QUOTE = 34;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const EQUALS = 61;
const BACKSLASH = 92;
const BRACE = 123;
/** Stands for a variable part in the hash. */
const SLOT = 7;

const mix = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

const mixText = (given: number, text: Units, from: number, to: number): number => {
  let hash = given;
  for (let at = from; at < to; at += 1) hash = mix(hash, text[at]!);
  return hash;
};

/** Where the quotes close that are open at `at`; `to` where they do not. */
const closingQuote = (text: Units, at: number, to: number): number => {
  let end = at + 1;
  while (end < to) {
    const unit = text[end]!;
    if (unit === QUOTE) return end;
    end += unit === BACKSLASH ? 2 : 1;
  }
  return to;
};

/** Length of "2024-03-11T00" and of what is left of an instant as JavaScript prints it, ":00:06.235Z". */
const HOUR_LENGTH = 13;
const MINUTES_LENGTH = 11;

const INSTANT = '0000-00-00T00:00:00.000Z';

/** Of an instant, what stands at each place: a digit, or what is not 0 here. */
const signs = Uint8Array.from(INSTANT, (sign) => (sign === '0' ? 0 : sign.charCodeAt(0)));

/** Instants are one part, though colons stand in them. */
const endOfInstant = (text: Units, from: number, end: number, to: number): number => {
  if (end - from !== HOUR_LENGTH || end + MINUTES_LENGTH > to || text[end] !== COLON) return end;
  for (let place = 0; place < signs.length; place += 1) {
    const unit = text[from + place]!;
    const sign = signs[place]!;
    if (sign === 0 ? !(unit >= ZERO && unit <= NINE) : unit !== sign) return end;
  }
  return end + MINUTES_LENGTH;
};

/** Cuts the message that lies in `text` between the two places. False where it has too many variable parts. */
export const cutMessage = (text: Units, from: number, to: number, cut: Cut): boolean => {
  const { bounds, first } = cut;
  const isJson = text[from] === BRACE;
  const last = first + 2 * MOST_SLOTS;
  let bound = first;
  let hash = 0;
  let at = from;
  while (at < to) {
    const unit = text[at]!;
    if (bound === last) return false;
    if (unit === QUOTE) {
      const end = closingQuote(text, at, to);
      // A name in JSON is part of the shape, its value is not.
      const isValue = end < to && end > at + 1 && text[end + 1] !== COLON;
      if (isValue) {
        bounds[bound++] = at + 1;
        bounds[bound++] = end;
        hash = mix(mix(mix(hash, QUOTE), SLOT), QUOTE);
        at = end + 1;
      } else {
        const past = Math.min(end < to ? end + 1 : at + 1, to);
        hash = mixText(hash, text, at, past);
        at = past;
      }
      continue;
    }
    let kind = kinds[unit]!;
    if (kind === BETWEEN) {
      hash = mix(hash, unit);
      at += 1;
      continue;
    }
    let end = at;
    let seen = at > from && isSign(text[at - 1]!, isJson) ? DIGIT : BETWEEN;
    do {
      seen |= kind;
      end += 1;
      kind = end < to ? kinds[text[end]!]! : BETWEEN;
    } while (kind !== BETWEEN);
    if ((seen & DIGIT) !== 0) {
      end = endOfInstant(text, at, end, to);
      // A full stop ends a sentence.
      while (end > at + 1 && text[end - 1] === POINT) end -= 1;
      bounds[bound++] = at;
      bounds[bound++] = end;
      hash = mix(hash, SLOT);
    } else hash = mixText(hash, text, at, end);
    at = end;
  }
  cut.count = (bound - first) / 2;
  cut.hash = hash;
  return true;
};

/** Does what follows vary, whatever it is? */
const isSign = (unit: number, isJson: boolean): boolean => unit === EQUALS || (isJson && unit === COLON);
