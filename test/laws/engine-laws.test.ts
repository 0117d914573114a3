// The law of laws: a random query over random events has one answer, whether the reference engine gives it or
// the real one in any of its set-ups. No order is excused: docs/fidelity.md defines one everywhere.
//
//   INSITU_LAW_RUNS=20000   so many cases
//   INSITU_LAW_SEED=1       the same cases again

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allRuns } from '../runs/all-runs.ts';
import { engineRun } from '../runs/engine-run.ts';
import { anyWorld } from './arbitrary-events.ts';
import { anyNonsense } from './arbitrary-nonsense.ts';
import { anyQuery } from './arbitrary-queries.ts';
import { caseOf, complaint, disagreement, refusalsOf, surroundings } from './one-question.ts';

const numRuns = Number(process.env.INSITU_LAW_RUNS ?? 400);
const seed = process.env.INSITU_LAW_SEED;
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };

/** Fails with the smallest case found, as `explain` shows it. */
const assertLaw = async <Given extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Given>,
  explain: (...given: Given) => string | Promise<string>,
): Promise<void> => {
  const details = await fc.check(property, parameters);
  if (!details.failed) return;
  const given = details.counterexample ?? assert.fail('no counterexample');
  const how = `after ${details.numRuns} cases and ${details.numShrinks} shrinks, INSITU_LAW_SEED=${details.seed}`;
  assert.fail(`${how}\n\n${await explain(...given)}`);
};

test('every run gives the same answer to every query that is accepted', async () => {
  let answered = 0;
  await assertLaw(
    fc.asyncProperty(anyWorld, anyQuery, async (world, query) => {
      if (!refusalsOf(query).isAccepted) return;
      answered += 1;
      assert.deepEqual(await disagreement(caseOf(world, query), allRuns()), []);
    }),
    (world, query) => complaint(caseOf(world, query), allRuns()),
  );
  assert.ok(answered > numRuns / 2, `only ${answered} of ${numRuns} queries were accepted`);
});

/** A refusal says something of every text that is refused, and points into the text. */
const isWellRefused = (text: string): boolean => {
  const { isAccepted, refusals } = refusalsOf(text);
  const areWithin = refusals.every(({ start, end }) => start >= 0 && start <= end && end <= text.length);
  return areWithin && isAccepted === (refusals.length === 0);
};

test('every text is planned or refused with a place in it', async () => {
  await assertLaw(
    fc.asyncProperty(fc.oneof(anyNonsense, anyQuery), async (text) => {
      assert.ok(isWellRefused(text));
    }),
    (text) => `${JSON.stringify(text)}: ${JSON.stringify(refusalsOf(text))}`,
  );
});

const engine = engineRun({ name: 'the engine' });

/** What is wrong only with the tables that there are, or with an XPath, which a plan does not look at. */
const ofWorld = new Set(['lookup-table-unknown', 'lookup-column-unknown', 'xpath-invalid']);

test('every text that is planned runs', async () => {
  await assertLaw(
    fc.asyncProperty(anyWorld, anyNonsense, async (world, text) => {
      if (!refusalsOf(text).isAccepted) return;
      const answer = await engine.answer(text, surroundings(world));
      const complaints = answer.kind === 'table' ? [] : answer.items.filter(({ code }) => !ofWorld.has(code));
      assert.deepEqual(complaints, []);
    }),
    (world, text) => complaint(caseOf(world, text), [engine]),
  );
});
