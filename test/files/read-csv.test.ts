// CSV to records.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsv } from '../../src/files/index.ts';

test('a byte order mark and any line end are no part of a cell', () => {
  const records = [
    ['a', 'b'],
    ['1', '2'],
  ];
  assert.deepEqual(readCsv('\ufeffa,b\r\n1,2'), { records });
  assert.deepEqual(readCsv('a,b\r1,2\r'), { records });
});

test('empty lines are left out, or are records', () => {
  assert.deepEqual(readCsv('a\n\nb\n'), { records: [['a'], ['b']] });
  assert.deepEqual(readCsv('a\n\nb\n', { skipEmptyLines: false }), { records: [['a'], [''], ['b']] });
});

test('a quote that is never closed: which record, and why', () => {
  const read = readCsv('a\n"b');
  assert.ok('why' in read);
  assert.equal(read.record, 2);
  assert.match(read.why, /^line 2: /);
});
