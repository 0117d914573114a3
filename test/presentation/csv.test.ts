// CSV after RFC 4180, read back by a small parser that tells an empty cell from a quoted empty one.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { renderCsv } from '../../src/presentation/index.ts';
import type { Cell } from '../../src/result/index.ts';
import { table as anyTable } from './arbitrary-results.ts';

/** record = field { "," field } CRLF; a field is quoted, with "" for a quote, or plain. */
const parseCsv = (text: string): readonly (readonly Cell[])[] => {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const records: Cell[][] = [];
  let record: Cell[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    assert.ok(found, 'not RFC 4180');
    record.push(found[1]?.replaceAll('""', '"') ?? (found[2] === '' ? undefined : found[2]));
    if (found[3] === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
};

describe('renderCsv', () => {
  it('quotes what needs quotes and tells missing from empty', () => {
    const rows = [
      ['plain', 'a,b', 'say "hi"'],
      [undefined, '', ' blank before'],
      ['two\nlines', '=1+1', 'tab after\t'],
    ];
    assert.equal(
      renderCsv({ columns: ['@message', 'pct(@duration, 50)', 'n'], rows }),
      [
        '@message,"pct(@duration, 50)",n',
        'plain,"a,b","say ""hi"""',
        ',""," blank before"',
        '"two\nlines",=1+1,"tab after\t"',
        '',
      ].join('\r\n'),
    );
  });

  it('prints the header even without rows', () => {
    assert.equal(renderCsv({ columns: ['a', 'b'], rows: [] }), 'a,b\r\n');
    assert.equal(renderCsv({ columns: [], rows: [] }), '');
  });

  it('law: parses back to the same cells', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        assert.deepEqual(parseCsv(renderCsv(table)), [table.columns, ...table.rows]);
      }),
    );
  });
});
