// Arbitrary texts, tables and results for the properties: any text at all, and texts made of what is
// troublesome to show.

import fc from 'fast-check';
import type { Cell, QueryResult, ResultTable } from '../../src/result/index.ts';

const troubles = [
  ...['\n', '\r\n', '\t', '\x1b[31m', '\x07', '\x9b', '\x7f', '\u202e', '\u2066', '\ufeff', '\u2028', '\xad'],
  ...[
    '漢字',
    'é',
    'e\u0301',
    '👍',
    '👩‍👧',
    '🇩🇪',
    '🇩',
    '#\ufe0f\u20e3',
    '\u200d',
    '\ufe0f',
    '🏻',
    '\u0600',
    'น้ำ',
    'क्ष',
  ],
  ...['\ud800', '\udc00', 'abc', '12', ' ', ',', '"', '|', '\\', '<b>', '&amp;', '`', '*', '_', '…', '·', ''],
];

export const troublesomeText = fc.oneof(
  fc.array(fc.constantFrom(...troubles), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
  fc.integer().map(String),
);

const cell: fc.Arbitrary<Cell> = fc.option(troublesomeText, { nil: undefined, freq: 6 });

export const table: fc.Arbitrary<ResultTable> = fc
  .uniqueArray(troublesomeText, { minLength: 1, maxLength: 6 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
        maxLength: 6,
      }),
    }),
  );

export const result: fc.Arbitrary<QueryResult> = fc.record({
  table,
  statistics: fc.record({
    recordsMatched: fc.nat(),
    recordsScanned: fc.nat(),
    bytesScanned: fc.maxSafeNat(),
    estimatedRecordsSkipped: fc.nat(),
    estimatedBytesSkipped: fc.nat(),
    logGroupsScanned: fc.nat(),
  }),
  status: fc.constantFrom('Complete', 'Partial'),
  notices: fc.array(fc.record({ code: troublesomeText, message: troublesomeText }), { maxLength: 3 }),
});

/** Controls but the line feed, direction turners, invisible characters, surrogates that stand alone. */
export const rawHostile =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;
