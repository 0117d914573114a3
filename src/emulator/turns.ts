// Requests have their turns one after the other, and now and then everything else has its own.
//
// Node lets in one new connection in each round of its loop. Where a round answers whatever fifty busy clients
// have sent, rounds are long: measured, the last of fifty that came at once was let in after eleven seconds.

/** Milliseconds of requests in one round of the loop: about five of them. */
const ROUND_MS = 25;

/** Resolves when it is the caller's turn, which lasts as long as the caller is at it without waiting. */
export const turns = (roundMs = ROUND_MS): (() => Promise<void>) => {
  const waiting: (() => void)[] = [];
  let isUnderWay = false;
  let roundEndsMs = 0;
  const next = (): void => {
    const begin = waiting.shift();
    isUnderWay = begin !== undefined;
    if (begin === undefined) return;
    begin();
    // Behind the work that has just been begun.
    queueMicrotask(() => {
      if (performance.now() < roundEndsMs) next();
      else setImmediate(nextRound);
    });
  };
  const nextRound = (): void => {
    roundEndsMs = performance.now() + roundMs;
    next();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (isUnderWay) return;
      isUnderWay = true;
      setImmediate(nextRound);
    });
};
