// Each kind of anomaly where there is one, and none in dull data.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findAnomalies, minePatterns } from '../../../src/engine/patterns/index.ts';
import { current, type Logged, repeat, stateOf } from './mining.ts';

const HOUR_MS = 3_600_000;
const range = { startMs: 0, endMs: 24 * HOUR_MS - 1 };

const found = (...events: readonly (readonly Logged[])[]): readonly string[] =>
  findAnomalies(minePatterns(stateOf(events.flat())), range).map(
    ({ type, pattern, description }) => `${type} | ${pattern.pattern} | ${description}`,
  );

/** A fixed sequence that is as good as random: 0 to 1. */
const chance = (i: number): number => ((Math.imul(i + 1, 0x9e3779b1) ^ (i << 7)) >>> 0) / 2 ** 32;

/** So many events evenly over the day. */
const evenly = (count: number, message: (i: number) => string): Logged[] =>
  repeat(count, (i) => current(message(i), ((i + 0.5) * 24 * HOUR_MS) / count));

suite('no anomaly', () => {
  test('in no events', () => assert.deepEqual(found(), []));

  test('in steady events', () => assert.deepEqual(found(evenly(2400, () => 'tick')), []));

  test('in events at random times', () => {
    const events = repeat(3000, (i) => current('tick tock', chance(i) * range.endMs));
    assert.deepEqual(found(events), []);
  });

  test('in an hourly job and in one that runs four times a day', () => {
    const hourly = repeat(24 * 30, (i) => current('job done', Math.floor(i / 30) * HOUR_MS + i));
    const daily = repeat(4 * 30, (i) => current('report sent', Math.floor(i / 30) * 6 * HOUR_MS + i));
    assert.deepEqual(found(hourly, daily), []);
  });

  test('in durations with a long tail', () => {
    const duration = (i: number): number => Math.round(20 * Math.exp(1.2 * Math.tan((chance(i) - 0.5) * 2)));
    assert.deepEqual(found(evenly(2000, (i) => `took ${duration(i)} ms`)), []);
  });

  test('in a steady share of failing requests', () => {
    assert.deepEqual(found(evenly(2400, (i) => `GET /x ${i % 10 === 0 ? 500 : 200}`)), []);
  });

  test('in values that are all frequent, or all rare', () => {
    assert.deepEqual(found(evenly(600, (i) => `from city ${['Rome', 'Oslo', 'Bern'][i % 3]} to here`)), []);
    const name = (i: number): string => `${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10) % 10]}`;
    assert.deepEqual(found(evenly(600, (i) => `from city ${name(i)} to here`)), []);
  });

  test('in a few late events', () => {
    const late = repeat(3, (i) => current('disk full', 23 * HOUR_MS + i));
    assert.deepEqual(
      found(
        evenly(2400, () => 'tick'),
        late,
      ),
      [],
    );
  });

  test('in events without a time', () => {
    assert.deepEqual(found(repeat(1000, () => current('tick'))), []);
  });
});

suite('anomalies', () => {
  test('pattern frequency: a burst', () => {
    const burst = repeat(400, (i) => current('tick', 5 * HOUR_MS + i));
    assert.deepEqual(
      found(
        evenly(2400, () => 'tick'),
        burst,
      ),
      ['Pattern frequency | tick | 500 events in the 3600 s from 1970-01-01 05:00:00.000, usually 100'],
    );
  });

  test('pattern frequency: a silence', () => {
    const steady = evenly(2400, () => 'tick').filter(({ ms }) => Math.floor(ms / HOUR_MS) !== 7);
    assert.deepEqual(found(steady), [
      'Pattern frequency | tick | 0 events in the 3600 s from 1970-01-01 07:00:00.000, usually 100',
    ]);
  });

  test('new pattern', () => {
    const late = repeat(50, (i) => current('disk full', 22 * HOUR_MS + i * 60_000));
    assert.deepEqual(
      found(
        evenly(2400, () => 'tick'),
        late,
      ),
      ['New pattern | disk full | first seen at 1970-01-01 22:00:00.000, late in the range'],
    );
  });

  test('new pattern: not if the baseline had it', () => {
    const late = repeat(50, (i) => current('disk full', 18 * HOUR_MS + i * 400_000));
    const before: Logged = { message: 'disk full', ms: -1, side: 'baseline' };
    assert.deepEqual(
      found(
        evenly(2400, () => 'tick'),
        late,
        [before],
      ).filter((line) => line.startsWith('New')),
      [],
    );
  });

  test('token variation', () => {
    const city = (i: number): string => (i === 500 ? 'Atlantis' : ['Rome', 'Oslo'][i % 2]!);
    assert.deepEqual(found(evenly(1000, (i) => `from city ${city(i)} to here`)), [
      'Token variation | from city <Token-1> to here | unusual value of <Token-1>: "Atlantis" (1 of 1000)',
    ]);
  });

  test('numerical token', () => {
    const events = evenly(1000, (i) => `took ${i === 300 ? 60_000 : 100 + (i % 20)} ms`);
    assert.deepEqual(found(events), [
      'Numerical token | took <Time-1> ms | unusual number at <Time-1>: 60000 where half of the numbers are from 104 to 114',
    ]);
  });

  test('HTTP error code', () => {
    const events = evenly(2400, (i) => `GET /x ${Math.floor(i / 100) === 6 && i % 2 === 0 ? 503 : 200}`);
    assert.deepEqual(found(events), [
      'HTTP error code | GET /x <Number-1> | 50 % of the HTTP codes are 4xx or 5xx in the 3600 s from 1970-01-01 06:00:00.000, otherwise 0 %',
    ]);
  });

  test('HTTP error code: not of numbers that are no codes', () => {
    const events = evenly(2400, (i) => `wrote ${Math.floor(i / 100) === 6 ? 503 : 230 + (i % 60)} rows`);
    assert.deepEqual(
      found(events).filter((line) => line.startsWith('HTTP')),
      [],
    );
  });
});
