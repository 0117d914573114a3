// Commands over rows in their current order: running ones, and those that need all rows first.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, at } from './asking.ts';

const numbers = (...values: readonly (number | string)[]): string[] =>
  values.map((value) => (value === '' ? '{"k":"none"}' : `{"n":${JSON.stringify(value)}}`));

test('tail keeps the last rows of the order there is', () => {
  assert.deepEqual(ask('display n | tail 2', numbers(1, 2, 3)), ['n', '2', '1']);
  assert.deepEqual(ask('display n | sort n | tail 2', numbers(1, 2, 3)), ['n', '2', '3']);
  assert.deepEqual(ask('display n | head 2', numbers(1, 2, 3)), ['n', '3', '2']);
  assert.deepEqual(ask('display n | limit any 2', numbers(1, 2, 3)), ['n', '3', '2']);
});

describe('accum', () => {
  test('adds up numbers; others show no sum', () => {
    assert.deepEqual(ask('fields n | sort @timestamp | accum n as total', numbers(0.1, 'x', 0.2, '')), [
      'n | total',
      '0.1 | 0.1',
      'x | (missing)',
      '0.2 | 0.3',
      '(missing) | (missing)',
    ]);
  });

  test('without a name takes the place of its field', () => {
    assert.deepEqual(ask('fields n | accum n', numbers(1, 2)), ['n', '2', '3']);
    assert.deepEqual(ask('accum n | display n', numbers(1, 2)), ['n', '2', '3']);
  });
});

describe('autoregress', () => {
  test('looks one row back, or as many as it is told', () => {
    assert.deepEqual(ask('fields n | sort n | autoregress n as before', numbers(1, 2)), [
      'n | before',
      '1 | (missing)',
      '2 | 1',
    ]);
    assert.deepEqual(ask('fields n | sort n | autoregress n p=1-2', numbers(1, 2, 3)), [
      'n | n_p1 | n_p2',
      '1 | (missing) | (missing)',
      '2 | 1 | (missing)',
      '3 | 2 | 1',
    ]);
    assert.deepEqual(ask('fields n | sort n | autoregress n p=2', numbers(1, 2, 3))[0], 'n | n_p2');
  });
});

describe('filldown', () => {
  const messages = ['{"host":"a","cpu1":1}', '{"cpu2":5}', '{"host":"","cpu1":3}', '{}'];
  const filled = (fields: string): string[] =>
    ask(`fields host, cpu1, cpu2 | sort @timestamp | filldown ${fields}`, messages).slice(1);

  test('all shown columns', () => {
    assert.deepEqual(filled(''), ['a | 1 | (missing)', 'a | 1 | 5', ' | 3 | 5', ' | 3 | 5']);
  });

  test('columns by wildcard', () => {
    assert.deepEqual(filled('cpu*'), [
      'a | 1 | (missing)',
      '(missing) | 1 | 5',
      ' | 3 | 5',
      '(missing) | 3 | 5',
    ]);
    assert.deepEqual(filled('*pu1'), filled('cpu1'));
  });

  test('a field that is not shown', () => {
    assert.deepEqual(ask('sort @timestamp | filldown host | display host', messages), [
      'host',
      'a',
      'a',
      '',
      '',
    ]);
  });
});

describe('outlier', () => {
  const messages = numbers(1, 2, 3, 4, 100, 'x');
  // Q1 = 2 and Q3 = 4 by nearest rank, so that the upper bound is 4 + 2.5 * 2 and the lower -3.

  test('clamps to the upper bound', () => {
    assert.deepEqual(ask('fields n | outlier n', messages), ['n', 'x', '9', '4', '3', '2', '1']);
    assert.deepEqual(ask('fields n | outlier param=1 n | limit 2', messages), ['n', 'x', '6']);
  });

  test('removes, and marks', () => {
    assert.deepEqual(ask('fields n | outlier action=remove mark=true n', messages), [
      'n | n_outlier',
      'x | (missing)',
      '4 | 0',
      '3 | 0',
      '2 | 0',
      '1 | 0',
    ]);
    assert.deepEqual(ask('fields n | outlier mark=true n | limit 3', messages), [
      'n | n_outlier',
      'x | (missing)',
      '9 | 1',
      '4 | 0',
    ]);
  });

  test('looks below only when told to', () => {
    const below = numbers(-100, 1, 2, 3, 4);
    assert.deepEqual(ask('fields n | outlier n | tail 1', below), ['n', '-100']);
    assert.deepEqual(ask('fields n | outlier uselower=true n | tail 1', below), ['n', '-4']);
  });
});

describe('sessionize', () => {
  const messages = ['10:00 {"u":"a"}', '10:05 {"u":"b"}', '10:30 {"u":"a"}', '11:01 {"u":"a"}', '11:02 {}'];

  test('begins a session after a gap, and numbers them by their first event', () => {
    assert.deepEqual(ask('fields u | sessionize u', messages), [
      'u | session_id',
      '(missing) | (missing)',
      'a | 3',
      'a | 1',
      'b | 2',
      'a | 1',
    ]);
    assert.deepEqual(ask('display s | sessionize u maxspan 1h as s', messages), [
      's',
      '(missing)',
      '1',
      '1',
      '2',
      '1',
    ]);
  });

  test('takes events of one time as they arrived', () => {
    assert.deepEqual(ask('fields u | sessionize u', ['10:00 {"u":"first"}', '10:00 {"u":"second"}']), [
      'u | session_id',
      'second | 2',
      'first | 1',
    ]);
  });
});

test('countFrequent counts and sorts', () => {
  assert.deepEqual(ask('countFrequent n', numbers(1, 2, 2, 3)), [
    'n | _approxcount',
    '2 | 2',
    '1 | 1',
    '3 | 1',
  ]);
});

describe('addtotals', () => {
  const messages = ['{"a":1,"b":"2","c":"x"}', '{"a":0.5}', '{"c":"y"}'];

  test('sums the numbers of each row', () => {
    assert.deepEqual(ask('fields a, b, c, @timestamp | addtotals | display Total', messages), [
      'Total',
      '(missing)',
      '0.5',
      '3',
    ]);
    assert.deepEqual(ask('fields a, b | addtotals fieldname=Sum a | limit 1', messages.slice(0, 1)), [
      'a | b | Sum',
      '1 | 2 | 1',
    ]);
  });

  test('sums the columns in one more row', () => {
    assert.deepEqual(ask('fields a, b, c | addtotals col=true', messages), [
      'a | b | c | Total',
      '(missing) | (missing) | y | (missing)',
      '0.5 | (missing) | (missing) | 0.5',
      '1 | 2 | x | 3',
      '1.5 | 2 | (missing) | 3.5',
    ]);
    assert.deepEqual(
      ask('stats count(*) by c | addtotals row=false col=true | filter count(*) > 2', messages),
      ['c | count(*)', '(missing) | 3'],
    );
  });
});

describe('fillmissing', () => {
  const messages = ['10:00 {"h":"a"}', '10:03 {"h":"b"}', '10:04 {"h":"a"}'];
  const window = { startMs: at('09:58'), endMs: at('10:05'), nowMs: at('10:05') };

  test('fills the bins between the first and the last of the answer', () => {
    assert.deepEqual(ask('stats count(*) as n by bin(1m) as t | fillmissing with 0 for n', messages), [
      't | n',
      '2024-01-01 10:04:00.000 | 1',
      '2024-01-01 10:03:00.000 | 1',
      '2024-01-01 10:02:00.000 | 0',
      '2024-01-01 10:01:00.000 | 0',
      '2024-01-01 10:00:00.000 | 1',
    ]);
  });

  test('fills the window for each combination of the other keys', () => {
    assert.deepEqual(
      ask('stats count(*) by bin(3m), h offset 1m | fillmissing with "-" for count( * )', messages, {
        window,
      }),
      [
        'bin(3m) | h | count(*)',
        '2024-01-01 10:04:00.000 | a | 1',
        '2024-01-01 10:04:00.000 | b | -',
        '2024-01-01 10:01:00.000 | a | -',
        '2024-01-01 10:01:00.000 | b | 1',
        '2024-01-01 09:58:00.000 | a | 1',
        '2024-01-01 09:58:00.000 | b | -',
      ],
    );
  });

  test('follows bins that restart within their parent, and the ends that dateceil gives', () => {
    const query = 'stats count(*) as n by bin(25m) as t | fillmissing | display t';
    assert.deepEqual(ask(query, ['09:40 x', '10:20 x']), [
      't',
      '2024-01-01 10:00:00.000',
      '2024-01-01 09:50:00.000',
      '2024-01-01 09:25:00.000',
    ]);
    assert.deepEqual(
      ask('stats count(*) as n by dateceil(@timestamp, 1h) as t | fillmissing', ['09:40 x', '11:20 x']),
      [
        't | n',
        '2024-01-01 12:00:00.000 | 1',
        '2024-01-01 11:00:00.000 | (missing)',
        '2024-01-01 10:00:00.000 | 1',
      ],
    );
  });

  test('leaves the rows that there are', () => {
    assert.deepEqual(ask('stats max(x) as m by bin(1m) as t | fillmissing with 0 for m', ['10:00 {}']), [
      't | m',
      '2024-01-01 10:00:00.000 | (missing)',
    ]);
  });
});
