// Changes to query texts that people and accidents make: by characters, by words, by brackets, by splicing.
// All chance comes from `random`, so that a seed gives the same texts again.

/** A number from 0 up to, but not including, `below`. */
export type Random = (below: number) => number;

/** Marsaglia's xorshift, 32 bits: small, the same everywhere, and good enough for cutting texts. */
export const randomFrom = (seed: number): Random => {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

const odd = [
  ...[
    '\u0000',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '“',
    '’',
    'é',
    'e\u0301',
    '😀',
    'ı',
  ],
  ...['"', "'", '`', '/', '\\', '|', '#', '(', ')', '[', ']', '{', '}', '*', '.', ',', '-', '$', '\n', '\r'],
  ...[
    ' as ',
    ' by ',
    ' in (',
    ' in [',
    ' not ',
    ' like /',
    'parse /',
    '| ',
    '(SOURCE "g" | ',
    ' multi',
    '=~',
  ],
  ...['5m', '1e9', '9'.repeat(30), '0.', '.5', '{{x}}', '$q()', ' offset 1m', ' OUTPUT ', ' where ', 'p=1-'],
];

const pick = <T>(items: readonly T[], random: Random): T => items[random(items.length)]!;

/** Two places in order, the second not far behind the first. */
const stretch = (text: string, random: Random): readonly [number, number] => {
  const start = random(text.length + 1);
  return [start, Math.min(text.length, start + random(12))];
};

const words = (text: string): string[] => text.match(/\s+|[\w@.]+|[^\w\s]/g) ?? [];

type Mutation = (text: string, random: Random, other: string) => string;

const byWords =
  (change: (parts: string[], at: number, random: Random) => void): Mutation =>
  (text, random) => {
    const parts = words(text);
    if (parts.length > 0) change(parts, random(parts.length), random);
    return parts.join('');
  };

const mutations: readonly Mutation[] = [
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, end) + text.slice(start);
  },
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + pick(odd, random) + text.slice(at);
  },
  (text, random) => {
    const at = random(Math.max(1, text.length - 1));
    return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  },
  byWords((parts, at) => void parts.splice(at, 1)),
  byWords((parts, at) => void parts.splice(at, 0, parts[at]!)),
  byWords((parts, at, random) => {
    const to = random(parts.length);
    [parts[at], parts[to]] = [parts[to]!, parts[at]!];
  }),
  byWords((parts, at, random) => void parts.splice(at, 1, pick(odd, random))),
  // Two queries cut and joined: anywhere, and at a bracket as a query within the query.
  (text, random, other) => text.slice(0, random(text.length + 1)) + other.slice(random(other.length + 1)),
  (text, _, other) => `${text} | ${other}`,
  (text, random, other) => text.replace(/["[(]/g, (found) => (random(4) === 0 ? `(${other})` : found)),
  (text, random) => text.replace(/[()[\]]/g, (found) => (random(3) === 0 ? '' : found)),
];

/** Rare, because they are long: deep nesting, and something said very often. */
const inflations: readonly Mutation[] = [
  byWords((parts, at, random) => {
    const depth = random(400);
    parts.splice(at, 1, '('.repeat(depth) + parts[at]! + ')'.repeat(depth - random(2)));
  }),
  byWords((parts, at, random) => void parts.splice(at, 1, parts[at]!.repeat(random(3000)))),
  byWords((parts, at, random) => {
    const piece = parts.slice(at, at + 1 + random(6)).join('');
    parts.splice(at, 0, piece.repeat(random(1 + Math.floor(12_000 / Math.max(1, piece.length)))));
  }),
  (text, random) => text.repeat(1 + random(20)),
];

/** A little more than a query may have: what is longer is refused unread, and would only fill the count. */
const LONGEST = 11_000;

/** The text with one to four changes. */
export const mutate = (text: string, random: Random, other: string): string => {
  let changed = text;
  for (let count = random(4); count >= 0; count -= 1)
    changed = pick(mutations, random)(changed, random, other);
  const inflated = random(150) === 0 ? pick(inflations, random)(changed, random, other) : changed;
  return inflated.slice(0, LONGEST);
};
