// A query has one answer, however many threads work on it: random queries over random events, and every
// question of the scripts, are answered by threads of their own and by one thread.
//
//   INSITU_LAW_RUNS=20000   so many cases, of which a tenth is asked here
//   INSITU_LAW_SEED=1       the same cases again

import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openQueryThreads } from '../../src/tasks/index.ts';
import { parseScript, questionsOf } from '../runner/index.ts';
import { engineRun } from '../runs/engine-run.ts';
import { threadedRun } from '../runs/threaded-run.ts';
import { anyWorld } from './arbitrary-events.ts';
import { anyQuery } from './arbitrary-queries.ts';
import { caseOf, complaint, disagreement, refusalsOf } from './one-question.ts';

const root = path.resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(path.join(tmpdir(), 'insitu-threads-'));
const threads = openQueryThreads({ threads: 3, cacheBytes: 0, always: 'leave-all' });
after(() => {
  threads.close();
  rmSync(directory, { recursive: true, force: true });
});

const runs = [
  engineRun({ name: 'one thread' }),
  threadedRun({ name: 'threads of their own', threads, directory, segmentRows: () => 2 }),
];

test('a random query has the same answer', async () => {
  const seed = process.env.INSITU_LAW_SEED;
  const numRuns = Math.ceil(Number(process.env.INSITU_LAW_RUNS ?? 400) / 10);
  const details = await fc.check(
    fc.asyncProperty(anyWorld, anyQuery, async (world, query) => {
      if (refusalsOf(query).isAccepted) assert.deepEqual(await disagreement(caseOf(world, query), runs), []);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
  if (!details.failed) return;
  const [world, query] = details.counterexample ?? assert.fail('no counterexample');
  assert.fail(`INSITU_LAW_SEED=${details.seed}\n\n${await complaint(caseOf(world, query), runs)}`);
});

/** Every script there is. */
const scripts = globSync('test/scripts/**/*.script', { cwd: root }).map((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return { file, script: parseScript(text, file) };
});

for (const { file, script } of scripts)
  test(`every question of ${file} has the same answer`, async () => {
    for (const question of questionsOf(script))
      assert.deepEqual(await disagreement({ script, question }, runs), []);
  });
