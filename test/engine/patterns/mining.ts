// Short ways to mine patterns in tests.

import {
  addMessage,
  createPatterns,
  type MinedPattern,
  minePatterns,
  type PatternState,
  type Side,
} from '../../../src/engine/patterns/index.ts';

export type Logged = { readonly message: string; readonly ms: number; readonly side: Side };

export const stateOf = (events: readonly Logged[], room?: number): PatternState => {
  const state = createPatterns(room);
  for (const { message, ms, side } of events) addMessage(state, message, ms, side);
  return state;
};

export const current = (message: string, ms = Number.NaN): Logged => ({ message, ms, side: 'current' });

export const mineMessages = (...messages: readonly string[]): readonly MinedPattern[] =>
  minePatterns(stateOf(messages.map((message) => current(message))));

/** The one pattern of a single message. */
export const patternOf = (message: string): string => mineMessages(message)[0]!.pattern;

export const repeat = <T>(times: number, make: (i: number) => T): T[] =>
  Array.from({ length: times }, (_, i) => make(i));
