// What the calling thread and those that help it tell each other. Plain data: it is copied between them.

import { QueryFailed } from '../result/index.ts';
import { type StoredSegment, StoreError, type StoreErrorCode } from '../store/index.ts';
import type { Gathered, Question } from './gathering.ts';
import type { Claims } from './segment-claims.ts';

/** One query's share for threads to take. */
export type Job = {
  readonly id: number;
  readonly storePath: string;
  readonly question: Question;
  readonly segments: readonly StoredSegment[];
  readonly claims: Claims;
  /** Is each segment handed in by itself, and are they taken in their order? */
  readonly isOneByOne: boolean;
};

export type ToThread = Job & {
  /** The number of the thread, of so many; 1 is the calling one. */
  readonly thread: number;
  readonly threads: number;
  /** Of columns that it keeps for the next query. */
  readonly cacheBytes: number;
};

export type Failure =
  | { readonly kind: 'query'; readonly message: string }
  | { readonly kind: 'store'; readonly code: StoreErrorCode; readonly path: string; readonly why: string }
  | { readonly kind: 'mistake'; readonly error: unknown };

export type FromThread = { readonly job: number } & (
  | { readonly kind: 'gathered'; readonly segments: readonly number[]; readonly gathered: Gathered }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Nothing more comes. */
  | { readonly kind: 'ended' }
);

/** Classes do not survive the way between threads. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof QueryFailed) return { kind: 'query', message: error.message };
  if (!(error instanceof StoreError)) return { kind: 'mistake', error };
  const { code, path, message } = error;
  return { kind: 'store', code, path, why: message.slice(`${path}: `.length) };
};

/** What the calling thread would have thrown. */
export const errorOf = (failure: Failure): unknown => {
  switch (failure.kind) {
    case 'query':
      return new QueryFailed(failure.message);
    case 'store':
      return new StoreError(failure.code, failure.path, failure.why);
    case 'mistake':
      return failure.error;
  }
};
