// Cases of which the answer was recorded and the events were not: events that must give the recorded answer, or
// as much of it as they determine.

import assert from 'node:assert/strict';
import {
  type EvidenceCase,
  eventAt,
  eventsOf,
  evidenceCase,
  expectedTable,
  tableOf,
} from './evidence-cases.ts';

type Check = (one: EvidenceCase) => Promise<void>;

const tableIn = (one: EvidenceCase): NonNullable<ReturnType<typeof expectedTable>> =>
  expectedTable(one) ?? assert.fail(`${one.id} has no table`);

/** 3.334375e-9 as a query writes it. */
const withoutExponent = (text: string): string =>
  text.replace(/(\d)\.(\d+)e-(\d+)/g, (_, first: string, rest: string, power: string) => {
    const zeros = '0'.repeat(Number(power) - 1);
    return `0.${zeros}${first}${rest}`;
  });

/** 'avg(x)=21886900' → '21886900'; '3.3e-9 (=(256/128)*…)' → '(256/128)*…'; else the whole is computed. */
const computation = (written: string): string =>
  withoutExponent(/\(=(.*)\)$/.exec(written)?.[1] ?? /=(.*)$/.exec(written)?.[1] ?? written);

const numbersPrint: Check = async (one) => {
  for (const [written = '', printed] of tableIn(one).rows) {
    const { rows } = await tableOf(`fields ${computation(written)} as r`, eventsOf(['x']));
    assert.deepEqual(rows, [[printed]], written);
  }
};

/** Cold starts among so many lines that give the recorded percentages. */
const SHARES = [
  [2, 1435],
  [1, 4619],
  [340, 1458],
  [0, 7],
] as const;

const percentagesPrint: Check = async (one) => {
  const recorded = tableIn(one).rows;
  const hour = Date.UTC(2024, 0, 1);
  const events = SHARES.flatMap(([cold, all], bin) =>
    Array.from({ length: all }, (_, index) =>
      eventAt(hour - bin * 300_000, index < cold ? 'REPORT Init Duration: 1 ms' : 'REPORT'),
    ),
  );
  const { rows } = await tableOf(`${one.query} | display ${one.columns?.[0] ?? ''}`, events);
  assert.deepEqual(rows, recorded);
};

const report = (duration: number | string, init?: string): string =>
  `REPORT RequestId: 00000000-0000-0000-0000-000000000000\tDuration: ${duration} ms\tBilled Duration: 3 ms\tMemory Size: 256 MB\tMax Memory Used: 21 MB\t${init === undefined ? '' : `Init Duration: ${init} ms\t`}\n`;

/** The query is that of the case it names; averages and percentiles hang on values that nobody kept. */
const DETERMINED = new Set(['bin(30m)', 'coldStartPct', 'numColdStart', 'totalRequests']);

const mixedGroup: Check = async (one) => {
  const { query } = evidenceCase('missing-field-aggregates');
  const { columns, rows } = tableIn(one);
  const at = Date.UTC(2024, 3, 28, 16, 10);
  const events = Array.from({ length: 10_000 }, (_, index) =>
    eventAt(at + index, report('2.10', index < 193 ? '40.12' : undefined)),
  );
  const got = await tableOf(query, events);
  assert.deepEqual(got.columns, columns);
  columns.forEach((column, index) => {
    if (DETERMINED.has(column)) assert.equal(got.rows[0]?.[index], rows[0]?.[index], column);
  });
};

/** The mean hangs on values that nobody kept; bins, maxima and minima do not. */
const binsRestart: Check = async (one) => {
  const { columns, rows } = tableIn(one);
  const events = rows.flatMap(([bin, , most = '', least = '']) =>
    [most, least].map((duration, index) => eventAt(Date.parse(`${bin}Z`) + index, report(duration))),
  );
  const got = await tableOf(one.query, events);
  const determined = (row: readonly (string | undefined)[]) => [row[0], row[2], row[3]];
  assert.deepEqual(got.columns, columns);
  assert.deepEqual(got.rows.map(determined), rows.map(determined));
};

const binValues: Check = async (one) => {
  const { rows } = tableIn(one);
  const events = rows.map(([time]) => eventAt(Date.parse(`${time}Z`), 'x'));
  const got = await tableOf(`fields @timestamp | ${one.query} | sort @timestamp`, events);
  assert.deepEqual(got, tableIn(one));
};

/** Rows of equal key came in no order that could be recovered: the keys in order, the rows as a set. */
const keyOrder: Check = async (one) => {
  const { columns, rows } = tableIn(one);
  const messages = rows.flatMap(([clientIp, uri, hits]) =>
    Array.from({ length: Number(hits) }, () => JSON.stringify({ httpRequest: { clientIp, uri } })),
  );
  const got = await tableOf(one.query, eventsOf(messages));
  assert.deepEqual(got.columns, columns);
  assert.deepEqual(
    got.rows.map((row) => row.at(-1)),
    rows.map((row) => row.at(-1)),
  );
  assert.deepEqual(got.rows.map(String).toSorted(), rows.map(String).toSorted());
};

/** Shape, order of columns and rows, and the maxima, over one event of each group with the recorded maximum. */
const groupColumnsFirst: Check = async (one) => {
  const { columns, rows } = tableIn(one);
  const most = (row: number): string => rows[row]?.at(-1) ?? '';
  const got = await tableOf(one.query, eventsOf([report(most(0)), report(0, most(1))]));
  assert.deepEqual(got.columns, columns);
  assert.deepEqual(
    got.rows.map((row) => [row[0], row.at(-1)]),
    rows.map((row) => [row[0], row.at(-1)]),
  );
};

/** Recorded in words: "only column j is present; jName is absent". A row lists only the fields that it has. */
const membersComeLater: Check = async (one) => {
  assert.equal(one.expected, 'only column j is present; jName is absent');
  const { columns, rows } = await tableOf(one.query, eventsOf(['x']));
  assert.deepEqual([columns, rows], [['j', 'jName'], [['{"name":"test"}', undefined]]]);
};

export const standIns: Readonly<Record<string, Check>> = {
  'missing-field-aggregates-mixed': mixedGroup,
  'small-number-format': numbersPrint,
  'small-number-format-2': percentagesPrint,
  'bin-25m-resets-each-hour': binsRestart,
  'bin-25m-values': binValues,
  'waf-sort-ties': keyOrder,
  'group-columns-first': groupColumnsFirst,
  'jsonparse-dot-same-fields': membersComeLater,
};
