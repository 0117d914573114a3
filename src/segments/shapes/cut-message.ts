// Cutting a message into what lines of its kind share and what differs from one to the next.
//
// What differs are words with a digit in them, what stands behind an equals sign, values of JSON and whatever
// is in quotes. The rest is the message's shape. Any rule would be right, as a message is put together again
// from what was cut out of it: a good one gives few shapes.

/** More variable parts than this, and a message is kept whole. */
export const MOST_SLOTS = 256;

/** Of the message that was cut last: where its variable parts lie in the text, and a hash of the rest. */
export type Cut = {
  count: number;
  hash: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
};

export const newCut = (): Cut => ({
  count: 0,
  hash: 0,
  starts: new Int32Array(MOST_SLOTS),
  ends: new Int32Array(MOST_SLOTS),
});

const BETWEEN = 0;
const LETTER = 1;
const DIGIT = 2;

/** Words are made of these; quotes, brackets, blanks, `=:,;|&?@#<>()` stand between words. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) return DIGIT;
  return /[\w./$%~+*\\-]/.test(character) ? LETTER : BETWEEN;
});

const kindOf = (unit: number): number => (unit < 128 ? kinds[unit]! : LETTER);

const QUOTE = 34;
const POINT = 46;
const COLON = 58;
const EQUALS = 61;
const BACKSLASH = 92;
const BRACE = 123;
/** Stands for a variable part in the hash. */
const SLOT = 7;

const mix = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

const mixText = (given: number, text: string, from: number, to: number): number => {
  let hash = given;
  for (let at = from; at < to; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
};

/** Where the quotes close that are open at `at`; `to` where they do not. */
const closingQuote = (text: string, at: number, to: number): number => {
  let end = at + 1;
  while (end < to) {
    const unit = text.charCodeAt(end);
    if (unit === QUOTE) return end;
    end += unit === BACKSLASH ? 2 : 1;
  }
  return to;
};

/** Length of "2024-03-11T00" and of what is left of an instant as JavaScript prints it, ":00:06.235Z". */
const HOUR_LENGTH = 13;
const MINUTES_LENGTH = 11;

/** Instants are one part, though colons stand in them. */
const endOfInstant = (text: string, from: number, end: number, to: number): number => {
  if (end - from !== HOUR_LENGTH || end + MINUTES_LENGTH > to || text.charCodeAt(end) !== COLON) return end;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text.slice(from, end + MINUTES_LENGTH))
    ? end + MINUTES_LENGTH
    : end;
};

/** Cuts the message that lies in `text` between the two places. False where it has too many variable parts. */
export const cutMessage = (text: string, from: number, to: number, cut: Cut): boolean => {
  const { starts, ends } = cut;
  const isJson = text.charCodeAt(from) === BRACE;
  let count = 0;
  let hash = 0;
  let at = from;
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (count === MOST_SLOTS) return false;
    if (unit === QUOTE) {
      const end = closingQuote(text, at, to);
      // A name in JSON is part of the shape, its value is not.
      const isValue = end < to && end > at + 1 && text.charCodeAt(end + 1) !== COLON;
      if (isValue) {
        starts[count] = at + 1;
        ends[count++] = end;
        hash = mix(mix(mix(hash, QUOTE), SLOT), QUOTE);
        at = end + 1;
      } else {
        const past = Math.min(end < to ? end + 1 : at + 1, to);
        hash = mixText(hash, text, at, past);
        at = past;
      }
      continue;
    }
    if (kindOf(unit) === BETWEEN) {
      hash = mix(hash, unit);
      at += 1;
      continue;
    }
    let end = at;
    let isVariable = at > from && isSign(text.charCodeAt(at - 1), isJson);
    let wordHash = hash;
    for (; end < to; end += 1) {
      const next = text.charCodeAt(end);
      const kind = kindOf(next);
      if (kind === BETWEEN) break;
      if (kind === DIGIT) isVariable = true;
      wordHash = mix(wordHash, next);
    }
    if (isVariable) {
      end = endOfInstant(text, at, end, to);
      // A full stop ends a sentence.
      while (end > at + 1 && text.charCodeAt(end - 1) === POINT) end -= 1;
      starts[count] = at;
      ends[count++] = end;
      hash = mix(hash, SLOT);
    } else hash = wordHash;
    at = end;
  }
  cut.count = count;
  cut.hash = hash;
  return true;
};

/** Does what follows vary, whatever it is? */
const isSign = (unit: number, isJson: boolean): boolean => unit === EQUALS || (isJson && unit === COLON);
