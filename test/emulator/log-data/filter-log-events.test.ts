// FilterLogEvents: the events of a group interleaved by time, some streams, some messages, page by page.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readPage } from '../../../src/emulator/log-data/read-page.ts';
import { EVENT_ID, segmentBuilder } from '../../../src/segments/index.ts';
import { firstEventId } from '../../../src/store/index.ts';
import { allPages, away, type Item, NOW, refused, type Service, startService } from './calling.ts';

const textOf = (events: readonly Item[]): string => events.map(({ message }) => message).join(' ');

const filter = async ({ call }: Service, input: object = {}): Promise<string> =>
  textOf((await call('FilterLogEvents', { logGroupName: 'g', ...input })).events);

const threeStreams = async (): Promise<Service> => {
  const service = startService();
  await service.put('g', 'web/1', [NOW, 'a'], [NOW + 3, 'd'], [NOW + 6, 'error g']);
  await service.put('g', 'web/2', [NOW + 1, 'b'], [NOW + 3, 'e']);
  await service.put('g', 'db', [NOW + 2, 'error c'], [NOW + 5, 'f']);
  return service;
};

suite('FilterLogEvents', () => {
  test('gives the events of all streams by time, with their ids', async () => {
    const service = await threeStreams();
    const answer = await service.call('FilterLogEvents', { logGroupName: 'g' });
    assert.equal(textOf(answer.events), 'a b error c d e f error g');
    assert.deepEqual(Object.keys(answer), ['events', 'searchedLogStreams']);
    assert.deepEqual(answer.searchedLogStreams, []);
    const { eventId, ...first } = answer.events[0]!;
    assert.match(eventId, /^[0-9]{56}$/);
    assert.deepEqual(first, { logStreamName: 'web/1', timestamp: NOW, message: 'a', ingestionTime: NOW });
    const ids = answer.events.map((event) => event.eventId);
    assert.deepEqual(ids.toSorted(), ids);
  });

  test('takes in both ends of the time range', async () => {
    const service = await threeStreams();
    assert.equal(await filter(service, { startTime: NOW + 2, endTime: NOW + 3 }), 'error c d e');
  });

  test('of some streams, by name or prefix', async () => {
    const service = await threeStreams();
    assert.equal(await filter(service, { logStreamNames: ['db', 'web/2'] }), 'b error c e f');
    assert.equal(await filter(service, { logStreamNamePrefix: 'web/' }), 'a b d e error g');
    await refused(
      filter(service, { logStreamNames: ['none'] }),
      'ResourceNotFoundException',
      'The specified log stream does not exist.',
    );
    await refused(
      filter(service, { logStreamNames: ['db'], logStreamNamePrefix: 'w' }),
      'InvalidParameterException',
      /together/,
    );
    await refused(filter(service, { logStreamNames: [] }), 'InvalidParameterException', /'logStreamNames'/);
  });

  test('that a pattern matches', async () => {
    const service = await threeStreams();
    assert.equal(await filter(service, { filterPattern: 'error' }), 'error c error g');
    assert.equal(await filter(service, { filterPattern: ' ' }), 'a b error c d e f error g');
    await refused(
      filter(service, { filterPattern: '{ $.a = ' }),
      'InvalidParameterException',
      'Invalid filter pattern',
    );
    await refused(
      filter(service, { filterPattern: 'a:b' }),
      'InvalidParameterException',
      "Invalid character(s) in term ':'",
    );
    await refused(filter(service, { filterPattern: 'x'.repeat(1025) }), 'InvalidParameterException', /1024$/);
  });

  test('the latest first, where it is asked', async () => {
    const service = await threeStreams();
    const input = { logGroupName: 'g', startFromHead: false, startTime: NOW, limit: 3 };
    const pages = await allPages(service, 'FilterLogEvents', input, 'events');
    assert.deepEqual(pages.map(textOf), ['error g f e', 'd error c b', 'a']);
    await refused(
      filter(service, { startFromHead: false, startTime: Date.UTC(2024, 0, 1) - 1 }),
      'InvalidParameterException',
      /2024/,
    );
  });

  test('a token keeps the direction whatever startFromHead says then', async () => {
    const service = await threeStreams();
    const first = await service.call('FilterLogEvents', { logGroupName: 'g', limit: 2 });
    const more = await filter(service, { nextToken: first.nextToken, startFromHead: false });
    assert.equal(more, 'error c d e f error g');
  });

  test('pages end where the events end, with no token', async () => {
    const service = await threeStreams();
    const pages = await allPages(service, 'FilterLogEvents', { logGroupName: 'g', limit: 7 }, 'events');
    assert.equal(pages.length, 1);
    const some = await allPages(
      service,
      'FilterLogEvents',
      { logGroupName: 'g', limit: 1, filterPattern: 'error' },
      'events',
    );
    assert.deepEqual(some.map(textOf), ['error c', 'error g']);
  });

  test('a token of anything else is refused', async () => {
    const service = await threeStreams();
    for (const nextToken of ['x', 'WyJmIiwiMSIsMV0', 'bnVsbA'])
      await refused(
        filter(service, { nextToken }),
        'InvalidParameterException',
        'The specified nextToken is invalid.',
      );
  });

  test('a group of another scope is asked by its ARN', async () => {
    const service = startService();
    const names = { logGroupName: 'g', logStreamName: 's' };
    await service.call('CreateLogGroup', { logGroupName: 'g' }, away);
    await service.call('CreateLogStream', names, away);
    await service.call(
      'PutLogEvents',
      { ...names, logEvents: [{ timestamp: NOW, message: 'theirs' }] },
      away,
    );
    await refused(filter(service), 'ResourceNotFoundException', /./);
    const logGroupIdentifier = 'arn:aws:logs:eu-west-1:111122223333:log-group:g';
    const { events } = await service.call('FilterLogEvents', { logGroupIdentifier });
    assert.equal(textOf(events), 'theirs');
    assert.equal(service.store.groups()[0]?.name, '111122223333:eu-west-1:g');
  });
});

/** As the service's ids are, which then are given several times: the event was imported so often. */
const idFields = (ms: number, id: string | undefined) =>
  id === undefined
    ? undefined
    : { names: [EVENT_ID], values: [id === 'of its time' ? firstEventId(ms) : id] };

test('pages of any size give every event once, in the one order, however events came', async () => {
  const anyEvent = fc.record({
    ms: fc.integer({ min: 0, max: 6 }),
    id: fc.option(fc.constantFrom('of its time', 'same', '1', '0'.repeat(56)), { nil: undefined }),
  });
  const anyBatch = fc.record({
    isPut: fc.boolean(),
    events: fc.array(anyEvent, { minLength: 1, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyBatch, { maxLength: 5 }),
      fc.integer({ min: 1, max: 5 }),
      async (all, limit) => {
        const service = startService();
        await service.call('CreateLogGroup', { logGroupName: 'g' });
        let count = 0;
        for (const { isPut, events } of all) {
          if (isPut) {
            const inOrder = events.map(({ ms }) => ms).sort();
            await service.put('g', 's', ...inOrder.map((ms) => [NOW + ms, `${count++}`] as const));
            continue;
          }
          const builder = segmentBuilder('g');
          for (const { ms, id } of events)
            builder.add(NOW + ms, `${count++}`, 's', Number.NaN, idFields(NOW + ms, id));
          service.store.transaction(() => service.store.writeSegment(builder.seal('all')));
        }
        const whole = (await service.call('FilterLogEvents', { logGroupName: 'g' })).events;
        assert.deepEqual(
          whole.map(({ message }) => Number(message)).toSorted((a, b) => a - b),
          Array.from({ length: count }, (_, index) => index),
        );
        assert.ok(
          whole.every(({ timestamp }, index) => index === 0 || whole[index - 1]!.timestamp <= timestamp),
        );
        for (const startFromHead of [true, false]) {
          const input = { logGroupName: 'g', limit, startFromHead };
          const pages = (await allPages(service, 'FilterLogEvents', input, 'events')).flat();
          assert.deepEqual(textOf(startFromHead ? pages : pages.toReversed()), textOf(whole));
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a page is given up after so many events, and the next one goes on there', async () => {
  const signal = new AbortController().signal;
  const events = Array.from({ length: 10 }, (_, index) => ({
    timestampMs: index,
    message: () => `${index}`,
  }));
  const never = (): boolean => false;
  const page = await readPage(events as never, never, { limit: 5, signal, mostLookedAt: 4 });
  assert.equal(page.stoppedAt, 'tired');
  assert.equal(page.last?.timestampMs, 3);
});

test('others have their turn while long messages are matched', async () => {
  const service = startService();
  for (let index = 0; index < 8; index += 1) await service.put('g', 's', [NOW, 'x'.repeat(300_000)]);
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  // Matched as an automaton, a tenth of a second for each.
  assert.equal(await filter(service, { filterPattern: '%[xa]{0,400}[^b]{0,400}b%' }), '');
  clearInterval(timer);
  assert.ok(turns >= 3, `${turns} turns`);
});
