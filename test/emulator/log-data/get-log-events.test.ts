// GetLogEvents: one stream, in both directions, with tokens that always lead on.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Answer, NOW, refused, type Service, startService } from './calling.ts';

const textOf = ({ events }: Answer): string => events.map((event) => event.message).join(' ');

const get = ({ call }: Service, input: object = {}): Promise<Answer> =>
  call('GetLogEvents', { logGroupName: 'g', logStreamName: 's', ...input });

/** Events a to j in stream s, b and c of one millisecond, among those of another stream. */
const tenEvents = async (): Promise<Service> => {
  const service = startService();
  const times = [1, 2, 2, 4, 5, 6, 7, 8, 9, 10];
  await service.put('g', 's', ...[...'abcdefg'].map((text, index) => [NOW + times[index]!, text] as const));
  await service.put('g', 'other', ...[...'0123456789'].map((text, index) => [NOW + index, text] as const));
  await service.put('g', 's', ...[...'hij'].map((text, index) => [NOW + times[index + 7]!, text] as const));
  return service;
};

suite('the first page', () => {
  test('is of the latest events, in order, unless it is to start from the head', async () => {
    const service = await tenEvents();
    assert.equal(textOf(await get(service)), 'a b c d e f g h i j');
    assert.equal(textOf(await get(service, { limit: 3 })), 'h i j');
    assert.equal(textOf(await get(service, { limit: 3, startFromHead: true })), 'a b c');
  });

  test('takes in startTime and leaves out endTime', async () => {
    const service = await tenEvents();
    const page = await get(service, { startTime: NOW + 2, endTime: NOW + 5 });
    assert.equal(textOf(page), 'b c d');
    assert.equal(textOf(await get(service, { endTime: NOW + 1 })), '');
  });

  test('has at most 1 MB of messages', async () => {
    const service = startService();
    for (const text of 'abc') await service.put('g', 's', [NOW, text.repeat(500_000)]);
    const first = await get(service, { startFromHead: true });
    assert.equal(first.events.length, 2);
    const second = await get(service, { startFromHead: true, nextToken: first.nextForwardToken });
    assert.equal(second.events.length, 1);
  });
});

suite('tokens', () => {
  test('lead forward through all events, then stay the same until there are more', async () => {
    const service = await tenEvents();
    const seen: string[] = [];
    let nextToken: string | undefined;
    for (;;) {
      const page: Answer = await get(service, { limit: 2, startFromHead: true, nextToken });
      if (page.nextForwardToken === nextToken) break;
      seen.push(textOf(page));
      nextToken = page.nextForwardToken;
    }
    assert.deepEqual(seen, ['a b', 'c d', 'e f', 'g h', 'i j']);
    await service.put('g', 's', [NOW + 10, 'k']);
    assert.equal(textOf(await get(service, { startFromHead: true, nextToken })), 'k');
  });

  test('lead backward to the first event, and stay the same there', async () => {
    const service = await tenEvents();
    const seen: string[] = [];
    let nextToken: string | undefined;
    for (;;) {
      const page: Answer = await get(service, { limit: 4, nextToken });
      if (page.nextBackwardToken === nextToken) break;
      seen.push(textOf(page));
      nextToken = page.nextBackwardToken;
    }
    assert.deepEqual(seen, ['g h i j', 'c d e f', 'a b']);
  });

  test('lead back over what was just read, from the end too', async () => {
    const service = await tenEvents();
    const first = await get(service, { limit: 2, startFromHead: true });
    const second = await get(service, { limit: 2, nextToken: first.nextForwardToken });
    assert.equal(textOf(second), 'c d');
    assert.equal(textOf(await get(service, { nextToken: second.nextBackwardToken })), 'a b');
    const last = await get(service);
    const end = await get(service, { nextToken: last.nextForwardToken });
    assert.equal(textOf(end), '');
    assert.equal(textOf(await get(service, { limit: 2, nextToken: end.nextBackwardToken })), 'i j');
  });

  test('look like the service’s, and others are refused', async () => {
    const service = await tenEvents();
    const page = await get(service);
    assert.match(page.nextForwardToken, /^f\/[0-9]{56}\/s$/);
    assert.match(page.nextBackwardToken, /^b\/[0-9]{56}\/s$/);
    for (const nextToken of ['f/0', 'x', page.nextForwardToken.slice(1)])
      await refused(
        get(service, { nextToken }),
        'InvalidParameterException',
        'The specified nextToken is invalid.',
      );
  });

  test('of an empty stream find what comes later', async () => {
    const service = startService();
    await service.call('CreateLogGroup', { logGroupName: 'g' });
    await service.call('CreateLogStream', { logGroupName: 'g', logStreamName: 's' });
    const nothing = await get(service);
    assert.deepEqual(nothing.events, []);
    await service.put('g', 's', [NOW, 'a']);
    assert.equal(textOf(await get(service, { nextToken: nothing.nextForwardToken })), 'a');
  });

  test('stay right when live events are folded between two pages', async () => {
    const service = startService();
    await service.put('g', 's', [NOW, 'a'], [NOW, 'b'], [NOW, 'c']);
    const first = await get(service, { limit: 1, startFromHead: true });
    // The stream that goes takes the live events of the group into a segment.
    await service.put('g', 'gone', [NOW, 'x']);
    await service.call('DeleteLogStream', { logGroupName: 'g', logStreamName: 'gone' });
    const second = await get(service, { limit: 1, nextToken: first.nextForwardToken });
    assert.equal(textOf(second), 'b');
    assert.equal(textOf(await get(service, { nextToken: second.nextForwardToken })), 'c');
  });
});

test('events that were imported are read like others', async () => {
  const service = startService();
  service.bring('g', [3000, 's', 'b'], [1000, 's', 'a'], [2000, 'other', 'x']);
  service.bring('g', [2500, 's', 'between']);
  const { events } = await get(service, { startFromHead: true });
  assert.deepEqual(events, [
    { timestamp: 1000, message: 'a' },
    { timestamp: 2500, message: 'between' },
    { timestamp: 3000, message: 'b' },
  ]);
});

test('groups and streams that are not there are told of', async () => {
  const service = await tenEvents();
  const group = get(service, { logGroupName: 'none' });
  await refused(group, 'ResourceNotFoundException', 'The specified log group does not exist.');
  const stream = get(service, { logStreamName: 'none' });
  await refused(stream, 'ResourceNotFoundException', 'The specified log stream does not exist.');
  await refused(get(service, { limit: 10_001 }), 'InvalidParameterException', /10000$/);
});
