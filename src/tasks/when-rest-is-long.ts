// When a query that works alone is to ask for help.

/** What help costs; ms. */
export type HelpCosts = {
  /** How long the rest takes is told by the last segment, as code becomes faster while it runs; not before this. */
  readonly knownMs: number;
  /** So long the rest must take. */
  readonly worthMs: number;
};

/** A thread that starts takes 0.1 s, and as long again until its code is fast. */
export const threadsToStart: HelpCosts = { knownMs: 50, worthMs: 800 };

/** One that waits takes some messages, and its answer has to be merged. */
export const threadsThatWait: HelpCosts = { knownMs: 1, worthMs: 10 };

/**
 * To be asked after each segment with the number of those that were looked at, as often as anybody likes: once it
 * has said yes, it says so again. `alone`: those that are looked at without help in any case.
 */
export const whenRestIsLong = (
  alone: number,
  count: number,
  { knownMs, worthMs }: HelpCosts,
  now: () => number = () => performance.now(),
): ((looked: number) => boolean) => {
  const startMs = now();
  let [last, lastMs, isLong] = [0, startMs, false];
  return (looked) => {
    if (isLong || looked === last) return isLong;
    const nowMs = now();
    const restMs = ((nowMs - lastMs) / (looked - last)) * (count - looked);
    [last, lastMs] = [looked, nowMs];
    isLong = looked > alone && nowMs - startMs >= knownMs && restMs >= worthMs;
    return isLong;
  };
};
