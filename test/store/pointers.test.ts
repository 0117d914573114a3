// Pointers: every event has one of its own, which finds it again, also when it was folded meanwhile.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { segmentBuilder, valueAt } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting, type Store, type WritableStore } from '../../src/store/index.ts';
import { eventsIn, pointersIn, temporaryStores } from './temporary-store.ts';

const storePath = temporaryStores();

const importEvents = (store: WritableStore, logGroup: string, ...messages: readonly string[]): void => {
  const builder = segmentBuilder(logGroup);
  messages.forEach((message, index) => {
    builder.add(1000 + index, message, 'stream', Number.NaN);
  });
  store.transaction(() => store.writeSegment(builder.seal('all')));
};

const messageAt = (store: Store, pointer: string): string | undefined => {
  const found = store.findEvent(pointer);
  const column = found?.segment.column('@message');
  return found === undefined || column === undefined
    ? undefined
    : `${found.segment.logGroup} ${valueAt(column, found.row)}`;
};

suite('pointers', () => {
  test('find every event, imported or put', () => {
    using store = openStoreForWriting(storePath());
    importEvents(store, '/gröup 1', 'a', 'b');
    store.putEvents('/gröup 1', 's', 1, [
      { timestampMs: 1000, message: 'c' },
      { timestampMs: 1000, message: 'd' },
    ]);
    const pointers = pointersIn(store, '/gröup 1');
    assert.equal(new Set(pointers).size, 4);
    assert.ok(
      pointers.every((pointer) => /^[\w-]+$/.test(pointer)),
      'as base64url is written',
    );
    assert.deepEqual(
      pointers.map((pointer) => messageAt(store, pointer)).sort(),
      ['a', 'b', 'c', 'd'].map((message) => `/gröup 1 ${message}`),
    );
  });

  test('stay when live events are folded', () => {
    const file = storePath();
    const writer = openStoreForWriting(file);
    writer.putEvents('/g', 's', 1, [{ timestampMs: 1000, message: 'a' }]);
    const [pointer] = pointersIn(writer, '/g');
    writer.close();
    using reader = openStore(file);
    assert.equal(messageAt(reader, pointer!), '/g a');
    assert.deepEqual(pointersIn(reader, '/g'), [pointer]);
  });

  test('are no field, and nothing else is a pointer', () => {
    using store = openStoreForWriting(storePath());
    importEvents(store, '/g', 'a');
    assert.ok(!store.fields(undefined).some(({ field }) => field === '@ptr'));
    const [pointer] = pointersIn(store, '/g');
    const wrong = [
      '',
      'x',
      's1',
      's1x0x',
      's1x7xL2c',
      's99x0xL2c',
      'e1x1xL2c',
      `${pointer}!`,
      "s1x0x' OR 1=1",
    ];
    for (const text of wrong) assert.equal(store.findEvent(text), undefined, text);
  });
});

suite('deleting', () => {
  test('a log group takes its events with it and no other ones', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    importEvents(store, '/g', 'a');
    importEvents(store, '/h', 'b');
    store.putEvents('/g', 's', 1, [{ timestampMs: 1, message: 'c' }]);
    store.putEvents('/h', 's', 1, [{ timestampMs: 1, message: 'd' }]);
    store.deleteLogGroup('/g');
    assert.deepEqual(eventsIn(store, '/g'), []);
    assert.deepEqual(eventsIn(store, '/h'), ['1 s d', '1000 stream b']);
    assert.deepEqual(
      store.groups().map(({ name }) => name),
      ['/h'],
    );
  });

  test('a file of a deleted log group can be imported again', () => {
    using store = openStoreForWriting(storePath());
    importEvents(store, '/g', 'a');
    const record = { contentHash: 'abc', logGroup: '/g', logStream: 's', path: 'x', format: 'plain-text' };
    store.recordImport({ ...record, eventCount: 1, textBytes: 1, fileBytes: 1, importedMs: 1 });
    assert.ok(store.hasImport('abc', '/g', 's'));
    store.deleteLogGroup('/g');
    assert.ok(!store.hasImport('abc', '/g', 's'));
  });

  test('a later segment never has the id of a deleted one: readers may have kept its columns', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    using reader = openStore(file);
    importEvents(store, '/g', 'old');
    assert.deepEqual(eventsIn(reader, '/g'), ['1000 stream old']);
    store.deleteLogGroup('/g');
    importEvents(store, '/g', 'new');
    assert.deepEqual(eventsIn(reader, '/g'), ['1000 stream new']);
  });

  test('a log stream goes out of the segments that hold it; what is left keeps fields and ids', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    const builder = segmentBuilder('/g');
    builder.add(1000, '{"level":"info","n":1}', 'kept', 5);
    builder.add(2000, '{"level":"warn","only":true}', 'gone', 6);
    builder.add(3000, 'REPORT RequestId: 1\tDuration: 3.50 ms\tBilled Duration: 4 ms\t', 'kept', 7);
    builder.add(4000, '{"level":"error","n":2}', 'kept', 8);
    store.transaction(() => store.writeSegment(builder.seal('all')));
    store.putEvents('/g', 'gone', 9, [{ timestampMs: 5000, message: 'x' }]);
    store.putEvents('/g', 'kept', 9, [{ timestampMs: 6000, message: 'y' }]);
    const [stored] = store.segments({ startMs: 0, endMs: 4500, logGroups: ['/g'] });
    const before = store.open(stored!);
    const valuesOf = (field: string) => {
      const segments = store.segments({ startMs: 0, endMs: 4500, logGroups: ['/g'] }).map(store.open);
      return segments.flatMap((segment) => {
        const column = segment.column(field);
        return Array.from({ length: segment.rowCount }, (_, row) => column && valueAt(column, row));
      });
    };
    const duration = valueAt(before.column('@duration')!, 2);
    store.deleteLogStream('/g', 'gone');
    assert.deepEqual(
      eventsIn(store, '/g').map((line) => line.split(' ', 2).join(' ')),
      ['1000 kept', '3000 kept', '4000 kept', '6000 kept'],
    );
    assert.deepEqual(valuesOf('level'), ['info', undefined, 'error']);
    assert.deepEqual(valuesOf('n'), ['1', undefined, '2']);
    assert.deepEqual(valuesOf('@duration'), [undefined, duration, undefined]);
    assert.ok(!store.fields(['/g']).some(({ field }) => field === 'only'));
  });
});
