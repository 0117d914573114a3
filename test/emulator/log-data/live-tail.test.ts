// StartLiveTail: what is put while the session lasts, update by update.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { liveTailWith, sampleOf } from '../../../src/emulator/log-data/live-tail.ts';
import type { EventStream, JsonObject } from '../../../src/emulator/operation.ts';
import { home, type Item, NOW, refused, type Service, startService } from './calling.ts';

const ARN = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
const HOUR_MS = 3_600_000;

type Update = {
  readonly name: string;
  readonly body: {
    readonly requestId: string;
    readonly sessionId: string;
    readonly sessionMetadata: { readonly sampled: boolean };
    readonly sessionResults: readonly Item[];
  };
};

/** A session whose updates come every few ms, and its next event. */
const startTail = async ({ context }: Service, input: JsonObject, longestMs = HOUR_MS, updateMs = 5) => {
  const end = new AbortController();
  const tail = liveTailWith({ updateMs, longestMs });
  const stream = (await tail({ input, scope: home, context, signal: end.signal })) as EventStream;
  const events = stream.events[Symbol.asyncIterator]();
  /** Undefined when there are no more. */
  const next = async (): Promise<Update | undefined> => (await events.next()).value as Update | undefined;
  return {
    start: await next(),
    next,
    /** The messages of the updates until there are so many. */
    messages: async (count: number): Promise<readonly string[]> => {
      const found: string[] = [];
      while (found.length < count)
        found.push(...((await next())?.body.sessionResults ?? []).map(({ message }) => message));
      return found;
    },
    end,
  };
};

const started = async (): Promise<Service> => {
  const service = startService();
  await service.put('g', 'web/1', [NOW, 'before']);
  await service.call('CreateLogStream', { logGroupName: 'g', logStreamName: 'db' });
  await service.call('CreateLogGroup', { logGroupName: 'h' });
  return service;
};

suite('a session', () => {
  test('begins by telling what it is about', async () => {
    const { start, end } = await startTail(await started(), {
      logGroupIdentifiers: [ARN],
      logStreamNamePrefixes: ['web'],
      logEventFilterPattern: 'error',
    });
    end.abort();
    assert.equal(start?.name, 'sessionStart');
    const { requestId, sessionId, ...body } = start.body;
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    assert.match(sessionId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(body, {
      logGroupIdentifiers: [ARN],
      logStreamNames: [],
      logStreamNamePrefixes: ['web'],
      logEventFilterPattern: 'error',
    });
  });

  test('has an update at every interval, with what was put meanwhile or nothing', async () => {
    const service = await started();
    const { next, end } = await startTail(service, { logGroupIdentifiers: [ARN] });
    const nothing = { sessionMetadata: { sampled: false }, sessionResults: [] };
    assert.deepEqual(await next(), { name: 'sessionUpdate', body: nothing });
    await service.put('g', 'web/1', [NOW, 'now']);
    await service.put('h', 's', [NOW, 'elsewhere']);
    assert.deepEqual((await next())?.body, {
      sessionMetadata: { sampled: false },
      sessionResults: [
        {
          logStreamName: 'web/1',
          logGroupIdentifier: '000000000000:g',
          message: 'now',
          timestamp: NOW,
          ingestionTime: NOW,
        },
      ],
    });
    end.abort();
    assert.equal(await next(), undefined);
  });

  test('may be of some streams and of messages that a pattern matches', async () => {
    const service = await started();
    const names = await startTail(service, { logGroupIdentifiers: ['g'], logStreamNames: ['db'] });
    const prefixes = await startTail(service, {
      logGroupIdentifiers: ['g'],
      logStreamNamePrefixes: ['w', 'x'],
    });
    const pattern = await startTail(service, {
      logGroupIdentifiers: ['g', 'h'],
      logEventFilterPattern: 'error',
    });
    await service.put('g', 'web/1', [NOW, 'a'], [NOW, 'error b']);
    await service.put('g', 'db', [NOW, 'error c']);
    assert.deepEqual(await names.messages(1), ['error c']);
    assert.deepEqual(await prefixes.messages(2), ['a', 'error b']);
    assert.deepEqual(await pattern.messages(2), ['error b', 'error c']);
    for (const { end } of [names, prefixes, pattern]) end.abort();
  });

  test('gives a sample of 500 where there are more, and says so', async () => {
    const service = await started();
    const { next, end } = await startTail(service, { logGroupIdentifiers: ['g'] });
    const many = Array.from({ length: 2000 }, (_, index) => [NOW, `${index}`] as const);
    await service.put('g', 'db', ...many);
    const update = await next();
    end.abort();
    assert.equal(update?.body.sessionMetadata.sampled, true);
    assert.equal(update.body.sessionResults.length, 500);
    assert.deepEqual(
      update.body.sessionResults.slice(0, 2).map(({ message }) => message),
      ['0', '4'],
    );
  });

  test('gives no more in one update than clients take in one message', async () => {
    const service = await started();
    const { next, end } = await startTail(service, { logGroupIdentifiers: [ARN] });
    // In JSON a control character is six bytes.
    const message = '\u0001'.repeat(1_000_000);
    for (let index = 0; index < 10; index += 1) await service.put('g', 'web/1', [NOW, message]);
    const update = await next();
    end.abort();
    assert.equal(update?.body.sessionMetadata.sampled, true);
    assert.equal(update.body.sessionResults.length, 1);
  });

  test('keeps no more for a slow reader than the memory bears, the newest events', async () => {
    const service = await started();
    const { next, end } = await startTail(service, { logGroupIdentifiers: [ARN] });
    for (let index = 0; index < 70; index += 1)
      service.context.liveEvents.publish({
        scope: home,
        logGroup: 'g',
        logStream: 'web/1',
        ingestionMs: NOW,
        events: [{ timestampMs: NOW + index, message: 'x'.repeat(1_048_576) }],
      });
    const update = await next();
    end.abort();
    assert.equal(update?.body.sessionMetadata.sampled, true);
    // 64 MiB of them are kept, and 8 MiB, with what stands around the messages, are told.
    const results = update.body.sessionResults;
    assert.equal(results.length, 7);
    assert.equal(results[0]?.timestamp, NOW + 6);
  });

  test('is over after its time, with an exception in the stream', async () => {
    const { next } = await startTail(await started(), { logGroupIdentifiers: ['g'] }, 0);
    await refused(next(), 'SessionTimeoutException', /./);
  });

  test('that a client leaves is no longer told of events', async () => {
    const service = await started();
    const { next, end } = await startTail(service, { logGroupIdentifiers: ['g'] }, HOUR_MS, 60_000);
    const waiting = next();
    end.abort();
    assert.equal(await waiting, undefined);
  });
});

test('a session is refused where its groups or streams make no sense', async () => {
  const service = await started();
  const start = (input: JsonObject) => service.call('StartLiveTail', input);
  await refused(start({}), 'InvalidParameterException', /'logGroupIdentifiers'/);
  await refused(start({ logGroupIdentifiers: ['none'] }), 'ResourceNotFoundException', /./);
  await refused(start({ logGroupIdentifiers: [`${ARN}:*`] }), 'InvalidParameterException', /pattern/);
  const two = { logGroupIdentifiers: ['g', 'h'], logStreamNames: ['db'] };
  await refused(start(two), 'InvalidParameterException', /single log group/);
  const both = { logGroupIdentifiers: ['g'], logStreamNames: ['db'], logStreamNamePrefixes: ['d'] };
  await refused(start(both), 'InvalidParameterException', /together/);
  await refused(
    start({ logGroupIdentifiers: ['g'], logEventFilterPattern: '{ $.a = ' }),
    'InvalidParameterException',
    /^Invalid /,
  );
});

test('samples are evenly spread', () => {
  assert.deepEqual(sampleOf([1, 2, 3], 3), [1, 2, 3]);
  assert.deepEqual(sampleOf([0, 1, 2, 3, 4, 5, 6], 3), [0, 2, 4]);
});
