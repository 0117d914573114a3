// The probes: what they expect is what insitu answers, and running them leaves nothing behind.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { eventsOfProbe, type Probe, queryOfProbe } from '../../../src/service/verify/probe.ts';
import { probes } from '../../../src/service/verify/probes.ts';
import { askStore } from '../../../src/service/verify/question.ts';
import type { ServiceAnswer } from '../../../src/service/verify/run-on-service.ts';
import { outcomeOf, type ProbeTarget, runProbes } from '../../../src/service/verify/run-probes.ts';
import { type EventRecord, withEvents } from '../../../src/service/verify/stored-events.ts';
import { answerOf, questionOf, START_SECONDS } from './small-world.ts';

const eventsFor = (probe: Probe): EventRecord[] =>
  eventsOfProbe(probe).map(({ offsetMs, message }) => {
    const timestampMs = START_SECONDS * 1000 + offsetMs;
    return { logGroup: 'app', logStream: probe.id, timestampMs, ingestionMs: timestampMs, message };
  });

const everyEvent = probes.flatMap(eventsFor);

const locally = (query: string): Promise<ServiceAnswer> =>
  withEvents(everyEvent, async (store) => {
    const question = await questionOf(query, store);
    return answerOf(await askStore(question, question.plan));
  });

suite('every probe', () => {
  const fidelity = readFileSync(new URL('../../../docs/fidelity.md', import.meta.url), 'utf8');

  for (const probe of probes)
    test(`${probe.id} expects what insitu answers`, async () => {
      const outcome = outcomeOf(probe, await locally(queryOfProbe(probe)));
      assert.deepEqual([outcome.verdict, outcome.rows], ['confirmed', outcome.rows]);
      assert.ok(fidelity.includes(`| ${probe.id} |`), 'it has its row in docs/fidelity.md');
    });

  test('has a name of its own, and columns for its rows', () => {
    assert.equal(new Set(probes.map(({ id }) => id)).size, probes.length);
    for (const { columns, expected } of probes)
      assert.ok(expected.every((row) => row.length === columns.length));
    assert.ok(probes.length >= 20);
  });
});

/** A service in memory that answers as we do. */
const fakeTarget = (answer: (query: string) => Promise<ServiceAnswer>) => {
  const groups = new Set<string>();
  const put = new Map<string, number>();
  const queries = new Map<string, string>();
  const target: ProbeTarget = {
    makeGroup: async (name) => void groups.add(name),
    makeStream: async (group) => assert.ok(groups.has(group)),
    put: async (_, stream, events) => void put.set(stream, events.length),
    removeGroup: async (name) => void groups.delete(name),
    queries: {
      start: async ({ query }) => {
        queries.set(String(queries.size), query);
        return String(queries.size - 1);
      },
      results: async (queryId) => {
        const { rows, statistics } = await answer(queries.get(queryId) ?? '');
        return { status: 'Complete', rows, statistics, nextToken: undefined };
      },
      stop: async () => {},
    },
  };
  return { target, groups, put };
};

const options = (signal = new AbortController().signal) => ({
  signal,
  nowMs: () => START_SECONDS * 1000,
  pauseMs: 1,
  mostWaitMs: 50,
  onProgress: () => {},
});

suite('running the probes', () => {
  const some = probes.slice(0, 2);
  const isCount = (query: string): boolean => query.startsWith('stats count(*)');
  const count = (n: number): ServiceAnswer => ({
    rows: [[{ field: 'n', value: String(n) }]],
    statistics: {},
    isCut: false,
  });
  const total = some.reduce((sum, probe) => sum + eventsOfProbe(probe).length, 0);

  test('confirms, contradicts, and removes the group', async () => {
    const { target, groups, put } = fakeTarget(async (query) => {
      if (isCount(query)) return count(total);
      const answer = await locally(query);
      // The second one is another service's opinion.
      return query.includes('json-booleans') ? { ...answer, rows: [] } : answer;
    });
    const outcomes = await runProbes(target, some, options());
    assert.deepEqual(
      outcomes.map(({ verdict }) => verdict),
      ['confirmed', 'contradicted'],
    );
    assert.deepEqual(
      [...put.keys()],
      some.map(({ id }) => id),
    );
    assert.equal(groups.size, 0);
  });

  test('a query that the service refuses is told', async () => {
    const { target } = fakeTarget(async (query) => {
      if (isCount(query)) return count(total);
      throw Object.assign(new Error('unexpected symbol found'), { name: 'MalformedQueryException' });
    });
    const [outcome] = await runProbes(target, some, options());
    assert.deepEqual([outcome?.verdict, outcome?.refusal], ['refused', 'unexpected symbol found']);
  });

  test('waits until the events can be found', async () => {
    let looks = 0;
    const { target } = fakeTarget(async (query) => {
      if (!isCount(query)) return locally(query);
      looks += 1;
      return count(looks < 3 ? 0 : total);
    });
    await runProbes(target, some, options());
    assert.equal(looks, 3);
  });

  test('removes the group when the events never come, and at Ctrl-C', async () => {
    const never = fakeTarget(async () => count(0));
    await assert.rejects(runProbes(never.target, some, options()), /only 0 of/);
    assert.equal(never.groups.size, 0);
    const controller = new AbortController();
    const stopped = fakeTarget(async () => {
      controller.abort();
      return count(0);
    });
    await assert.rejects(runProbes(stopped.target, some, options(controller.signal)), { name: 'Stopped' });
    assert.equal(stopped.groups.size, 0);
  });
});
