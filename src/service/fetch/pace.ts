// How fast the service is asked: a bucket of tokens that fills steadily, more slowly after each throttling.
//
// Additive increase, multiplicative decrease, as TCP does it: those who share a quota come to share it evenly.

export type Pace = {
  /** Resolves when a request may be made; at once when `signal` is aborted. */
  take(signal: AbortSignal): Promise<void>;
  throttled(): void;
  answered(): void;
  readonly perSecond: number;
};

/** Resolves after that time, or at once when `signal` is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

const SLOWEST = 0.5;
const SLOWER = 0.6;
/** Several requests are throttled by the same fullness: the pace is slowed once for all of them, ms. */
const ONE_THROTTLING_MS = 1_000;

/** A second's worth of tokens at most waits to be taken. */
export const createPace = (mostPerSecond: number, clockMs: () => number = () => performance.now()): Pace => {
  let perSecond = mostPerSecond;
  let tokens = Math.max(1, mostPerSecond);
  let filledMs = clockMs();
  let slowedMs = Number.NEGATIVE_INFINITY;
  const fill = (): void => {
    const nowMs = clockMs();
    tokens = Math.min(Math.max(1, perSecond), tokens + ((nowMs - filledMs) * perSecond) / 1000);
    filledMs = nowMs;
  };
  return {
    // A token is taken at once, if need be one that is still to come: so all are served in the order of asking.
    take: (signal) => {
      fill();
      tokens -= 1;
      return pause((-tokens * 1000) / perSecond, signal);
    },
    throttled: () => {
      if (clockMs() - slowedMs < ONE_THROTTLING_MS) return;
      fill();
      slowedMs = clockMs();
      perSecond = Math.max(Math.min(SLOWEST, mostPerSecond), perSecond * SLOWER);
      tokens = Math.min(tokens, 0);
    },
    answered: () => {
      if (perSecond === mostPerSecond) return;
      fill();
      // By as much as makes it one request a second more each second.
      perSecond = Math.min(mostPerSecond, perSecond + 1 / perSecond);
    },
    get perSecond() {
      return perSecond;
    },
  };
};
