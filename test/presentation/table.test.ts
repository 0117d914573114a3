// The table for people: alignment, missing cells, harmless text, narrow terminals.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { renderTable } from '../../src/presentation/index.ts';
import type { ResultTable } from '../../src/result/index.ts';
import { table as anyTable, rawHostile } from './arbitrary-results.ts';
import { edged, written } from './written.ts';

const draw = (table: ResultTable, widthColumns?: number): string =>
  edged(renderTable(table, { color: false, widthColumns }));

const requests: ResultTable = {
  columns: ['@timestamp', '@message', 'level', 'ms'],
  rows: [
    ['2024-01-01 10:00:00.000', 'GET /orders answered after waiting for the stock service', 'info', '12'],
    ['2024-01-01 10:00:00.500', 'POST /orders', undefined, '7.5'],
    ['2024-01-01 10:00:01.000', '', 'error', undefined],
  ],
};

describe('renderTable', () => {
  it('aligns columns, numbers to the right, and shows a missing cell as a dot, an empty one blank', () => {
    assert.equal(
      draw(requests),
      written`
        @timestamp               @message                                                  level   ms▏
        ───────────────────────  ────────────────────────────────────────────────────────  ─────  ───▏
        2024-01-01 10:00:00.000  GET /orders answered after waiting for the stock service  info    12▏
        2024-01-01 10:00:00.500  POST /orders                                              ·      7.5▏
        2024-01-01 10:00:01.000                                                            error    ·▏
      `,
    );
  });

  it('says so when there are no rows', () => {
    assert.equal(renderTable({ columns: ['a'], rows: [] }, { color: true }), '(no rows)\n');
    assert.equal(renderTable({ columns: [], rows: [[]] }, { color: true }), '(no columns)\n');
  });

  it('shrinks the widest text column to fit the terminal', () => {
    assert.equal(
      draw(requests, 60),
      written`
        @timestamp               @message                 level   ms▏
        ───────────────────────  ───────────────────────  ─────  ───▏
        2024-01-01 10:00:00.000  GET /orders answered a…  info    12▏
        2024-01-01 10:00:00.500  POST /orders             ·      7.5▏
        2024-01-01 10:00:01.000                           error    ·▏
      `,
    );
  });

  it('leaves out and counts the last columns where even their floors do not fit', () => {
    assert.equal(
      draw(requests, 46),
      written`
        @timestamp               @message          +2…▏
        ───────────────────────  ────────────────  ───▏
        2024-01-01 10:00:00.000  GET /orders ans…  …  ▏
        2024-01-01 10:00:00.500  POST /orders      …  ▏
        2024-01-01 10:00:01.000                    …  ▏
      `,
    );
  });

  it('keeps the first column alone on a very narrow terminal', () => {
    assert.equal(
      draw({ columns: ['level', 'n'], rows: [['information', '1']] }, 6),
      written`
        level ▏
        ──────▏
        infor…▏
      `,
    );
  });

  it('never cuts numbers, only their header', () => {
    assert.equal(
      draw(
        {
          columns: ['words', 'avg(@duration) as typed'],
          rows: [['a long text of all too many words', '1234.5678']],
        },
        24,
      ),
      written`
        words         avg(@dura…▏
        ────────────  ──────────▏
        a long text…   1234.5678▏
      `,
    );
  });

  it('measures wide characters and cuts between graphemes', () => {
    const names: ResultTable = {
      columns: ['name', 'city'],
      rows: [
        ['漢字漢字漢字漢字漢字漢字漢字', '東京'],
        ['👩‍👧 family', 'Zürich'],
      ],
    };
    assert.equal(
      draw(names, 30),
      written`
        name                    city  ▏
        ──────────────────────  ──────▏
        漢字漢字漢字漢字漢字…   東京  ▏
        👩‍👧 family               Zürich▏
      `,
    );
  });

  it('shows hostile text as visible escapes', () => {
    const hostile = 'tab\tend\n\x1b[31mred\x07\x9b\u202egnp.exe\u2066\ud800';
    assert.equal(
      draw({ columns: ['@message'], rows: [[hostile]] }),
      written`
        @message                                            ▏
        ────────────────────────────────────────────────────▏
        tab\tend\n\e[31mred\x07\x9b\u202egnp.exe\u2066\ud800▏
      `,
    );
  });

  it('with color: a bold header, a dim rule, dim escapes, cuts and missing cells', () => {
    const text = renderTable(
      { columns: ['m', 'x'], rows: [['a\tbcdefghijklmnopqrstuvwxyz', undefined]] },
      { color: true, widthColumns: 12 },
    );
    assert.equal(
      text.replaceAll('\x1b', '^'),
      written`
        ^[1mm           ^[22m
        ^[2m────────────^[22m
        a^[2m\t^[22mbcdefghi^[2m…^[22m
      `.concat('\n'),
    );
  });

  it('lets a huge cell stick out of a large table rather than pad every row to it', () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => [row === 0 ? 'x'.repeat(1_000_000) : 'y', 'z']);
    assert.ok(renderTable({ columns: ['a', 'b'], rows }, { color: false }).length < 12_000_000);
  });

  it('law: no raw hostile character; all lines equally wide and no wider than the terminal', () => {
    const width = fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined });
    fc.assert(
      fc.property(anyTable, width, (table, widthColumns) => {
        const text = renderTable(table, { color: false, widthColumns });
        assert.doesNotMatch(text, rawHostile);
        const widths = new Set(
          text
            .split('\n')
            .slice(0, -1)
            .map((line) => stringWidth(line)),
        );
        assert.equal(widths.size, 1);
        if (table.rows.length > 0)
          assert.ok(Math.max(...widths) <= (widthColumns ?? Number.POSITIVE_INFINITY));
      }),
      { numRuns: 300 },
    );
  });

  it('law: color adds codes and changes nothing else', () => {
    fc.assert(
      fc.property(anyTable, fc.integer({ min: 0, max: 60 }), (table, widthColumns) => {
        const painted = renderTable(table, { color: true, widthColumns }).replaceAll(/\x1b\[\d+m/g, '');
        assert.equal(painted, renderTable(table, { color: false, widthColumns }));
      }),
      { numRuns: 300 },
    );
  });
});
