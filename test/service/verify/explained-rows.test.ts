// Answers of a service whose rows differ from ours in one known way each: what is said of them.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { remarksOf } from '../../../src/service/verify/summary.ts';
import { type Bend, bendCells, bendRows, told, verified } from './small-world.ts';

const levels = ['{"l":"a","n":1}', '{"l":"b","n":2}', '{"l":"a","n":3}', '{"l":"c","n":4}'];

suite('order and limits', () => {
  const reverse = bendRows((rows) => rows.toReversed());
  const tied: readonly (readonly [number, string])[] = [
    [0, '{"n":1,"t":5}'],
    [0, '{"n":2,"t":5}'],
    [0, '{"n":3,"t":6}'],
  ];

  test('rows that are equal by what is sorted by may swap, others may not', async () => {
    const swapFirst = bendRows(([a, b, ...rest]) => [b ?? [], a ?? [], ...rest]);
    assert.deepEqual(told(await verified(tied, 'fields n | sort t', swapFirst)), [
      ['consistent', 'tie-in-order'],
    ]);
    assert.deepEqual(told(await verified(tied, 'fields n | sort t desc', swapFirst)), [
      ['differs', 'unexplained'],
    ]);
  });

  test('groups have no promised order without sort', async () => {
    const query = 'stats count(*) as c by l';
    assert.deepEqual(told(await verified(levels, query, reverse)), [['consistent', 'order-not-promised']]);
    const sorted = await verified(levels, `${query} | sort l`, reverse);
    assert.deepEqual(told(sorted), [['differs', 'unexplained']]);
  });

  test('events of one instant may swap without sort, those of two may not', async () => {
    assert.deepEqual(told(await verified(tied, 'fields n', reverse)), [['consistent', 'tie-in-order']]);
    assert.deepEqual(told(await verified(levels, 'fields n', reverse)), [['differs', 'unexplained']]);
  });

  test('a limit that cuts between equal rows may keep any of them', async () => {
    const query = 'stats max(t) as t by n | sort t | limit 1';
    const instead = (n: string): Bend => bendCells((field, value) => (field === 'n' ? n : value));
    // The events 1 and 2 both have the smallest t; event 3 has not.
    assert.deepEqual(told(await verified(tied, query, instead('2'))).slice(0, 1), [
      ['consistent', 'tie-at-limit'],
    ]);
    const two = 'stats max(t) as t by n | sort t desc | limit 2';
    const lost: Bend = bendCells((field, value) => (field === 'n' && value === '3' ? '9' : value));
    assert.equal((await verified(tied, two, lost)).verdict, 'differs');
  });

  test('a limit without sort may keep any groups', async () => {
    const other = bendCells((field, value) => (field === 'l' && value === 'a' ? 'c' : value));
    const report = await verified(levels, 'stats count(*) > 0 as some by l | limit 1', other);
    assert.deepEqual(told(report), [['consistent', 'limit-without-order']]);
  });

  test('a truncated answer', async () => {
    const cut: Bend = (answer) => ({ ...answer, rows: answer.rows.slice(0, 2), isCut: true });
    assert.deepEqual(told(await verified(levels, 'fields n', cut)), [['consistent', 'rows-cut']]);
    const lost = bendRows((rows) => rows.slice(0, 2));
    assert.deepEqual(told(await verified(levels, 'fields n', lost)), [['differs', 'unexplained']]);
  });

  test('dedup may keep any of several equal rows', async () => {
    const twins: readonly (readonly [number, string])[] = [
      [0, '{"k":"a","n":1}'],
      [0, '{"k":"a","n":2}'],
    ];
    const other = bendCells((field, value) => (field === 'n' ? '1' : value));
    const query = 'fields @timestamp, k, n | dedup k';
    assert.deepEqual(told(await verified(twins, query, other)), [['consistent', 'tie-in-dedup']]);
  });
});

suite('other events', () => {
  /** The service has not seen the last event yet. */
  const late: Bend = (answer) => ({
    ...answer,
    rows: answer.rows.map((row) =>
      row.map(({ field, value }) => ({ field, value: field === 'c' ? String(Number(value) - 1) : value })),
    ),
    statistics: { ...answer.statistics, recordsScanned: (answer.statistics.recordsScanned ?? 0) - 1 },
  });

  test('a late event makes what differs say nothing', async () => {
    const report = await verified(levels, 'stats count(*) as c', late);
    assert.equal(report.verdict, 'inconclusive');
    assert.deepEqual(report.eventCounts, { local: 4, service: 3 });
    assert.match(remarksOf(report)[0]?.sentence ?? '', /1 event fewer .* came in late/);
  });

  test('but where nothing differs, the answers agree all the same', async () => {
    const report = await verified(levels, 'stats count_distinct(l) as d', late);
    assert.equal(report.verdict, 'agrees');
  });

  test('a raw row that only we have', async () => {
    const report = await verified(levels, 'fields @timestamp, @message', (answer) => ({
      ...answer,
      rows: answer.rows.slice(1),
      statistics: { recordsScanned: 3 },
    }));
    assert.deepEqual(told(report), [['inconclusive', 'other-events']]);
    assert.equal(report.rows[0]?.side, 'local');
  });
});

suite('columns', () => {
  test('one that only the service has, one that it lacks, one in another place', async () => {
    const renamed = bendRows((rows) =>
      rows.map((row) => row.map(({ field, value }) => ({ field: field === 's' ? 'sum(n)' : field, value }))),
    );
    const report = await verified(levels, 'stats count(*) as c, sum(n) as s', renamed);
    assert.deepEqual(told(report).toSorted(), [
      ['differs', 'only-local'],
      ['differs', 'only-service'],
    ]);
    const turned = bendRows((rows) => rows.map((row) => row.toReversed()));
    const query = 'stats count(*) as c, sum(n) as s';
    assert.deepEqual(told(await verified(levels, query, turned)), [['differs', 'misplaced']]);
  });
});
