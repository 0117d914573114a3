// Columns are compressed where that spares something; stores without compressed columns are still read.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { segmentBuilder } from '../../src/segments/index.ts';
import { pack, unpack } from '../../src/store/compress.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-compress-'));
after(() => rmSync(directory, { recursive: true }));

const messages = Array.from({ length: 2_000 }, (_, index) => `request ${index % 7} took ${index % 13} ms`);

const makeStore = (name: string): string => {
  const file = path.join(directory, name);
  using store = openStoreForWriting(file);
  const builder = segmentBuilder('app');
  messages.forEach((message, index) => {
    builder.add(index, message, 's', Number.NaN);
  });
  assert.ok(store.tryBegin());
  store.writeSegment(builder.seal('all'));
  store.commit();
  return file;
};

const messagesIn = (file: string): readonly string[] => {
  using store = openStore(file);
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY, logGroups: undefined };
  return [...store.segments(always)].flatMap((stored) => {
    const column = store.open(stored).column('@message');
    assert.equal(column?.form, 'slices');
    if (column?.form !== 'slices') return [];
    return Array.from({ length: stored.rowCount }, (_, row) =>
      column.text.substring(column.offsets[row]!, column.offsets[row + 1]!),
    );
  });
};

const versionOf = (file: string): unknown => {
  const database = new Database(file, { readonly: true });
  const version: unknown = database.pragma('user_version', { simple: true });
  database.close();
  return version;
};

/** The store as version 1 wrote it: every column as it is, and no tables of version 3. */
const unpackAll = (file: string): void => {
  const database = new Database(file);
  const rows = database.prepare('SELECT id, layout, bytes FROM segment_column').all() as {
    id: number;
    layout: string;
    bytes: Buffer;
  }[];
  for (const { id, layout, bytes } of rows) {
    const { plainBytes, ...plainLayout } = JSON.parse(layout);
    if (plainBytes === undefined) continue;
    database
      .prepare('UPDATE segment_column SET layout = ?, bytes = ? WHERE id = ?')
      .run(JSON.stringify(plainLayout), zstdDecompressSync(bytes), id);
  }
  for (const table of ['live_event', 'live_group', 'resource', 'deleted_segment'])
    database.exec(`DROP TABLE ${table}`);
  database.pragma('user_version = 1');
  database.close();
};

suite('compressed columns', () => {
  test('any bytes come back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.nat(50), (bytes, times) => {
        const plain = Buffer.concat(Array.from({ length: times }, () => bytes));
        const packed = pack(plain);
        assert.ok(packed.bytes.byteLength <= plain.byteLength);
        assert.deepEqual(Buffer.from(unpack(packed)), plain);
      }),
    );
  });

  test('what is no frame, or one of another size, is no column', () => {
    const packed = pack(Buffer.alloc(10_000, 'a'));
    assert.ok(packed.plainBytes !== undefined);
    assert.throws(() => unpack({ bytes: Buffer.from('no frame at all'), plainBytes: 10 }));
    assert.throws(() => unpack({ ...packed, plainBytes: 9_999 }));
    assert.throws(() => unpack({ ...packed, plainBytes: 10_001 }));
  });

  test('a store of version 1 is read as it is, and becomes one of version 3 when it is written to', () => {
    const file = makeStore('one.db');
    assert.deepEqual(messagesIn(file), messages);
    unpackAll(file);
    assert.equal(versionOf(file), 1);
    assert.deepEqual(messagesIn(file), messages);
    openStoreForWriting(file).close();
    assert.equal(versionOf(file), 3);
    assert.deepEqual(messagesIn(file), messages);
  });
});
