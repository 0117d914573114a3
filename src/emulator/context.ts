// What every operation works with: the store, the clock, and who is told of new events.

import type { WritableStore } from '../store/index.ts';
import type { Scope } from './operation.ts';

/** Accepted events of one PutLogEvents, in time order. */
export type LiveBatch = {
  readonly scope: Scope;
  /** Plain names, as the client gave them. */
  readonly logGroup: string;
  readonly logStream: string;
  readonly ingestionMs: number;
  readonly events: readonly { readonly timestampMs: number; readonly message: string }[];
};

export type LiveEvents = {
  publish(batch: LiveBatch): void;
  /** The function that is returned ends it. */
  subscribe(listener: (batch: LiveBatch) => void): () => void;
};

export type Context = {
  readonly store: WritableStore;
  /** Epoch ms. */
  readonly nowMs: () => number;
  /** Where export tasks make their buckets; undefined where there are none. */
  readonly exportFolder: string | undefined;
  readonly liveEvents: LiveEvents;
  /** The scope whose log groups have plain names in the store. */
  readonly localScope: Scope;
  /** How long operations wait for another process that is writing to the store, ms. */
  readonly storePatienceMs?: number | undefined;
};

export const liveEventBus = (): LiveEvents => {
  const listeners = new Set<(batch: LiveBatch) => void>();
  return {
    publish: (batch) => {
      for (const listener of listeners) listener(batch);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
