// Operations on a store that another process is writing to, such as an import: they wait for it without
// holding up the server, and only then are clients told to try again.
//
// An operation writes in one transaction, and does nothing else before it: it can be done again from its start.

import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store/index.ts';
import type { Call, Operation, Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';

/** What is waited for, and how long; ms. */
type Awaited = { readonly store: object; readonly storePatienceMs?: number | undefined };

/** Clients wait for an answer at least 30 s. */
const PATIENCE_MS = 10_000;

/** An import lets others have the store for a moment, now and then (tasks/import-files.ts): longer than this. */
const PAUSE_MS = 10;

export const isBusy = (error: unknown): boolean => error instanceof StoreError && error.code === 'store-busy';

const unavailable = (): ServiceError =>
  new ServiceError('ServiceUnavailableException', 'The service cannot complete the request.');

/** The end of the line of those who wait for a store. Only the first tries: the others follow in their order. */
const lines = new WeakMap<object, Promise<unknown>>();

/**
 * Does the work, again while it finds the store busy. Throws ServiceError when it is busy for too long, or the
 * signal is aborted meanwhile.
 */
export const whenFree = async <T>(
  { store, storePatienceMs = PATIENCE_MS }: Awaited,
  signal: AbortSignal | undefined,
  work: () => T | Promise<T>,
): Promise<T> => {
  const endMs = performance.now() + storePatienceMs;
  const attempt = async (): Promise<{ readonly result: T } | undefined> => {
    try {
      return { result: await work() };
    } catch (error) {
      if (isBusy(error)) return undefined;
      throw error;
    }
  };
  const atOnce = await attempt();
  if (atOnce !== undefined) return atOnce.result;
  const inFront = lines.get(store);
  const pause = (ms: number, ref: boolean): Promise<void> =>
    sleep(ms, undefined, { signal, ref }).catch(() => {});
  const waiting = async (): Promise<T> => {
    // Those in front may have more patience.
    if (inFront !== undefined) await Promise.race([inFront, pause(endMs - performance.now(), false)]);
    for (;;) {
      if (signal?.aborted) throw unavailable();
      const done = await attempt();
      if (done !== undefined) return done.result;
      if (performance.now() >= endMs) throw unavailable();
      await pause(PAUSE_MS, true);
    }
  };
  const waited = waiting();
  const end = waited.catch(() => {});
  lines.set(store, end);
  void end.then(() => {
    if (lines.get(store) === end) lines.delete(store);
  });
  return waited;
};

const unlessBusy =
  <Context extends Awaited>(operation: Operation<Context>): Operation<Context> =>
  (call: Call<Context>) =>
    whenFree(call.context, call.signal, () => operation(call));

export const waitingForStore = <Context extends Awaited>(
  operations: Operations<Context>,
): Operations<Context> =>
  Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, unlessBusy(operation)]));
