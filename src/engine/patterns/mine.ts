// The second phase of mining: tallies of signatures to patterns.

import { byCodePoint } from './characters.ts';
import { type Cluster, cluster } from './cluster.ts';
import type { NumberTally } from './number-tally.ts';
import type { PatternState } from './pattern-state.ts';
import { createPlace, mergePlaces, type PlaceTally, VALUES_MOST } from './place-tally.ts';
import { type Severity, severityOf } from './severity.ts';
import { createTally, mergeTallies, type SignatureTally } from './signature-tally.ts';
import type { TimeSlots } from './time-slots.ts';
import { countMarks, kindNames, kindOfMark, type TokenKind } from './token-kinds.ts';

export type TokenValue = { readonly text: string; readonly count: number };

export type MinedToken = {
  /** As in the pattern, without the angle brackets: `Time-1`. */
  readonly name: string;
  readonly kind: TokenKind;
  /** At most ten, most frequent first; counts are exact. Of current events, as all below. */
  readonly values: readonly TokenValue[];
  readonly hasMoreValues: boolean;
  readonly numbers: NumberTally | undefined;
  /** Where every value was an HTTP status code: when those from 400 on came. */
  readonly failures: TimeSlots | undefined;
};

export type MinedPattern = {
  readonly pattern: string;
  /** Of current events. */
  readonly count: number;
  readonly baselineCount: number;
  readonly severity: Severity;
  /** Of current events that have a time; infinite without any. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly slots: TimeSlots;
  readonly tokens: readonly MinedToken[];
};

type UnnamedToken = Omit<MinedToken, 'name'>;

const byCountThenText = (a: TokenValue, b: TokenValue): number =>
  b.count - a.count || byCodePoint(a.text, b.text);

/** The word with its marks written out. */
const withTokens = (word: string, token: (kind: TokenKind) => string): string => {
  if (countMarks(word) === 0) return word;
  let written = '';
  for (const character of word) {
    const kind = kindOfMark(character.charCodeAt(0));
    written += kind < 0 ? character : token(kindNames[kind]!);
  }
  return written;
};

/** A word as a value of a place: `/users/<Number>`. */
const shownWord = (word: string): string => withTokens(word, (kind) => `<${kind}>`);

const differingToken = (values: ReadonlyMap<string, number>): UnnamedToken => ({
  kind: 'Token',
  values: [...values]
    .map(([text, count]) => ({ text, count }))
    .sort(byCountThenText)
    .slice(0, VALUES_MOST),
  hasMoreValues: values.size > VALUES_MOST,
  numbers: undefined,
  failures: undefined,
});

const placeToken = (place: PlaceTally, kind: TokenKind): UnnamedToken => ({
  kind,
  values: place.values.map((text, i) => ({ text, count: place.times[i]! })).sort(byCountThenText),
  hasMoreValues: place.hasMore,
  numbers: place.numbers,
  failures: place.isStatus ? place.failures : undefined,
});

/** The kinds of the tokens in a word. */
const kindsIn = (word: string): readonly number[] => {
  const kinds: number[] = [];
  for (let at = 0; at < word.length; at += 1) {
    const kind = kindOfMark(word.charCodeAt(at));
    if (kind >= 0) kinds.push(kind);
  }
  return kinds;
};

/** Ordinals count the dynamic tokens of the pattern from 1. */
const patternText = ({ template, separators }: Cluster): string => {
  let text = separators[0]!;
  let ordinal = 0;
  const token = (kind: TokenKind): string => {
    ordinal += 1;
    return `<${kind}-${ordinal}>`;
  };
  template.forEach((word, i) => {
    text += word === undefined ? token('Token') : withTokens(word, token);
    text += separators[i + 1]!;
  });
  return text;
};

type Tallies = readonly SignatureTally[];

/** What is gathered at a place of a template that holds tokens: the words there, or what the tokens were. */
type Gathered =
  | { readonly form: 'differs'; readonly at: number; readonly values: Map<string, number> }
  | { readonly form: 'tokens'; readonly kinds: readonly number[]; readonly places: readonly PlaceTally[] };

const gatherings = ({ template }: Cluster): readonly Gathered[] =>
  template.flatMap((word, at): readonly Gathered[] => {
    if (word === undefined) return [{ form: 'differs', at, values: new Map() }];
    const kinds = kindsIn(word);
    return kinds.length === 0 ? [] : [{ form: 'tokens', kinds, places: kinds.map(createPlace) }];
  });

const gather = (gathered: readonly Gathered[], words: readonly string[], tally: SignatureTally): void => {
  let first = 0;
  for (const into of gathered) {
    if (into.form === 'differs') {
      const word = words[into.at]!;
      first += countMarks(word);
      if (tally.current === 0) continue;
      const shown = shownWord(word);
      into.values.set(shown, (into.values.get(shown) ?? 0) + tally.current);
      continue;
    }
    for (const [i, place] of into.places.entries()) {
      const from = tally.places[first + i];
      if (from !== undefined) mergePlaces(place, from);
    }
    first += into.places.length;
  }
};

const tokensOf = (cluster: Cluster, tallies: Tallies): readonly MinedToken[] => {
  const gathered = gatherings(cluster);
  for (const { index, words } of cluster.members) gather(gathered, words, tallies[index]!);
  return gathered
    .flatMap((at): readonly UnnamedToken[] =>
      at.form === 'differs'
        ? [differingToken(at.values)]
        : at.places.map((place, i) => placeToken(place, kindNames[at.kinds[i]!]!)),
    )
    .map((token, i) => ({ ...token, name: `${token.kind}-${i + 1}` }));
};

const minedPattern = (
  cluster: Cluster,
  pattern: string,
  signatures: readonly string[],
  tallies: Tallies,
): MinedPattern => {
  const whole = createTally('');
  for (const { index } of cluster.members) mergeTallies(whole, tallies[index]!);
  return {
    pattern,
    count: whole.current,
    baselineCount: whole.baseline,
    severity: severityOf(signatures[cluster.members[0]!.index]!),
    firstMs: whole.firstMs,
    lastMs: whole.lastMs,
    slots: whole.slots,
    tokens: tokensOf(cluster, tallies),
  };
};

/** Clusters that generalised to the same text are one pattern. */
const byText = (clusters: readonly Cluster[]): ReadonlyMap<string, Cluster> => {
  const found = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const text = patternText(cluster);
    const same = found.get(text);
    if (same === undefined) found.set(text, cluster);
    else for (const member of cluster.members) same.members.push(member);
  }
  return found;
};

/** The patterns, most frequent first, then by text; counts are exact and together those of the messages. */
export const minePatterns = (state: PatternState): readonly MinedPattern[] => {
  const sorted = [...state.tallies].sort(
    ([a, x], [b, y]) => y.current + y.baseline - x.current - x.baseline || byCodePoint(a, b),
  );
  const signatures = sorted.map(([signature]) => signature);
  const tallies = sorted.map(([, tally]) => tally);
  return [...byText(cluster(signatures))]
    .map(([pattern, members]) => minedPattern(members, pattern, signatures, tallies))
    .sort((a, b) => b.count - a.count || byCodePoint(a.pattern, b.pattern));
};
