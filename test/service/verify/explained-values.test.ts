// Answers of a service whose values differ from ours in one known way each: what is said of them.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Bend, bendCells, bendRows, told, verified } from './small-world.ts';

/** 300 different durations: enough for the histogram. */
const durations = Array.from(
  { length: 300 },
  (_, i) => `{"ms":${(100 + i * 1.37).toFixed(2)},"k":"${i % 3}"}`,
);
const levels = ['{"l":"a","n":1}', '{"l":"b","n":2}', '{"l":"a","n":3}', '{"l":"c","n":4}'];

const bendColumn = (column: string, bend: (value: string) => string): Bend =>
  bendCells((field, value) => (field === column && value !== undefined ? bend(value) : value));

suite('agreement', () => {
  const queries = [
    'fields @timestamp, l, n | sort n desc',
    'stats count(*) as c, sum(n) as s by l',
    'stats pct(n, 50) as p',
    'fields l | dedup l',
    'filter n > 100',
  ];
  for (const query of queries)
    test(query, async () => {
      const report = await verified(levels, query);
      assert.equal(report.verdict, 'agrees');
      assert.deepEqual(told(report), []);
    });

  test('@ptr is no column of ours', async () => {
    const withPointers = bendRows((rows) => rows.map((row) => [...row, { field: '@ptr', value: 'CmE' }]));
    assert.equal((await verified(levels, 'fields n', withPointers)).verdict, 'agrees');
  });

  test('a difference that nothing explains is one', async () => {
    const report = await verified(
      levels,
      'stats sum(n) as s by l',
      bendColumn('s', (value) => `1${value}`),
    );
    assert.equal(report.verdict, 'differs');
    assert.deepEqual(told(report), [['differs', 'unexplained']]);
  });
});

suite('percentiles', () => {
  const query = 'stats pct(ms, 90) as p by k';
  /** As the service rounds: one floor at each step up to this ε. */
  const coarser = (value: string, doublings: number): string => {
    let bucket = Number(value) * 1.0001;
    for (let i = 0; i <= doublings; i += 1) {
      const epsilon = 0.001 * 2 ** i;
      bucket = (1 + epsilon) ** Math.floor(Math.log(bucket) / Math.log1p(epsilon) + 1e-9);
    }
    return bucket.toFixed(4).replace(/\.?0+$/, '');
  };

  test('a coarser grid than ours is named, with the true rank', async () => {
    const report = await verified(
      durations,
      query,
      bendColumn('p', (value) => coarser(value, 4)),
    );
    assert.equal(report.verdict, 'consistent');
    const explanation = report.rows[0]?.cells[1]?.explanation;
    assert.equal(explanation?.kind, 'percentile-grid');
    if (explanation?.kind !== 'percentile-grid') return;
    assert.equal(explanation.epsilon, 0.016);
    assert.equal((1.016 ** explanation.exponent).toFixed(4), explanation.service.toFixed(4));
    // The rank is a duration of the events, and just above our bucket.
    assert.ok(explanation.exact !== undefined && explanation.exact >= explanation.local);
  });

  test('a place on the grid where our number does not belong', async () => {
    // 1.016^366, as recorded of another log group.
    const report = await verified(
      durations,
      query,
      bendColumn('p', () => '333.501'),
    );
    assert.deepEqual(told(report), [['differs', 'unexplained']]);
  });

  test('the ends are exact', async () => {
    const ends = 'stats pct(ms, 100) as p by k';
    const report = await verified(
      durations,
      ends,
      bendColumn('p', (value) => coarser(value, 0)),
    );
    assert.deepEqual(told(report), [['differs', 'unexplained']]);
  });

  test('a number of the logs where we answer its bucket', async () => {
    const events = durations.slice(0, 120);
    // The 60th of them.
    const report = await verified(
      events,
      'stats pct(ms, 50) as p',
      bendColumn('p', () => '180.83'),
    );
    assert.deepEqual(told(report), [['consistent', 'percentile-sample']]);
  });

  test('twice as much is no rounding', async () => {
    const report = await verified(
      durations,
      query,
      bendColumn('p', (value) => String(Number(value) * 2)),
    );
    assert.equal(report.verdict, 'differs');
  });

  test('what is reckoned with a percentile may be off as much', async () => {
    const halved = 'stats pct(ms, 90) / 2 as p by k';
    const bent = (factor: number): Bend => bendColumn('p', (value) => (Number(value) * factor).toFixed(4));
    assert.deepEqual(told(await verified(durations, halved, bent(0.98))), [
      ['consistent', 'percentile-reckoned'],
    ]);
    assert.equal((await verified(durations, halved, bent(0.8))).verdict, 'differs');
  });
});

suite('other values', () => {
  const one = async (query: string, column: string, bend: (value: string) => string) =>
    told(await verified(levels, query, bendColumn(column, bend)));

  test('the last printed digit', async () => {
    assert.deepEqual(await one('stats avg(n) / 3 as a', 'a', () => '0.8334'), [['consistent', 'last-digit']]);
    assert.deepEqual(await one('stats avg(n) / 3 as a', 'a', () => '0.8336'), [['differs', 'unexplained']]);
  });

  test('whole numbers have no last digit to spare', async () => {
    assert.deepEqual(await one('stats count(*) as c', 'c', () => '5'), [['differs', 'unexplained']]);
  });

  test('the same number in another spelling', async () => {
    assert.deepEqual(await one('stats sum(n) as s', 's', (value) => `${value}.0`), [
      ['consistent', 'spelling'],
    ]);
  });

  test('the account before the name of the group', async () => {
    const query = 'fields @log, n';
    assert.deepEqual(await one(query, '@log', (value) => `123456789012:${value}`), [
      ['consistent', 'log-account'],
    ]);
    assert.equal((await one(query, '@log', () => '123456789012:other'))[0]?.[0], 'differs');
  });

  test('many different values are counted approximately, few are not', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `{"u":"${i}"}`);
    const query = 'stats count_distinct(u) as c';
    const at = async (messages: readonly string[], count: string) =>
      told(
        await verified(
          messages,
          query,
          bendColumn('c', () => count),
        ),
      );
    assert.deepEqual(await at(many, '2031'), [['consistent', 'distinct-estimate']]);
    assert.deepEqual(await at(many, '2400'), [['differs', 'unexplained']]);
    assert.deepEqual(await at(many.slice(0, 50), '51'), [['differs', 'unexplained']]);
  });

  test('an empty text for a missing value', async () => {
    const report = await verified(['{"a":1}', '{"b":2}'], 'fields a, b', (answer) => ({
      ...answer,
      rows: answer.rows.map((row) =>
        ['a', 'b'].map((field) => row.find((cell) => cell.field === field) ?? { field, value: '' }),
      ),
    }));
    assert.deepEqual(told(report), [
      ['consistent', 'empty-or-missing'],
      ['consistent', 'empty-or-missing'],
    ]);
  });

  test('patterns are found by an algorithm of our own', async () => {
    const lines = ['user 1 came', 'user 2 came', 'disk full'];
    const report = await verified(
      lines,
      'pattern @message',
      bendColumn('@pattern', (text) => `${text}!`),
    );
    assert.equal(report.verdict, 'inconclusive');
    assert.deepEqual(told(report), [['inconclusive', 'mined']]);
  });
});
