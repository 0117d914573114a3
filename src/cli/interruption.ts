// Ctrl-C and the deadline. The first Ctrl-C asks the work to end with what it has, the second leaves.
//
// A pattern can keep V8 busy for years inside one call, where no signal is heard. Such work is therefore run
// by V8's own watchdog (node:vm), which stops even a regular expression, at the deadline or at Ctrl-C.
// SIGTERM is left to its default: it ends the process at once, and neither a query nor a store minds.

import { Script } from 'node:vm';
import type { Guard } from '../tasks/index.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

export type Interruption = {
  /** Aborted by the first Ctrl-C, or by the deadline. */
  readonly signal: AbortSignal;
  readonly guard: Guard;
  readonly isInterrupted: () => boolean;
  /** Throws what the deadline has to say, if it has passed. */
  readonly checkDeadline: () => void;
  /** Stops watching: a deadline that is still to come would keep the process alive. */
  [Symbol.dispose](): void;
};

const callJob = new Script('globalThis[Symbol.for("insitu.job")]()');
const job = Symbol.for('insitu.job');

const runWatched = <T>(work: () => T, timeoutMs: number): T => {
  (globalThis as Record<symbol, unknown>)[job] = work;
  return callJob.runInThisContext({ timeout: Math.max(1, Math.ceil(timeoutMs)), breakOnSigint: true }) as T;
};

/** What timers can wait for; some 24 days. */
const LONGEST_MS = 2 ** 31 - 1;
/** One Ctrl-C may arrive twice: from the terminal, and from a parent that hands it on. */
const ECHO_MS = 500;

const deadlineError = (deadlineMs: number): CommandError =>
  new CommandError(
    exitCodes.failed,
    `the query was stopped after ${(deadlineMs / 1000).toLocaleString('en-US')} s, its deadline (--timeout)`,
  );

const guardUntil =
  (deadlineMs: number, startedMs: number): Guard =>
  (work) => {
    const leftMs = deadlineMs - (performance.now() - startedMs);
    try {
      return runWatched(work, leftMs);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw deadlineError(deadlineMs);
      if (code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw error;
      throw new CommandError(
        exitCodes.interrupted,
        'interrupted in the middle of a computation; there is no answer',
      );
    }
  };

export const watchInterruption = (wantedMs: number): Interruption => {
  const deadlineMs = Math.min(wantedMs, LONGEST_MS);
  const controller = new AbortController();
  const startedMs = performance.now();
  let interruptedMs: number | undefined;
  let isLate = false;
  const stop = (): void => {
    controller.abort();
    // A read from a terminal or a pipe may never end by itself.
    process.stdin.destroy();
  };
  const onSignal = (): void => {
    const nowMs = performance.now();
    if (interruptedMs === undefined) {
      interruptedMs = nowMs;
      stop();
    } else if (nowMs - interruptedMs > ECHO_MS) process.exit(exitCodes.interrupted);
  };
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, deadlineMs);
  process.on('SIGINT', onSignal);
  return {
    signal: controller.signal,
    guard: guardUntil(deadlineMs, startedMs),
    isInterrupted: () => interruptedMs !== undefined,
    checkDeadline: () => {
      if (isLate) throw deadlineError(deadlineMs);
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal);
    },
  };
};
