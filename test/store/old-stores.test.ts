// Stores of earlier versions are read as they are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { type Column, encodeColumn, segmentBuilder, valueAt } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { everything, temporaryStores } from './temporary-store.ts';

const newFile = temporaryStores();

const messages = Array.from(
  { length: 2_000 },
  (_, index) => `{"level":"${index % 3 === 0 ? 'info' : 'warn'}","took":${index % 13},"share":${index / 8}}`,
);

const makeStore = (): string => {
  const file = newFile();
  using store = openStoreForWriting(file);
  const builder = segmentBuilder('app');
  messages.forEach((message, index) => {
    builder.add(1_700_000_000_000 + index, message, 's', Number.NaN);
  });
  assert.ok(store.tryBegin());
  store.writeSegment(builder.seal('all'));
  store.commit();
  return file;
};

const fields = ['@timestamp', '@logStream', '@message', 'level', 'took', 'share'] as const;

/** Every value of every field. */
const contentOf = (file: string): readonly string[] => {
  using store = openStore(file);
  return store.segments(everything).flatMap((stored) => {
    const segment = store.open(stored);
    assert.deepEqual([...segment.fields].sort(), [...fields, '@log'].sort());
    const columns = fields.map((field) => segment.column(field)!);
    return Array.from({ length: stored.rowCount }, (_, row) =>
      JSON.stringify(columns.map((column) => valueAt(column, row))),
    );
  });
};

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const endToEnd = (texts: readonly string[]): Column => {
  const ends = [0];
  for (const text of texts) ends.push(ends.at(-1)! + text.length);
  return { form: 'slices', text: texts.join(''), offsets: Uint32Array.from(ends) };
};

/** The layouts of versions 1 to 3: words among the layout, four bytes or eight a number, messages end to end. */
const oldColumn = (column: Column): { layout: object; bytes: Uint8Array } => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral': {
      const { form, values } = column;
      const base = Math.min(...values);
      if (!values.every(Number.isSafeInteger))
        return { layout: { layout: 'doubles', form }, bytes: bytesOf(values) };
      const offsets = Uint32Array.from(values, (value) => value - base);
      return { layout: { layout: 'integers', form, base }, bytes: bytesOf(offsets) };
    }
    case 'dictionary': {
      const { words, codes } = column;
      return {
        layout: { layout: 'dictionary', words, codeBytes: codes.BYTES_PER_ELEMENT },
        bytes: bytesOf(codes),
      };
    }
    case 'shaped':
      return oldColumn(endToEnd(messages));
    default:
      return encodeColumn(column);
  }
};

/** Version 1 has no compressed columns, and no tables of live events and resources. */
const makeOld = (file: string): void => {
  const store = openStore(file);
  const [stored] = store.segments(everything);
  const segment = store.open(stored!);
  const columns = segment.fields.map((field) => ({ field, ...oldColumn(segment.column(field)!) }));
  store.close();
  const database = new Database(file);
  database.exec('DELETE FROM segment_column');
  const insert = database.prepare(
    'INSERT INTO segment_column (segment, field, present, layout, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { field, layout, bytes } of columns)
    insert.run(stored!.id, field, stored!.rowCount, JSON.stringify(layout), bytes);
  for (const table of ['live_event', 'live_group', 'resource', 'deleted_segment'])
    database.exec(`DROP TABLE ${table}`);
  database.pragma('user_version = 1');
  database.close();
};

const versionOf = (file: string): unknown => {
  const database = new Database(file, { readonly: true });
  const version: unknown = database.pragma('user_version', { simple: true });
  database.close();
  return version;
};

test('a store of version 1 is read as it is, and becomes one of version 5 when it is written to', () => {
  const file = makeStore();
  const content = contentOf(file);
  assert.equal(content.length, messages.length);
  assert.equal(
    content[1],
    JSON.stringify([{ kind: 'timestamp', ms: 1_700_000_000_001 }, 's', messages[1], 'warn', '1', '0.125']),
  );
  makeOld(file);
  assert.equal(versionOf(file), 1);
  assert.deepEqual(contentOf(file), content);
  openStoreForWriting(file).close();
  assert.equal(versionOf(file), 5);
  assert.deepEqual(contentOf(file), content);
});
