// Segments in a store: what is written is read back, filters give the segments that can matter, a mark takes
// back what came after it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import fc from 'fast-check';
import { type Segment, segmentBuilder, valueAt } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting, type SegmentFilter } from '../../src/store/index.ts';
import { anyText } from './arbitrary-columns.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-store-'));
after(() => rmSync(directory, { recursive: true, force: true }));
let stores = 0;
const storePath = (): string => path.join(directory, `${stores++}.db`);

const everything: SegmentFilter = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  logGroups: undefined,
};

const contentsOf = (segment: Segment) => ({
  logGroup: segment.logGroup,
  rowCount: segment.rowCount,
  startMs: segment.startMs,
  endMs: segment.endMs,
  messageBytes: segment.messageBytes,
  columns: Object.fromEntries(
    [...segment.fields].sort().map((field) => {
      const column = segment.column(field);
      return [field, Array.from({ length: segment.rowCount }, (_, row) => column && valueAt(column, row))];
    }),
  ),
});

/** Names that SQLite keeps: whole characters. */
const anyName = anyText.map((text) => text.toWellFormed());
const anyValue = fc.oneof(anyText, fc.boolean(), fc.double({ noNaN: true }), fc.constant(null));
const anyMessage = fc.oneof(
  anyText,
  fc.dictionary(anyName, anyValue, { maxKeys: 4 }).map((object) => JSON.stringify(object)),
  fc.constant('REPORT RequestId: 1\tDuration: 3.50 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\t'),
);
const anyEvent = fc.record({
  ms: fc.integer({ min: -1, max: 5000 }),
  message: anyMessage,
  logStream: fc.oneof(fc.constantFrom('', 'one', 'two'), anyText),
  ingestionMs: fc.constantFrom(Number.NaN, 7, 8.5),
});
const anySegment = fc
  .record({
    logGroup: fc.oneof(fc.constantFrom('/aws/lambda/f', 'g'), anyName),
    events: fc.array(anyEvent, { minLength: 1, maxLength: 8 }),
  })
  .map(({ logGroup, events }) => {
    const builder = segmentBuilder(logGroup);
    for (const { ms, message, logStream, ingestionMs } of events)
      builder.add(ms, message, logStream, ingestionMs);
    return builder.seal('all');
  });

const writeAll = (file: string, segments: readonly Segment[]): void => {
  using store = openStoreForWriting(file);
  assert.ok(store.tryBegin());
  segments.forEach(store.writeSegment);
  store.commit();
};

suite('segments in a store', () => {
  test('are read back as they were written, by this and by a later connection', () => {
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 3 }), (segments) => {
        const file = storePath();
        writeAll(file, segments);
        using store = openStore(file);
        const stored = store.segments(everything).toSorted((a, b) => a.id - b.id);
        assert.deepStrictEqual(
          stored.map((each) => contentsOf(store.open(each))),
          segments.map(contentsOf),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a filter gives every segment that reaches into the window, of the groups asked for', () => {
    const window = fc.integer({ min: -2, max: 5001 });
    const filters = fc.record({
      startMs: fc.oneof(window, fc.constant(Number.NEGATIVE_INFINITY)),
      endMs: fc.oneof(window, fc.constant(Number.POSITIVE_INFINITY)),
      logGroups: fc.option(fc.subarray(['/aws/lambda/f', 'g', 'none']), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(anySegment, { maxLength: 6 }),
        fc.array(filters, { maxLength: 8 }),
        (segments, all) => {
          const file = storePath();
          writeAll(file, segments);
          using store = openStore(file);
          for (const filter of all) {
            const expected = segments.filter(
              ({ startMs, endMs, logGroup }) =>
                endMs >= filter.startMs &&
                startMs <= filter.endMs &&
                (filter.logGroups === undefined || filter.logGroups.includes(logGroup)),
            );
            const found = store.segments(filter);
            assert.equal(found.length, expected.length);
            found.reduce((before, each) => {
              assert.ok(before >= each.endMs, 'those that end last come first');
              return each.endMs;
            }, Number.POSITIVE_INFINITY);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('groups and fields add up over the segments', () => {
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 4 }), (segments) => {
        const file = storePath();
        writeAll(file, segments);
        using store = openStore(file);
        const byGroup = Map.groupBy(segments, ({ logGroup }) => logGroup);
        assert.deepEqual(
          new Map(store.groups().map(({ name, eventCount }) => [name, eventCount])),
          new Map(
            [...byGroup].map(([name, own]) => [name, own.reduce((n, { rowCount }) => n + rowCount, 0)]),
          ),
        );
        const rows = segments.reduce((n, { rowCount }) => n + rowCount, 0);
        const messages = store.fields(undefined).find(({ field }) => field === '@message');
        assert.equal(messages?.present ?? 0, rows);
      }),
      { numRuns: 25 },
    );
  });
});

suite('writing', () => {
  const segmentOf = (logGroup: string, message: string): Segment => {
    const builder = segmentBuilder(logGroup);
    builder.add(1, message, '', Number.NaN);
    return builder.seal('all');
  };
  const groupsIn = (file: string): readonly string[] => {
    using store = openStore(file);
    return store.groups().map(({ name }) => name);
  };

  test('a mark takes back what came after it, and only that', () => {
    const file = storePath();
    {
      using store = openStoreForWriting(file);
      assert.ok(store.tryBegin());
      store.writeSegment(segmentOf('kept', 'a'));
      store.mark();
      store.writeSegment(segmentOf('dropped', 'b'));
      store.rollbackToMark();
      store.mark();
      store.writeSegment(segmentOf('also kept', 'c'));
      store.releaseMark();
      store.commit();
    }
    assert.deepEqual(groupsIn(file), ['also kept', 'kept']);
  });

  test('what was not committed is not there', () => {
    const file = storePath();
    writeAll(file, []);
    const store = openStoreForWriting(file);
    assert.ok(store.tryBegin());
    store.writeSegment(segmentOf('lost', 'a'));
    assert.deepEqual(groupsIn(file), [], 'another connection does not see it');
    store.rollback();
    store.close();
    assert.deepEqual(groupsIn(file), []);
  });

  test('the ledger knows what was recorded, by content, group and stream', () => {
    const file = storePath();
    using store = openStoreForWriting(file);
    assert.ok(store.tryBegin());
    store.recordImport({
      contentHash: 'abc',
      logGroup: '/g',
      logStream: 's',
      path: 'x',
      format: 'plain-text',
      eventCount: 1,
      textBytes: 2,
      fileBytes: 3,
      importedMs: 4,
    });
    store.commit();
    assert.ok(store.hasImport('abc', '/g', 's'));
    assert.ok(!store.hasImport('abc', '/g', 't') && !store.hasImport('abc', '/h', 's'));
    assert.ok(!store.hasImport('abd', '/g', 's'));
    assert.deepEqual([store.mayHaveImport(3), store.mayHaveImport(4)], [true, false]);
  });
});
