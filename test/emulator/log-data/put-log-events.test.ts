// PutLogEvents: what a batch may hold, which of its events are taken, and that they are there at once.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LiveBatch } from '../../../src/emulator/context.ts';
import { type Answer, DAY, HOUR, NOW, refused, type Service, startService } from './calling.ts';

type Event = { readonly timestamp: number; readonly message: string };

const at = (timestamp: number, message = 'x'): Event => ({ timestamp, message });

const started = async (retentionInDays?: number) => {
  const service = startService();
  await service.call('CreateLogGroup', { logGroupName: 'g' });
  await service.call('CreateLogStream', { logGroupName: 'g', logStreamName: 's' });
  if (retentionInDays !== undefined)
    await service.call('PutRetentionPolicy', { logGroupName: 'g', retentionInDays });
  const put = (logEvents: readonly Event[], more: object = {}): Promise<Answer> =>
    service.call('PutLogEvents', { logGroupName: 'g', logStreamName: 's', logEvents, ...more });
  return { ...service, put };
};

const timesIn = async ({ call }: Pick<Service, 'call'>): Promise<readonly number[]> =>
  (await call('FilterLogEvents', { logGroupName: 'g' })).events.map((event) => event.timestamp);

suite('a batch', () => {
  test('is there at once, as it was sent', async () => {
    const { call, put } = await started();
    const message = '{"a":"é","b":\u2028"😀"}\n';
    const answer = await put([at(NOW - 1, message), at(NOW, ' ')]);
    assert.match(answer.nextSequenceToken, /^[0-9]{56}$/);
    assert.deepEqual(Object.keys(answer), ['nextSequenceToken']);
    const { events } = await call('GetLogEvents', { logGroupName: 'g', logStreamName: 's' });
    assert.deepEqual(events, [
      { timestamp: NOW - 1, message, ingestionTime: NOW },
      { timestamp: NOW, message: ' ', ingestionTime: NOW },
    ]);
  });

  test('is taken with any sequence token', async () => {
    const { put } = await started();
    await put([at(NOW)], { sequenceToken: 'long out of use' });
    await put([at(NOW)], { sequenceToken: 'long out of use' });
  });

  test('has its events in order', async () => {
    const context = await started();
    await refused(
      context.put([at(NOW), at(NOW - 1)]),
      'InvalidParameterException',
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
    assert.deepEqual(await timesIn(context), [], 'none of a refused batch is taken');
  });

  test('has at most 1,048,576 bytes, with 26 of overhead for each event', async () => {
    const { put } = await started();
    const half = 'é'.repeat((1_048_576 / 2 - 26) / 2);
    await put([at(NOW, half), at(NOW, half)]);
    await refused(
      put([at(NOW, half), at(NOW, half), at(NOW)]),
      'InvalidParameterException',
      'Upload too large: 1048603 bytes exceeds limit of 1048576',
    );
  });

  test('has events of at most 1,048,576 bytes, with their overhead', async () => {
    const { put } = await started();
    await put([at(NOW, 'x'.repeat(1_048_550))]);
    await refused(
      put([at(NOW, 'x'.repeat(1_048_551))]),
      'InvalidParameterException',
      'Log event too large: 1048577 bytes exceeds limit of 1048576',
    );
  });

  test('has one to ten thousand events', async () => {
    const { put } = await started();
    await put(Array.from({ length: 10_000 }, () => at(NOW)));
    await refused(
      put(Array.from({ length: 10_001 }, () => at(NOW))),
      'InvalidParameterException',
      /'logEvents'.* 10000$/,
    );
    await refused(put([]), 'InvalidParameterException', /'logEvents'.*greater than or equal to 1$/);
    await refused(
      put([at(NOW), at(NOW, '')]),
      'InvalidParameterException',
      "1 validation error detected: Value '' at 'logEvents.2.member.message' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 1',
    );
    await refused(put([at(-1)]), 'InvalidParameterException', /'logEvents.1.member.timestamp'/);
  });

  test('spans at most a day', async () => {
    const { put } = await started();
    await put([at(NOW - DAY), at(NOW)]);
    await refused(
      put([at(NOW - DAY - 1), at(NOW)]),
      'InvalidParameterException',
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  });

  test('goes into a stream of a group that are there', async () => {
    const { call } = await started();
    const put = (logGroupName: string, logStreamName: string) =>
      call('PutLogEvents', { logGroupName, logStreamName, logEvents: [at(NOW)] });
    await refused(put('none', 's'), 'ResourceNotFoundException', 'The specified log group does not exist.');
    await refused(put('g', 'none'), 'ResourceNotFoundException', 'The specified log stream does not exist.');
  });
});

suite('events at the edges of time', () => {
  test('more than 14 days old, or more than 2 hours ahead, are left out; the others are taken', async () => {
    const context = await started();
    const old = await context.put([at(NOW - 14 * DAY - 2), at(NOW - 14 * DAY - 1), at(NOW - 14 * DAY)]);
    assert.deepEqual(old.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 2 });
    const early = await context.put([at(NOW), at(NOW + 2 * HOUR), at(NOW + 2 * HOUR + 1)]);
    assert.deepEqual(early.rejectedLogEventsInfo, { tooNewLogEventStartIndex: 2 });
    assert.deepEqual(await timesIn(context), [NOW - 14 * DAY, NOW, NOW + 2 * HOUR]);
  });

  test('older than the retention of the group are expired', async () => {
    const context = await started(3);
    const answer = await context.put([at(NOW - 3 * DAY - 1), at(NOW - 3 * DAY)]);
    assert.deepEqual(answer.rejectedLogEventsInfo, { expiredLogEventEndIndex: 1 });
    assert.deepEqual(await timesIn(context), [NOW - 3 * DAY]);
  });

  test('a batch of them alone is answered, and leaves nothing', async () => {
    const context = await started();
    const answer = await context.put([at(NOW - 20 * DAY), at(NOW + DAY)]);
    assert.deepEqual(answer.rejectedLogEventsInfo, {
      tooNewLogEventStartIndex: 1,
      tooOldLogEventEndIndex: 1,
    });
    assert.deepEqual(await timesIn(context), []);
  });

  test('do not count for the span of the batch', async () => {
    const { put } = await started();
    const answer = await put([at(NOW - 15 * DAY), at(NOW), at(NOW + 3 * HOUR)]);
    assert.deepEqual(answer.rejectedLogEventsInfo, {
      tooNewLogEventStartIndex: 2,
      tooOldLogEventEndIndex: 1,
    });
  });
});

suite('others', () => {
  test('are told of what was taken', async () => {
    const { context, put } = await started();
    const heard: LiveBatch[] = [];
    const end = context.liveEvents.subscribe((batch) => heard.push(batch));
    await put([at(NOW - 20 * DAY), at(NOW, 'new')]);
    end();
    await put([at(NOW, 'later')]);
    assert.deepEqual(
      heard.map(({ logGroup, logStream, ingestionMs, events }) => ({
        logGroup,
        logStream,
        ingestionMs,
        events,
      })),
      [{ logGroup: 'g', logStream: 's', ingestionMs: NOW, events: [{ timestampMs: NOW, message: 'new' }] }],
    );
  });
});
