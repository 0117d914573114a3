// insitu, DuckDB and ClickHouse answer every question of the bench alike, on small sets of every kind. Skips
// what is not installed; npm run bench installs it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { closeArena, disagreements, type Field, openArena } from './compare.ts';
import type { Contestant } from './contestant.ts';
import { newContestant } from './contestants.ts';
import { prepareDataset } from './dataset.ts';
import { importDataset, newInsitu } from './insitu.ts';
import { databases, isDatabaseInstalled } from './peers.ts';
import { benchQueries, queriesOf } from './queries.ts';
import { eventSets, setNames } from './sets.ts';

const EVENTS = 20_000;

const installed = databases.filter(isDatabaseInstalled);

suite('answers agree', { skip: installed.length === 0 && 'no peer is installed' }, () => {
  for (const set of setNames) {
    for (const text of eventSets[set].texts) {
      test(`${set}, ${text}`, async () => {
        const dataset = await prepareDataset({ set, text, seed: 1, count: EVENTS });
        await importDataset(dataset);
        const peers: Contestant[] = [];
        for (const name of installed) peers.push(await newContestant[name](dataset));
        const field: Field = [newInsitu(dataset), ...peers];
        const arena = await openArena(field, dataset);
        const found: string[] = [];
        for (const query of queriesOf(set, benchQueries))
          found.push(...(await disagreements(field, arena, query, [1, 2])));
        closeArena(arena);
        assert.deepEqual(found, []);
      });
    }
  }
});
