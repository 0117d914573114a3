// One question, in insitu's language and in the peers' SQL, side by side.
//
// Each line of SQL is what someone who knows that engine would write: its own search for a substring, its own
// regex, the columns extracted at import where insitu has them too. Rows come in the same order everywhere,
// and times as epoch milliseconds, which spares the peers the printing that insitu does.

import type { SetName } from './sets.ts';

export type BenchQuery = {
  readonly name: string;
  /** What it is about, in a few words. */
  readonly title: string;
  /** The sets of events it is asked of. */
  readonly sets: readonly SetName[];
  readonly insitu: string;
  /** Epoch ms, both ends inclusive; the SQL says the same in its own words. */
  readonly range?: { readonly startMs: number; readonly endMs: number };
  /** Undefined where a peer has nothing that does nearly the same work. */
  readonly sql: { readonly duckdb: string; readonly chdb: string } | undefined;
};
