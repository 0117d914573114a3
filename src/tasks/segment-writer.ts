// Segments into a store: sealed in threads, as many at once as there is room for, and written in the order in
// which they were given.

import type { Arrivals } from '../segments/index.ts';
import type { Sealer, WritableStore } from '../store/index.ts';

export type SegmentWriter = {
  /** What is not in the store yet. */
  readonly pending: readonly Arrivals[];
  /** Resolves when there is room for the next one; `isAwaited`: it will be drained for. */
  write(arrivals: Arrivals, isAwaited?: boolean): Promise<void>;
  /** Something within the transaction, done when all segments before are written, and before those after it are. */
  inTurn(act: () => void): void;
  /** Resolves when everything is written and done; rejects with what went wrong. */
  drain(): Promise<void>;
};

/** `begin`: called before the first write of a transaction. */
export const segmentWriter = (store: WritableStore, sealer: Sealer, begin: () => void): SegmentWriter => {
  const pending: Arrivals[] = [];
  const turns: Promise<void>[] = [];
  let last: Promise<void> = Promise.resolve();
  const after = (turn: () => Promise<void> | void): void => {
    last = last.then(turn);
    // Whoever waits for it is told; nobody may be waiting.
    last.catch(() => {});
  };
  return {
    pending,
    write: async (arrivals, isAwaited) => {
      pending.push(arrivals);
      const sealing = sealer.seal(arrivals, isAwaited);
      sealing.catch(() => {});
      after(async () => {
        const sealed = await sealing;
        begin();
        store.writeSealed(sealed);
        pending.shift();
        turns.shift();
      });
      turns.push(last);
      while (turns.length > sealer.room) await turns[0];
    },
    inTurn: (act) =>
      after(() => {
        begin();
        act();
      }),
    drain: () => last,
  };
};
