// Who can take part, by name.

import { newChdb } from './chdb.ts';
import type { Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { newDuckdb } from './duckdb.ts';
import { newInsitu } from './insitu.ts';

/** Over the events of a set; databases load them first where they have not yet. */
export const newContestant: Readonly<
  Record<Contestant['name'], (dataset: Dataset) => Promise<Contestant> | Contestant>
> = { insitu: newInsitu, duckdb: newDuckdb, chdb: newChdb };
