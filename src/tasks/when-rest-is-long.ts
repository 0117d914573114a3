// When a query that works alone is to ask for help: threads that are not there take their time to start.

/** How long the rest takes is told by the last segment, as code becomes faster while it runs; not before so many ms. */
const KNOWN_MS = 50;

/** So long the rest must take; ms. A thread that starts takes 0.1 s, and as long again until its code is fast. */
const WORTH_STARTING_MS = 800;

/**
 * To be asked after each segment with the number of those that were looked at, as often as anybody likes: once it
 * has said yes, it says so again. `alone`: those that are looked at without help in any case.
 */
export const whenRestIsLong = (
  alone: number,
  count: number,
  now: () => number = () => performance.now(),
): ((looked: number) => boolean) => {
  const startMs = now();
  let [last, lastMs, isLong] = [0, startMs, false];
  return (looked) => {
    if (isLong || looked === last) return isLong;
    const nowMs = now();
    const restMs = ((nowMs - lastMs) / (looked - last)) * (count - looked);
    [last, lastMs] = [looked, nowMs];
    isLong = looked > alone && nowMs - startMs >= KNOWN_MS && restMs >= WORTH_STARTING_MS;
    return isLong;
  };
};
