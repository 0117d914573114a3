// Ctrl-C and the deadline. The first Ctrl-C asks the work to end with what it has, the second leaves.
//
// A pattern can keep V8 busy for years inside one call, where no signal is heard. Work is therefore run by
// V8's own watchdog (node:vm), which stops even a regular expression, at the deadline or at Ctrl-C.

import { Script } from 'node:vm';
import type { Guard } from '../tasks/index.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

export type Interruption = {
  readonly signal: AbortSignal;
  readonly guard: Guard;
  end(): void;
};

const callJob = new Script('globalThis[Symbol.for("insitu.job")]()');
const job = Symbol.for('insitu.job');

const runWatched = <T>(work: () => T, timeoutMs: number): T => {
  (globalThis as Record<symbol, unknown>)[job] = work;
  return callJob.runInThisContext({ timeout: Math.max(1, Math.ceil(timeoutMs)), breakOnSigint: true }) as T;
};

export const watchInterruption = (deadlineMs: number): Interruption => {
  const controller = new AbortController();
  const startedMs = performance.now();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const guard: Guard = (work) => {
    const leftMs = deadlineMs - (performance.now() - startedMs);
    try {
      return runWatched(work, leftMs);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED')
        throw new CommandError(
          exitCodes.interrupted,
          'interrupted in the middle of a computation; there is no answer',
        );
      if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const seconds = deadlineMs / 1000;
      throw new CommandError(
        exitCodes.failed,
        `the query was stopped after ${seconds.toLocaleString('en-US')} s, its deadline (--timeout); a pattern with nested repeats can take for ever`,
      );
    }
  };
  return {
    signal: controller.signal,
    guard,
    end: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
};
