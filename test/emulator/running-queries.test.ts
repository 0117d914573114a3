// Queries that take long: they wait, show what they have, are stopped, and end at their time.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FromWorker, QueryJob } from '../../src/emulator/queries/query-job.ts';
import { runJob } from '../../src/emulator/queries/run-job.ts';
import { openStore } from '../../src/store/index.ts';
import { answerOf, clientOf, rowsOf, type Served, START_S, serve, start } from './query-server.ts';

/** Keeps a thread busy for years inside one call of V8's. */
const endless = 'filter @message like /^(a+)+$/';
const logs = { app: [`${'a'.repeat(60)}!`], other: ['b'] };

const statusOf = async (client: Served['client'], queryId: string) =>
  (await client.getQueryResults({ queryId })).status;

/** Threads of a process are numbered in the order in which they are made. */
const nextThreadId = async (): Promise<number> => {
  const worker = new Worker('', { eval: true });
  const { threadId } = worker;
  await worker.terminate();
  return threadId;
};

const untilRunning = async (client: Served['client'], queryId: string): Promise<void> => {
  while ((await statusOf(client, queryId)) === 'Scheduled') await sleep(5);
};

suite('queries that take long', () => {
  test('one that runs can be stopped in the middle of a pattern; others go on', async () => {
    await using served = await serve(logs, { queryWorkers: 1 });
    const { client } = served;
    const queryId = await start(client, endless);
    await untilRunning(client, queryId);
    // A thread may take a moment to be in the middle of it.
    await sleep(300);
    const next = await start(client, 'fields @message', { logGroupNames: ['other'] });
    assert.equal(await statusOf(client, next), 'Scheduled');
    assert.deepEqual((await client.stopQuery({ queryId })).success, true);
    assert.equal(await statusOf(client, queryId), 'Cancelled');
    assert.deepEqual(rowsOf(await answerOf(client, next)), [{ '@message': 'b' }]);
    await assert.rejects(client.stopQuery({ queryId }), { name: 'InvalidParameterException' });
    await assert.rejects(client.stopQuery({ queryId: 'none' }), { name: 'ResourceNotFoundException' });
  });

  test('one that waits can be stopped', async () => {
    await using served = await serve(logs, { queryWorkers: 1 });
    const { client } = served;
    await start(client, endless);
    const waiting = await start(client, 'fields a');
    await client.stopQuery({ queryId: waiting });
    assert.equal(await statusOf(client, waiting), 'Cancelled');
  });

  test('those that are stopped before they have begun do not cost a thread each', async () => {
    await using served = await serve(logs, { queryWorkers: 2 });
    const { client } = served;
    const before = await nextThreadId();
    const ids = await Promise.all(Array.from({ length: 40 }, () => start(client, endless)));
    await Promise.all(ids.map((queryId) => client.stopQuery({ queryId })));
    for (const queryId of ids) assert.equal(await statusOf(client, queryId), 'Cancelled');
    const started = (await nextThreadId()) - before - 1;
    assert.ok(started < 20, `${started} threads were started`);
    const last = await start(client, 'fields @message', { logGroupNames: ['other'] });
    assert.deepEqual(rowsOf(await answerOf(client, last)), [{ '@message': 'b' }]);
  });

  test('one that takes too long ends as Timeout', async () => {
    await using served = await serve(logs, { queryTimeoutMs: 100 });
    const queryId = await start(served.client, endless);
    assert.equal((await answerOf(served.client, queryId)).status, 'Timeout');
  });

  test('more than a hundred at a time are refused, in each account and region', async () => {
    await using served = await serve({ ...logs, '111122223333:us-east-1:app': ['a'] }, { queryWorkers: 1 });
    const { client } = served;
    for (let count = 0; count < 100; count += 1) await start(client, endless);
    await assert.rejects(start(client, 'fields a'), { name: 'LimitExceededException' });
    const other = clientOf(served.url, { account: '111122223333' });
    assert.ok(await start(other, 'fields a'));
    other.destroy();
  });

  test('what cannot be answered fails, and the server says why', async () => {
    await using served = await serve({ app: ['x'] });
    const queryId = await start(served.client, 'fields a, b as c | filter nothere = 1');
    await answerOf(served.client, queryId);
    assert.deepEqual(
      served.problems.filter((problem) => problem.includes('nothere')),
      [`query ${queryId}: no event has a field named "nothere"`],
    );
  });
});

test('who asks while a query runs sees the answer over what was looked at so far', async () => {
  const groups = [...'abcdefghijklmnopqrst'];
  await using served = await serve(Object.fromEntries(groups.map((name) => [name, ['x', 'y']])));
  using store = openStore(served.path);
  let opened = 0;
  const slow: typeof store = {
    ...store,
    open: (segment) => {
      // Only the run itself is slow, not the look at what it has seen.
      opened += 1;
      const endMs = performance.now() + 15;
      while (performance.now() < endMs);
      return store.open(segment);
    },
  };
  const job: QueryJob = {
    storePath: served.path,
    text: 'stats count(*) as n',
    startMs: START_S * 1000,
    endMs: START_S * 1000 + 10_000,
    nowMs: START_S * 1000,
    logClass: 'STANDARD',
    groups: groups.map((name) => ({ name, stored: name, account: '000000000000' })),
    logGroups: groups,
    lookups: new Map(),
    mostRows: 10_000,
  };
  const told: FromWorker[] = [];
  const running = runJob(slow, job, (message) => told.push(message), 0);
  while (opened < 3) await sleep(1);
  running.peek();
  await running.done;
  const counts = told.flatMap((message) =>
    message.kind === 'partial' || message.kind === 'done' ? [Number(message.answer.table.rows[0]?.[0])] : [],
  );
  assert.equal(counts.length, 2);
  assert.ok((counts[0] ?? 0) >= 4 && (counts[0] ?? 0) < 40, `partial count ${counts[0]}`);
  assert.equal(counts[1], 40);
  const scanned = told.flatMap((message) =>
    message.kind === 'progress' ? [message.statistics.recordsScanned] : [],
  );
  assert.deepEqual(
    scanned,
    [...scanned].sort((a, b) => a - b),
  );
  assert.ok(scanned.length > 0);
});
