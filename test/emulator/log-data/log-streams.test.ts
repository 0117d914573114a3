// Log streams: made by clients or seen in events; listed by name or by their last event.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { segmentsSeen } from '../../../src/emulator/log-data/segment-streams.ts';
import { allPages, type Item, NOW, refused, startService } from './calling.ts';

const namesOf = (streams: readonly Item[]): readonly string[] =>
  streams.map(({ logStreamName }) => logStreamName);

suite('log streams', () => {
  test('tell of their events', async () => {
    const { call, put } = startService();
    await put('g', '2026/01/15/[$LATEST]abc', [NOW - 2000, 'a'], [NOW - 1000, 'b']);
    const { logStreams } = await call('DescribeLogStreams', { logGroupName: 'g' });
    const { uploadSequenceToken, ...stream } = logStreams[0]!;
    assert.match(uploadSequenceToken, /^[0-9]{56}$/);
    assert.deepEqual(stream, {
      logStreamName: '2026/01/15/[$LATEST]abc',
      creationTime: NOW,
      firstEventTimestamp: NOW - 2000,
      lastEventTimestamp: NOW - 1000,
      lastIngestionTime: NOW,
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:2026/01/15/[$LATEST]abc',
      storedBytes: 0,
    });
  });

  test('without events have no times', async () => {
    const { call } = startService();
    await call('CreateLogGroup', { logGroupName: 'g' });
    await call('CreateLogStream', { logGroupName: 'g', logStreamName: 's' });
    const { logStreams } = await call('DescribeLogStreams', { logGroupName: 'g' });
    assert.deepEqual(Object.keys(logStreams[0]!), ['logStreamName', 'creationTime', 'arn', 'storedBytes']);
  });

  test('of imported events are streams too; events put to them join', async () => {
    const { call, bring, put } = startService();
    bring('g', [1000, 'one', 'a'], [3000, 'two', 'b'], [2000, '', 'of no stream']);
    await put('g', 'one', [NOW, 'c']);
    const { logStreams } = await call('DescribeLogStreams', { logGroupName: 'g' });
    assert.deepEqual(
      logStreams.map((each) => [each.logStreamName, each.firstEventTimestamp, each.lastEventTimestamp]),
      [
        ['one', 1000, NOW],
        ['two', 3000, 3000],
      ],
    );
    const again = call('CreateLogStream', { logGroupName: 'g', logStreamName: 'two' });
    await refused(again, 'ResourceAlreadyExistsException', 'The specified log stream already exists');
  });

  test('are listed by name or last event, either way, in pages', async () => {
    const service = startService();
    await service.put('g', 'c', [NOW - 3, 'x']);
    await service.put('g', 'a', [NOW - 1, 'x']);
    await service.put('g', 'b1', [NOW - 2, 'x']);
    await service.put('g', 'b2', [NOW - 2, 'x']);
    await service.call('CreateLogStream', { logGroupName: 'g', logStreamName: 'empty' });
    const listed = async (input: object) => {
      const pages = await allPages(
        service,
        'DescribeLogStreams',
        { logGroupName: 'g', limit: 2, ...input },
        'logStreams',
      );
      assert.ok(pages.every((page) => page.length <= 2));
      return namesOf(pages.flat()).join(' ');
    };
    assert.equal(await listed({}), 'a b1 b2 c empty');
    assert.equal(await listed({ descending: true }), 'empty c b2 b1 a');
    assert.equal(await listed({ orderBy: 'LastEventTime' }), 'empty c b1 b2 a');
    assert.equal(await listed({ orderBy: 'LastEventTime', descending: true }), 'a b2 b1 c empty');
    assert.equal(await listed({ logStreamNamePrefix: 'b' }), 'b1 b2');
    await refused(
      listed({ orderBy: 'LastEventTime', logStreamNamePrefix: 'b' }),
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
    await refused(
      listed({ orderBy: 'Size' }),
      'InvalidParameterException',
      "1 validation error detected: Value 'Size' at 'orderBy' failed to satisfy constraint: " +
        'Member must satisfy enum value set: [LogStreamName, LastEventTime]',
    );
  });

  test('their group is named or identified, but not both', async () => {
    const { call, put } = startService();
    await put('g', 's', [NOW, 'x']);
    const logGroupIdentifier = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
    assert.equal((await call('DescribeLogStreams', { logGroupIdentifier })).logStreams.length, 1);
    for (const input of [{}, { logGroupIdentifier, logGroupName: 'g' }])
      await refused(call('DescribeLogStreams', input), 'InvalidParameterException', /not both/);
  });

  test('have names without colon and asterisk', async () => {
    const { call } = startService();
    await call('CreateLogGroup', { logGroupName: 'g' });
    for (const logStreamName of ['a:b', 'a*', ''])
      await refused(
        call('CreateLogStream', { logGroupName: 'g', logStreamName }),
        'InvalidParameterException',
        /./,
      );
  });

  test('that are deleted take their events with them', async () => {
    const { call, bring, put } = startService();
    bring('g', [1000, 'gone', 'a'], [2000, 'kept', 'b']);
    await put('g', 'gone', [NOW, 'c']);
    await put('g', 'kept', [NOW, 'd']);
    await call('DeleteLogStream', { logGroupName: 'g', logStreamName: 'gone' });
    assert.deepEqual(namesOf((await call('DescribeLogStreams', { logGroupName: 'g' })).logStreams), ['kept']);
    const { events } = await call('FilterLogEvents', { logGroupName: 'g' });
    assert.deepEqual(
      events.map((event) => event.message),
      ['b', 'd'],
    );
    await refused(
      call('DeleteLogStream', { logGroupName: 'g', logStreamName: 'gone' }),
      'ResourceNotFoundException',
      'The specified log stream does not exist.',
    );
  });

  test('what was seen of segments that are gone is forgotten', async () => {
    const { call, put, store } = startService();
    await put('g', 'kept', [NOW, 'a']);
    for (let count = 0; count < 150; count += 1) {
      await put('g', 'gone', [NOW, 'b']);
      await call('DescribeLogStreams', { logGroupName: 'g' });
      // Live events are folded, and the segment that they make is deleted.
      await call('DeleteLogStream', { logGroupName: 'g', logStreamName: 'gone' });
    }
    assert.ok(segmentsSeen(store, 'g') < 100, `${segmentsSeen(store, 'g')} are kept`);
    assert.deepEqual(namesOf((await call('DescribeLogStreams', { logGroupName: 'g' })).logStreams), ['kept']);
    await call('DeleteLogGroup', { logGroupName: 'g' });
    assert.equal(segmentsSeen(store, 'g'), 0);
  });

  test('a group whose only stream is deleted is still there', async () => {
    const { call, bring } = startService();
    bring('g', [1000, 's', 'a']);
    await call('DeleteLogStream', { logGroupName: 'g', logStreamName: 's' });
    assert.deepEqual(await call('DescribeLogStreams', { logGroupName: 'g' }), { logStreams: [] });
  });
});
