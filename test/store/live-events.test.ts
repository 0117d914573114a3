// Events that were put: they are there at once, for every reader, as segments; they stay when they are folded
// and when the process is killed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { suite, test } from 'node:test';
import { EVENT_ID, segmentBuilder, valueAt } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting, timesOf, type WritableStore } from '../../src/store/index.ts';
import { eventsIn, everything, temporaryStores } from './temporary-store.ts';

const storePath = temporaryStores();

const put = (
  store: WritableStore,
  logGroup: string,
  ...events: readonly (readonly [number, string])[]
): void =>
  store.putEvents(
    logGroup,
    'stream',
    9000,
    events.map(([timestampMs, message]) => ({ timestampMs, message })),
  );

const idsIn = (file: string): readonly string[] => {
  using store = openStore(file);
  return store.segments(everything).flatMap((stored) => {
    const segment = store.open(stored);
    const ids = segment.column(EVENT_ID);
    return Array.from({ length: segment.rowCount }, (_, row) => String(ids && valueAt(ids, row)));
  });
};

suite('events that were put', () => {
  test('are seen at once by the writer and by a reader that was open before', () => {
    const file = storePath();
    using writer = openStoreForWriting(file);
    using reader = openStore(file);
    put(writer, '/g', [1000, '{"level":"info"}'], [2000, 'second']);
    put(writer, '/g', [1500, 'third']);
    const expected = ['1000 stream {"level":"info"}', '1500 stream third', '2000 stream second'];
    for (const store of [writer, reader]) {
      assert.deepEqual(eventsIn(store, '/g'), expected);
      assert.deepEqual(store.groups(), [
        { name: '/g', eventCount: 3, startMs: 1000, endMs: 2000, messageBytes: 27, segmentCount: 1 },
      ]);
      assert.equal(store.fields(['/g']).find(({ field }) => field === 'level')?.present, 1);
    }
  });

  test('stand beside stored segments of their group, behind them in the order of arrival', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    const builder = segmentBuilder('/g');
    builder.add(1000, 'imported', 'stream', Number.NaN);
    store.transaction(() => store.writeSegment(builder.seal('all')));
    put(store, '/g', [1000, 'put']);
    const [first, second] = store
      .segments(everything)
      .map(store.open)
      .sort((a, b) => (a.arrival ?? 0) - (b.arrival ?? 0));
    assert.deepEqual(
      [first?.column('@message'), second?.column('@message')].map((column) => column && valueAt(column, 0)),
      ['imported', 'put'],
    );
    assert.deepEqual(
      store.groups().map(({ eventCount, segmentCount }) => [eventCount, segmentCount]),
      [[2, 2]],
    );
  });

  test('a filter by time and group gives those that can matter', () => {
    using store = openStoreForWriting(storePath());
    put(store, '/a', [1000, 'x']);
    put(store, '/b', [5000, 'y']);
    const named = (filter: Partial<typeof everything>) =>
      store.segments({ ...everything, ...filter }).map(({ logGroup }) => logGroup);
    assert.deepEqual(named({}), ['/b', '/a'], 'those that end last come first');
    assert.deepEqual(named({ startMs: 2000 }), ['/b']);
    assert.deepEqual(named({ endMs: 2000 }), ['/a']);
    assert.deepEqual(named({ logGroups: ['/b'] }), ['/b']);
  });

  test('a segment that was listed stays as it was, whatever is put and folded then', () => {
    const file = storePath();
    const writer = openStoreForWriting(file);
    put(writer, '/g', [1000, 'a'], [1001, 'b']);
    using reader = openStore(file);
    const [stored] = reader.segments(everything);
    put(writer, '/g', [1002, 'c']);
    writer.close();
    assert.deepEqual([...timesOf(reader.open(stored!))], [1000, 1001]);
    assert.deepEqual(eventsIn(reader, '/g'), ['1000 stream a', '1001 stream b', '1002 stream c']);
  });

  test('are one stored segment when the store was closed, with the same ids', () => {
    const file = storePath();
    const writer = openStoreForWriting(file);
    put(writer, '/g', [2000, 'b'], [2000, 'c']);
    put(writer, '/g', [1000, 'a']);
    const before = idsIn(file);
    writer.close();
    assert.deepEqual(idsIn(file), before);
    using reader = openStore(file);
    assert.deepEqual(eventsIn(reader, '/g'), ['1000 stream a', '2000 stream b', '2000 stream c']);
    assert.ok(
      reader.segments(everything).every(({ id }) => id < 1000),
      'an ordinary segment',
    );
  });

  test('ids have 56 digits, are unique, and ascend with time and then with arrival', () => {
    const file = storePath();
    const writer = openStoreForWriting(file);
    put(writer, '/g', [1_700_000_000_000, 'b'], [1_700_000_000_000, 'c']);
    writer.close();
    const again = openStoreForWriting(file);
    put(again, '/g', [1_600_000_000_000, 'a'], [1_700_000_000_000, 'd']);
    again.close();
    using store = openStore(file);
    const events = store.segments(everything).flatMap((stored) => {
      const segment = store.open(stored);
      const [ids, messages] = [segment.column(EVENT_ID)!, segment.column('@message')!];
      return Array.from({ length: segment.rowCount }, (_, row) => [
        valueAt(ids, row),
        valueAt(messages, row),
      ]);
    });
    assert.ok(events.every(([id]) => /^[0-9]{56}$/.test(String(id))));
    assert.deepEqual(
      events.toSorted().map(([, message]) => message),
      ['a', 'b', 'c', 'd'],
    );
  });

  test('are folded when there are many', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    const batch = Array.from({ length: 8192 }, (_, index) => [index, `event ${index}`] as const);
    for (let round = 0; round < 2; round += 1) put(store, '/g', ...batch);
    put(store, '/g', [1, 'one more']);
    const sizes = store.segments(everything).map(({ rowCount }) => rowCount);
    assert.deepEqual(
      sizes.toSorted((a, b) => a - b),
      [1, 16_384],
    );
    assert.equal(store.groups()[0]?.eventCount, 16_385);
    assert.equal(eventsIn(store, '/g').filter((line) => line === '4000 stream event 4000').length, 2);
  });

  test('another process that is writing is told of, and nothing is half put', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    using other = openStoreForWriting(file);
    assert.ok(other.tryBegin());
    assert.throws(() => put(store, '/g', [1, 'a']), { name: 'StoreError', code: 'store-busy' });
    other.rollback();
    assert.deepEqual(store.groups(), []);
    put(store, '/g', [1, 'a']);
    assert.deepEqual(eventsIn(store, '/g'), ['1 stream a']);
  });
});

/** Puts numbered batches until it is killed, and says which of them it was told are in. */
const putForever = `
  import { writeSync } from 'node:fs';
  const { openStoreForWriting } = await import(process.argv[1]);
  const store = openStoreForWriting(process.argv[2]);
  for (let batch = 0; ; batch += 1) {
    const events = [0, 1, 2].map((part) => ({ timestampMs: batch, message: process.argv[3] + '.' + batch + '.' + part }));
    store.putEvents('/g', 'stream', batch, events);
    writeSync(1, batch + '\\n');
  }
`;

suite('a process that is killed while it puts', () => {
  test('has lost nothing of what it was told is in, and left no half of a batch', {
    timeout: 30_000,
  }, async () => {
    const file = storePath();
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const index = new URL('../../src/store/index.ts', import.meta.url).href;
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', putForever, index, file, String(round)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let last = -1;
      for await (const line of createInterface({ input: child.stdout })) {
        last = Number(line);
        if (last === 50 + round * 37) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      assert.ok(last >= 50);
      using store = openStore(file);
      const messages = eventsIn(store, '/g').map((line) => line.split(' ')[2]);
      const found = new Set(messages);
      acknowledged.push(last);
      acknowledged.forEach((batches, before) => {
        for (let batch = 0; batch <= batches; batch += 1)
          for (const part of [0, 1, 2]) assert.ok(found.has(`${before}.${batch}.${part}`));
      });
      assert.equal(messages.length, found.size);
      assert.equal(messages.length % 3, 0);
    }
    // The next writer that closes the store folds what the killed ones left.
    openStoreForWriting(file).close();
    using store = openStore(file);
    assert.ok(store.segments(everything).every(({ id }) => id < 1000));
  });
});
