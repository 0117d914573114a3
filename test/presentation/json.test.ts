// JSON in the service's shape, and JSON lines: what is parsed back is what was there.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { renderJson, renderJsonLines } from '../../src/presentation/index.ts';
import type { QueryResult, ResultTable } from '../../src/result/index.ts';
import { result as anyResult, table as anyTable, rawHostile } from './arbitrary-results.ts';
import { written } from './written.ts';

const answer: QueryResult = {
  table: {
    columns: ['level', 'n'],
    rows: [
      ['info', '2'],
      [undefined, '1'],
    ],
  },
  statistics: {
    recordsMatched: 3,
    recordsScanned: 3,
    bytesScanned: 123.5,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: 1,
  },
  status: 'Complete',
  notices: [{ code: 'late-filter', message: 'this filter acts before the stats' }],
};

describe('renderJson', () => {
  it('is shaped like GetQueryResults, one row per line, a missing cell left out', () => {
    assert.equal(
      renderJson(answer),
      written`
        {
          "results": [
            [{"field":"level","value":"info"},{"field":"n","value":"2"}],
            [{"field":"n","value":"1"}]
          ],
          "statistics": {"recordsMatched": 3.0, "recordsScanned": 3.0, "bytesScanned": 123.5, "estimatedRecordsSkipped": 0.0, "estimatedBytesSkipped": 0.0, "logGroupsScanned": 1.0},
          "status": "Complete",
          "notices": [
            {"code":"late-filter","message":"this filter acts before the stats"}
          ]
        }
      `.concat('\n'),
    );
  });

  it('has empty lists for no rows and no notices', () => {
    const text = renderJson({ ...answer, table: { columns: ['a'], rows: [] }, notices: [] });
    assert.match(text, /"results": \[\],/);
    assert.match(text, /"notices": \[\]\n/);
  });

  it('writes steering and lone characters as escapes', () => {
    const text = renderJson({ ...answer, table: { columns: ['a'], rows: [['\x1b\x9b\u202e\ud800']] } });
    assert.ok(text.includes(String.raw`"\u001b\u009b\u202e\ud800"`));
  });

  it('law: parses back to the same cells, statistics and notices', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderJson(result);
        const { columns, rows } = result.table;
        assert.doesNotMatch(text, rawHostile);
        assert.deepEqual(JSON.parse(text), {
          results: rows.map((row) =>
            columns.flatMap((field, i) => (row[i] === undefined ? [] : [{ field, value: row[i] }])),
          ),
          statistics: { ...result.statistics },
          status: result.status,
          notices: result.notices.map((notice) => ({ ...notice })),
        });
      }),
    );
  });
});

const rowAsEntries = ({ columns }: ResultTable, row: ResultTable['rows'][number]) =>
  columns.flatMap((name, i) => (row[i] === undefined ? [] : [[name, row[i]]])).sort();

describe('renderJsonLines', () => {
  it('prints one object per row, a missing cell left out', () => {
    assert.equal(renderJsonLines(answer.table), '{"level":"info","n":"2"}\n{"n":"1"}\n');
    assert.equal(renderJsonLines({ columns: ['__proto__'], rows: [['x']] }), '{"__proto__":"x"}\n');
    assert.equal(renderJsonLines({ columns: ['a'], rows: [] }), '');
  });

  it('law: each line parses back to its row', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const lines = renderJsonLines(table).split('\n').slice(0, -1);
        assert.deepEqual(
          lines.map((line) => Object.entries(JSON.parse(line)).sort()),
          table.rows.map((row) => rowAsEntries(table, row)),
        );
      }),
    );
  });
});
