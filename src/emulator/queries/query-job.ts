// What the server and the threads that run queries tell each other. Plain data: it is copied between them.

import type { LogClass } from '../../plan/index.ts';
import type { LookupTable, Notice, ResultTable, Statistics } from '../../result/index.ts';

/** A log group as a query sees it, and as the store names it. */
export type GroupInView = {
  readonly name: string;
  readonly stored: string;
  readonly account: string;
};

export type QueryJob = {
  readonly storePath: string;
  /** Without calls of saved queries and parameters: they are in it. */
  readonly text: string;
  /** Both inclusive, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly nowMs: number;
  readonly logClass: LogClass;
  /** All that the query may look at. */
  readonly groups: readonly GroupInView[];
  /** Those of them that it is about; undefined where its SOURCE chooses. */
  readonly logGroups: readonly string[] | undefined;
  readonly lookups: ReadonlyMap<string, LookupTable>;
  /** No more rows than these, where the query has a limit of its own. */
  readonly mostRows: number;
};

export type ToWorker = { readonly kind: 'run'; readonly job: QueryJob } | { readonly kind: 'peek' };

export type Answer = { readonly table: ResultTable; readonly statistics: Statistics };

export type FromWorker =
  /** Once, before all else. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly statistics: Statistics }
  /** What the answer would be if there were no more events than those that were looked at. */
  | { readonly kind: 'partial'; readonly answer: Answer }
  | { readonly kind: 'done'; readonly answer: Answer; readonly notices: readonly Notice[] }
  /** `isMistake`: of ours, not of the query's. */
  | { readonly kind: 'failed'; readonly message: string; readonly isMistake: boolean };
