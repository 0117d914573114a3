// Asking again: what failed because the service was busy, broken or out of reach is asked again after a pause
// that grows and is drawn by lot; what the service refused is not.

import { type Pace, pause } from './pace.ts';

export type FaultKind = 'throttled' | 'passing' | 'final';

type SdkError = {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
};

const throttlings = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'LimitExceededException',
  'SlowDown',
]);

const passing = new Set([
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailableException',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'OperationAbortedException',
]);

const networkCodes =
  /^(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_SOCKET|UND_ERR)/;

const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_FAULT = 500;

export const faultOf = (error: unknown): FaultKind => {
  const { name = '', code = '', $metadata, $retryable, cause } = (error ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode;
  if (throttlings.has(name) || status === TOO_MANY_REQUESTS || $retryable?.throttling) return 'throttled';
  if (passing.has(name) || $retryable !== undefined || (status ?? 0) >= FIRST_SERVER_FAULT) return 'passing';
  // The SDK has then learnt what time it is at the service.
  if ($metadata?.clockSkewCorrected) return 'passing';
  if (
    networkCodes.test(code) ||
    /socket hang up|premature close|aborted/i.test((error as Error)?.message ?? '')
  )
    return 'passing';
  // An answer that was cut short is no JSON: the status told success.
  if (error instanceof SyntaxError) return 'passing';
  return cause === undefined || cause === error ? 'final' : faultOf(cause);
};

export type Patience = {
  /** How often a request is made at most. */
  readonly attempts: number;
  /** The longest pause before the second attempt, ms; twice that before the third, and so on. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
};

/** Some three minutes of a service that only fails, on the average. */
export const defaultPatience: Patience = { attempts: 16, firstPauseMs: 200, longestPauseMs: 30_000 };

export type Asking = { readonly pace: Pace; readonly patience: Patience; readonly signal: AbortSignal };

/** Thrown where the user has had enough. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** "Full jitter": any pause up to one that doubles, so that those who failed together do not come back together. */
const pauseMs = ({ firstPauseMs, longestPauseMs }: Patience, failures: number): number =>
  Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));

export const askAgain = async <T>(asking: Asking, request: () => Promise<T>): Promise<T> => {
  const { pace, patience, signal } = asking;
  for (let failures = 0; ; ) {
    await pace.take(signal);
    if (signal.aborted) throw new Stopped();
    try {
      const answer = await request();
      pace.answered();
      return answer;
    } catch (error) {
      if (signal.aborted) throw new Stopped();
      const fault = faultOf(error);
      failures += 1;
      if (fault === 'throttled') pace.throttled();
      if (fault === 'final' || failures >= patience.attempts) throw error;
      await pause(pauseMs(patience, failures), signal);
    }
  }
};
