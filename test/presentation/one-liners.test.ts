// Statistics, progress, notices, quantities and the choice of a format.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {
  formats,
  printBytes,
  printCount,
  printDuration,
  render,
  renderNotices,
  renderProgress,
  renderStatisticsLine,
} from '../../src/presentation/index.ts';
import type { QueryResult } from '../../src/result/index.ts';
import { result as anyResult, rawHostile } from './arbitrary-results.ts';
import { written } from './written.ts';

const answer: QueryResult = {
  table: { columns: ['n'], rows: Array.from({ length: 12 }, (_, row) => [String(row)]) },
  statistics: {
    recordsMatched: 345,
    recordsScanned: 3000,
    bytesScanned: 1_200_000,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: 1,
  },
  status: 'Complete',
  notices: [],
};

describe('quantities', () => {
  it('counts with separators', () => {
    const printed = [0, 999, 1000, 1234567, -1234.4, -0.2, 1e21, Number.NaN].map(printCount);
    assert.deepEqual(printed, [
      '0',
      '999',
      '1,000',
      '1,234,567',
      '-1,234',
      '0',
      '1,000,000,000,000,000,000,000',
      '–',
    ]);
  });

  it('bytes in decimal units', () => {
    const printed = [
      0, 999, 1000, 1234, 99_949, 99_950, 999_499, 999_500, 1_234_567, 5e9, 7e12, 1e22, -1,
    ].map(printBytes);
    assert.deepEqual(printed, [
      ...['0 B', '999 B', '1 kB', '1.2 kB', '99.9 kB', '100 kB', '999 kB', '1 MB', '1.2 MB', '5 GB', '7 TB'],
      ...['10,000 EB', '–'],
    ]);
  });

  it('durations in one or two units, never 60 of one', () => {
    const printed = [
      0, 0.2, 12.4, 99.9, 800, 59_940, 59_960, 125_000, 3_599_600, 3_720_000, 90_000_000, -1,
    ].map(printDuration);
    assert.deepEqual(printed, [
      ...['0 ms', '<1 ms', '12 ms', '100 ms', '0.8 s', '59.9 s', '1 min', '2 min 5 s', '1 h', '1 h 2 min'],
      ...['1 d 1 h', '–'],
    ]);
  });
});

describe('renderStatisticsLine', () => {
  it('reads like the console', () => {
    assert.equal(
      renderStatisticsLine(answer, 800),
      '12 rows from 345 records matched · 3,000 records (1.2 MB) scanned in 0.8 s @ 3,750 records/s (1.5 MB/s)',
    );
  });

  it('mentions what was skipped, and gives no rate when no time went by', () => {
    const statistics = {
      ...answer.statistics,
      recordsScanned: 1,
      estimatedRecordsSkipped: 65_536,
      estimatedBytesSkipped: 4.8e6,
    };
    assert.equal(
      renderStatisticsLine({ ...answer, statistics }, 0),
      '12 rows from 345 records matched · 1 record (1.2 MB) scanned in 0 ms · 65,536 records (4.8 MB) skipped unread',
    );
  });
});

describe('renderProgress', () => {
  const half = { bytesDone: 540e6, bytesTotal: 1.2e9, events: 3_000_000, elapsedMs: 4000 };

  it('tells less on a narrower terminal', () => {
    const told = [100, 60, 40, 20, 6, 3, 0].map((widthColumns) => renderProgress({ ...half, widthColumns }));
    assert.equal(
      told.join('\n'),
      written`
        █████████░░░░░░░░░░░  45 % · 540 MB of 1.2 GB · 750,000 events/s · 4.9 s left
         45 % · 540 MB of 1.2 GB · 750,000 events/s · 4.9 s left
         45 % · 540 MB of 1.2 GB · 4.9 s left
         45 % · 4.9 s left
         45 %
         45

      `,
    );
  });

  it('does without a total', () => {
    assert.equal(
      renderProgress({ ...half, bytesTotal: undefined, widthColumns: 80 }),
      '540 MB read · 3,000,000 events · 750,000 events/s · 4.0 s',
    );
  });

  it('begins and ends', () => {
    assert.match(
      renderProgress({ ...half, bytesDone: 0, elapsedMs: 0, widthColumns: 99 }),
      /^░{20} {3}0 % .* time left unknown$/,
    );
    assert.match(
      renderProgress({ ...half, bytesDone: 2e9, widthColumns: 99 }),
      /^█{20} 100 % .* done in 4\.0 s$/,
    );
  });

  it('law: one line, never wider than the terminal, whatever the numbers', () => {
    const n = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(
        n,
        n,
        n,
        n,
        fc.integer({ min: 0, max: 100 }),
        (bytesDone, bytesTotal, events, elapsedMs, widthColumns) => {
          const line = renderProgress({ bytesDone, bytesTotal, events, elapsedMs, widthColumns });
          assert.ok(stringWidth(line) <= widthColumns);
          assert.doesNotMatch(line, /\n/);
        },
      ),
    );
  });
});

describe('renderNotices', () => {
  it('prints one per line, harmless', () => {
    const notices = [
      { code: 'late-filter', message: 'this filter acts before the stats' },
      { code: 'not-json', message: '12 messages were \x1b[2J not JSON' },
    ];
    assert.equal(
      renderNotices(notices, { color: false }),
      written`
        notice late-filter this filter acts before the stats
        notice not-json 12 messages were \e[2J not JSON
      `,
    );
    assert.equal(renderNotices([], { color: true }), '');
  });

  it('counts those beyond ten', () => {
    const notices = Array.from({ length: 13 }, (_, n) => ({ code: 'c', message: `m${n}` }));
    const lines = renderNotices(notices, { color: false }).split('\n');
    assert.deepEqual(lines.slice(9), ['notice c m9', 'and 3 more']);
  });
});

describe('render', () => {
  it('knows every format', () => {
    assert.deepEqual(formats, ['table', 'json', 'jsonl', 'csv', 'markdown']);
    assert.equal(render('jsonl', answer, { color: false }).split('\n')[0], '{"n":"0"}');
  });

  it('law: any result in any format ends its last line, and only CSV carries raw characters', () => {
    fc.assert(
      fc.property(anyResult, fc.constantFrom(...formats), (result, format) => {
        const text = render(format, result, { color: false });
        assert.ok(text === '' || text.endsWith('\n'));
        if (format !== 'csv') assert.doesNotMatch(text, rawHostile);
      }),
    );
  });

  it('stays quick on 100,000 rows', () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => [
      `GET /orders/${row} → 200 👍 接続`,
      String(row),
    ]);
    const start = performance.now();
    for (const format of formats)
      render(format, { ...answer, table: { columns: ['a', 'b'], rows } }, { color: true, widthColumns: 20 });
    assert.ok(performance.now() - start < 15_000);
  });
});
