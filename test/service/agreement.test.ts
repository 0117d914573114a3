// The law of agreement: a random query over random events has the same answer through the API of an endpoint,
// over HTTP, as in the engine at hand. See agreement-endpoint.ts for endpoints other than our own server.
//
//   INSITU_LAW_RUNS=2000   so many cases
//   INSITU_LAW_SEED=1      the same cases again

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type Question,
  queriesOfClient,
  type Report,
  remarksOf,
  runOnService,
  verifyAnswer,
  withEvents,
} from '../../src/service/index.ts';
import { planWith } from '../../src/tasks/index.ts';
import { anyWorld } from '../laws/arbitrary-events.ts';
import { anyQuery } from '../laws/arbitrary-queries.ts';
import { caseOf, refusalsOf } from '../laws/one-question.ts';
import { surroundingsOf } from '../runner/surroundings.ts';
import { type Endpoint, openEndpoint, withWorld } from './agreement-endpoint.ts';
import { FIRST_MS, type MovedWorld, putWorld, shifted } from './agreement-world.ts';

const numRuns = Number(process.env.INSITU_LAW_RUNS ?? 40);
const seed = process.env.INSITU_LAW_SEED;

/** Endpoints put the account before @log, which no file tells. */
const namesAccount = (query: string): boolean => /@log\b/.test(query);

/** Of a foreign endpoint: what has another clock there, other tables, or our names of log groups. */
const isPrivate = (query: string): boolean => /now\s*\(|lookup|source|@ingestionTime/i.test(query);

const tablesOf = (world: MovedWorld, query: string): NonNullable<Question['lookups']> => {
  const { script, question } = caseOf(world, query);
  return surroundingsOf(script, question, '.').lookups;
};

const csvOf = ({
  columns,
  rows,
}: {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}): string =>
  [columns, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

/** The answer of the endpoint against ours; undefined for a query that cannot be asked there. */
const comparison = async (
  endpoint: Endpoint,
  given: MovedWorld,
  query: string,
): Promise<Report | undefined> => {
  if (!refusalsOf(query).isAccepted || namesAccount(query)) return undefined;
  if (!endpoint.isOurs && isPrivate(query)) return undefined;
  // A foreign service finds no events that are older than their log group.
  const byMs = endpoint.isOurs ? 0 : Math.ceil(endpoint.nowMs() / 1000 + 2) * 1000 - FIRST_MS;
  const world = shifted(given, byMs);
  const startMs = FIRST_MS + byMs + world.window[0];
  const range = {
    startSeconds: startMs / 1000,
    endSeconds: Math.floor((FIRST_MS + byMs + world.window[1]) / 1000),
  };
  const lookups = tablesOf(given, query);
  const nowMs = endpoint.nowMs();
  const { plan, text } = await planWith(query, {
    startMs,
    endMs: FIRST_MS + byMs + world.window[1],
    nowMs,
    lookups,
  });
  // What only the tables of this world refuse, the endpoint refuses too.
  if (plan === undefined) return undefined;
  const isOwn = plan.source === undefined;
  const records = [
    ...world.others.map((event) => ({ event, logGroup: 'other' })),
    ...world.events.map((event) => ({ event, logGroup: world.group })),
  ].map(({ event: { ms: timestampMs, message, stream: logStream }, logGroup }) => ({
    ...{ logGroup, logStream, timestampMs, message },
    ingestionMs: nowMs,
  }));
  const answer = await withWorld(endpoint, world, () =>
    runOnService(
      queriesOfClient(endpoint.client),
      { ...range, query, logGroups: isOwn ? [world.group + endpoint.suffix] : undefined },
      { signal: new AbortController().signal, timeoutMs: 60_000, firstPauseMs: 5 },
    ),
  );
  const logGroups = isOwn ? [world.group] : undefined;
  return withEvents(records, (store) =>
    verifyAnswer({ text, plan, notices: [], logGroups, range, nowMs, lookups, store }, answer),
  );
};

/** Our own server has no approximations to be excused with. */
const isAgreed = (report: Report | undefined, { isOurs }: Endpoint): boolean =>
  report === undefined || report.verdict === 'agrees' || (!isOurs && report.verdict !== 'differs');

const explain = (world: MovedWorld, query: string, report: Report | undefined): string => {
  const script = caseOf(world, query).script.lines.join('\n');
  const remarks = report === undefined ? [] : remarksOf(report);
  const said = remarks.map(({ of, column, sentence }) => `${of} ${column ?? ''}: ${sentence}`);
  const rows = (report?.rows ?? []).filter(({ verdict }) => verdict !== 'agrees').slice(0, 5);
  return [script, '', ...said, ...rows.map((row) => JSON.stringify(row))].join('\n');
};

suite('agreement over HTTP', () => {
  let endpoint: Endpoint;

  before(async () => {
    endpoint = await openEndpoint();
    if (!endpoint.isOurs) return;
    const world = putWorld({ group: 'app', events: [], others: [], window: null });
    for (const [lookupTableName, table] of tablesOf(world, 'fields a'))
      await endpoint.client.createLookupTable({ lookupTableName, tableBody: csvOf(table) });
  });
  after(() => endpoint.close());

  test('a random query has the same answer', async () => {
    let asked = 0;
    const law = fc.asyncProperty(anyWorld.map(putWorld), anyQuery, async (world, query) => {
      const report = await comparison(endpoint, world, query);
      asked += report === undefined ? 0 : 1;
      assert.ok(isAgreed(report, endpoint));
    });
    const details = await fc.check(law, { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) });
    if (details.failed) {
      const [world, query] = details.counterexample ?? assert.fail('no counterexample');
      const how = `after ${details.numRuns} cases and ${details.numShrinks} shrinks, INSITU_LAW_SEED=${details.seed}`;
      const report = await comparison(endpoint, world, query).catch((error: unknown) => {
        assert.fail(`${how}\n\n${explain(world, query, undefined)}\n${String(error)}`);
      });
      assert.fail(`${endpoint.name}: ${how}\n\n${explain(world, query, report)}`);
    }
    assert.ok(asked > numRuns / 3, `only ${asked} of ${numRuns} queries were asked`);
  });
});
