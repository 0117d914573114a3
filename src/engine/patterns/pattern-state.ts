// The first phase of mining: messages to a tally of their signatures. The state is plain data, and the same
// whatever the order of the messages, the cuts between batches and the order of merges.
//
// Messages that are all different must not fill the memory. When the signatures together outgrow the room,
// every signature is cut to its first words, fewer and fewer, until they fit. Cutting a cut signature gives what
// cutting the whole would have given, and the size at a level only grows with the messages, so the level that
// is reached is a matter of which messages there were, not of their order.

import { classOf, detached, isInWord } from './characters.ts';
import { ELLIPSIS, mask } from './mask.ts';
import { addCurrent, createTally, mergeTallies, type SignatureTally } from './signature-tally.ts';

export type Side = 'current' | 'baseline';

export type PatternState = {
  /** The most that the signatures may weigh together. */
  readonly room: number;
  /** Which of the word limits holds. */
  level: number;
  weight: number;
  tallies: Map<string, SignatureTally>;
};

/** Words of a signature that count, by level. */
const wordLimits: readonly number[] = [256, 64, 16, 4, 1, 0];

/** A quarter of a million signatures of 60 characters with a token each: a few hundred megabytes. */
const DEFAULT_ROOM = 50_000_000;

/** Beside the characters, per signature and per token with values; about what they take. */
const WEIGHT_EACH = 70;

export const createPatterns = (room: number = DEFAULT_ROOM): PatternState => ({
  room,
  level: 0,
  weight: 0,
  tallies: new Map(),
});

/** The first words, and an ellipsis in the place of the rest. */
const cutWords = (signature: string, most: number): string => {
  // Two words have a separator between them.
  if (signature.length < 2 * most) return signature;
  let words = 0;
  let isInside = false;
  for (let at = 0; at < signature.length; at += 1) {
    const isWord = isInWord(classOf(signature.charCodeAt(at)));
    if (isWord && !isInside) {
      if (words === most) return signature.slice(0, at) + ELLIPSIS;
      words += 1;
    }
    isInside = isWord;
  }
  return signature;
};

const weightOf = (signature: string, tally: SignatureTally): number =>
  signature.length + WEIGHT_EACH * (1 + tally.places.length);

/** The tally of a signature that is cut already; the caller sees to the room afterwards. */
const tallyOf = (state: PatternState, signature: string): SignatureTally => {
  const known = state.tallies.get(signature);
  if (known !== undefined) return known;
  const tally = createTally(signature);
  state.tallies.set(detached(signature), tally);
  state.weight += weightOf(signature, tally);
  return tally;
};

const raiseLevel = (state: PatternState): void => {
  const { tallies } = state;
  state.level += 1;
  state.weight = 0;
  state.tallies = new Map();
  for (const [signature, tally] of tallies)
    mergeTallies(tallyOf(state, cutWords(signature, wordLimits[state.level]!)), tally);
};

const keepWithinRoom = (state: PatternState): void => {
  while (state.weight > state.room && state.level < wordLimits.length - 1) raiseLevel(state);
};

/** Adds a message; `ms` is its time, NaN when it has none. */
export const addMessage = (state: PatternState, message: string, ms: number, side: Side): void => {
  const masked = mask(message);
  const tally = tallyOf(state, cutWords(masked.signature, wordLimits[state.level]!));
  if (side === 'baseline') tally.baseline += 1;
  else addCurrent(tally, masked, ms);
  if (state.weight > state.room) keepWithinRoom(state);
};

export const mergePatterns = (into: PatternState, from: PatternState): void => {
  while (into.level < from.level) raiseLevel(into);
  for (const [signature, tally] of from.tallies) {
    mergeTallies(tallyOf(into, cutWords(signature, wordLimits[into.level]!)), tally);
    keepWithinRoom(into);
  }
};
