// Answers that go on, as the SDK reads them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../../src/emulator/operation.ts';
import type { QueryContext } from '../../src/emulator/queries/index.ts';
import { ServiceError } from '../../src/emulator/service-error.ts';
import { serve } from './query-server.ts';

const logGroupIdentifiers = ['arn:aws:logs:us-east-1:000000000000:log-group:app'];

const update = (message: string) => ({
  name: 'sessionUpdate',
  body: { sessionMetadata: { sampled: false }, sessionResults: [{ message, timestamp: 1 }] },
});

const serving = (events: Operation<QueryContext>) => serve({}, {}, { StartLiveTail: events });

test('events arrive one by one, and an error of the service ends them', async () => {
  await using served = await serving(() => ({
    events: (async function* () {
      yield { name: 'sessionStart', body: { sessionId: 'one' } };
      yield update('ä');
      await sleep(10);
      yield update('b'.repeat(100_000));
      throw new ServiceError('SessionTimeoutException', 'too long');
    })(),
  }));
  const { responseStream } = await served.client.startLiveTail({ logGroupIdentifiers });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const event of responseStream ?? []) {
      if (event.sessionStart) seen.push(`start ${event.sessionStart.sessionId}`);
      for (const { message } of event.sessionUpdate?.sessionResults ?? []) seen.push(message ?? '');
    }
  })();
  await assert.rejects(reading, { name: 'SessionTimeoutException', message: 'too long' });
  assert.deepEqual(seen, ['start one', 'ä', 'b'.repeat(100_000)]);
});

test('who goes away ends the operation, and so does the end of the server', async () => {
  const ended: string[] = [];
  const served = await serving(({ signal, input }) => ({
    events: (async function* () {
      const [name] = input.logStreamNames as string[];
      try {
        for (let count = 0; !signal.aborted; count += 1) {
          yield update(String(count));
          await sleep(5);
        }
      } finally {
        ended.push(String(name));
      }
    })(),
  }));
  const first = new AbortController();
  const tail = async (name: string, signal?: AbortSignal) =>
    (
      await served.client.startLiveTail(
        { logGroupIdentifiers, logStreamNames: [name] },
        signal ? { abortSignal: signal } : {},
      )
    ).responseStream?.[Symbol.asyncIterator]();
  const gone = await tail('gone', first.signal);
  await gone?.next();
  await gone?.return?.();
  first.abort();
  const endings = async (count: number): Promise<readonly string[]> => {
    for (let waits = 0; ended.length < count && waits < 200; waits += 1) await sleep(5);
    return ended;
  };
  assert.deepEqual(await endings(1), ['gone']);
  const open = await tail('open');
  await open?.next();
  const startedMs = performance.now();
  await served[Symbol.asyncDispose]();
  assert.ok(performance.now() - startedMs < 1500, 'the server ends without waiting for clients');
  assert.deepEqual(await endings(2), ['gone', 'open']);
});
