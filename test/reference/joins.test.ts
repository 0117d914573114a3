// Other log groups, other queries, tables: SOURCE, subqueries, join, appendcols, lookup, cidrlookup.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, at, type Circumstances } from './asking.ts';

const others = {
  users: ['10:00 {"id":"1","name":"Ann"}', '10:01 {"id":"2","name":"Ben"}', '10:02 {"id":"1","name":"Anna"}'],
  'web/eu': ['10:10 {"m":"eu"}'],
  'web/us': ['10:10 {"m":"us"}'],
};
const app = ['10:00 {"id":1,"m":"first"}', '10:01 {"id":"3","m":"second"}'];

const answer = (query: string, more: Circumstances = {}): string[] => ask(query, app, { others, ...more });

describe('SOURCE', () => {
  test('takes the place of the log group', () => {
    assert.deepEqual(answer('fields m'), ['m', 'second', 'first']);
    assert.deepEqual(answer("SOURCE 'web/eu' | fields m"), ['m', 'eu']);
    assert.deepEqual(answer("SOURCE 'arn:aws:logs:eu-west-1:123456789012:log-group:web/eu:*' | fields m"), [
      'm',
      'eu',
    ]);
    assert.deepEqual(answer("SOURCE 'nowhere' | fields m"), ['m']);
  });

  test('several are all asked; of one time the last group by name comes first', () => {
    assert.deepEqual(answer("SOURCE 'web/us' | SOURCE 'web/eu' | fields m"), ['m', 'us', 'eu']);
    assert.deepEqual(answer("SOURCE logGroups(namePrefix: ['web/']) | fields m"), ['m', 'us', 'eu']);
    assert.deepEqual(answer('SOURCE logGroups() | stats count(*) as n'), ['n', '7']);
  });

  test('may have a window of its own', () => {
    const window = { startMs: at('10:05'), endMs: at('10:10'), nowMs: at('10:11') };
    assert.deepEqual(answer('SOURCE logGroups() | stats count(*) as n', { window }), ['n', '2']);
    assert.deepEqual(answer('SOURCE logGroups() START=-9m END=now | stats count(*) as n', { window }), [
      'n',
      '3',
    ]);
    assert.deepEqual(
      answer("SOURCE 'users' START=-1h | fields queryTimeRange() as r | display r | limit 1", { window }),
      ['r', '3540000'],
    );
  });
});

describe('a subquery', () => {
  test('gives the values that a field is looked for in', () => {
    assert.deepEqual(answer("filter id in (SOURCE 'users' | fields id) | display m"), ['m', 'first']);
    assert.deepEqual(answer("filter id not in (SOURCE 'users' | fields id) | display m"), ['m', 'second']);
  });

  test('may aggregate', () => {
    assert.deepEqual(
      answer("filter id in (SOURCE 'users' | stats count(*) as n by name | stats max(n)) | display m"),
      ['m', 'first'],
    );
  });

  test('missing values do not count, and a missing field is in nothing', () => {
    assert.deepEqual(answer("filter id not in (SOURCE 'users' | fields nothing) | display m"), [
      'm',
      'second',
      'first',
    ]);
    assert.deepEqual(answer("filter nothing not in (SOURCE 'users' | fields id) | display m"), ['m']);
  });

  test('without SOURCE asks the same log groups', () => {
    assert.deepEqual(answer('filter m in (limit 1 | display m) | display m'), ['m', 'second']);
  });
});

describe('join', () => {
  const join = (type: string): string =>
    `join type=${type} left=L right=R where L.id=R.id (SOURCE 'users') | display m, L.m as l, R.name, name, R.@timestamp as t`;

  test('pairs rows, the newest partner first', () => {
    assert.deepEqual(answer(join('inner')), [
      'm | l | R.name | name | t',
      'first | first | Anna | (missing) | 2024-01-01 10:02:00.000',
      'first | first | Ann | (missing) | 2024-01-01 10:00:00.000',
    ]);
  });

  test('keeps rows without a partner when it is a left one', () => {
    assert.deepEqual(answer(join('left'))[1], 'second | second | (missing) | (missing) | (missing)');
    assert.deepEqual(answer(join('left')).length, 4);
  });

  test('keeps the order of partners in every sort', () => {
    assert.deepEqual(answer(`${join('left')} | sort @timestamp | display R.name`), [
      'R.name',
      'Anna',
      'Ann',
      '(missing)',
    ]);
  });

  test('can be counted by either side', () => {
    assert.deepEqual(
      answer(`join left=L right=R where L.id=R.id (SOURCE 'users') | stats count(*) as n by L.m, R.name`),
      ['L.m | R.name | n', 'first | Ann | 1', 'first | Anna | 1'],
    );
  });
});

describe('appendcols', () => {
  const paste = (options: string): string[] =>
    answer(`fields m, id | appendcols ${options} (SOURCE 'users' | sort id | fields id, name)`);

  test('pastes columns row by row and keeps what there is', () => {
    assert.deepEqual(paste(''), ['m | id | name', 'second | 3 | Anna', 'first | 1 | Ann']);
  });

  test('overrides when told so', () => {
    assert.deepEqual(paste('override=true'), ['m | id | name', 'second | 1 | Anna', 'first | 1 | Ann']);
  });

  test('stops after so many rows', () => {
    assert.deepEqual(paste('override=true max=1'), [
      'm | id | name',
      'second | 1 | Anna',
      'first | 1 | (missing)',
    ]);
  });
});

describe('lookup', () => {
  const tables = new Map([
    [
      'people',
      {
        columns: ['uid', 'name', 'mail'],
        rows: [
          ['1', 'Ann', ''],
          ['1', 'Second', 'x'],
        ],
      },
    ],
    [
      'nets',
      {
        columns: ['cidr', 'zone'],
        rows: [
          ['10.0.0.0/8', 'wide'],
          ['no network', 'none'],
          ['10.1.0.0/16', 'narrow'],
          ['10.1.0.0/16', 'same'],
          ['10.1.2.3', 'one'],
        ],
      },
    ],
  ]);
  const look = (query: string, ...messages: string[]): string[] => ask(query, messages, { tables });

  test('takes the first line that fits', () => {
    assert.deepEqual(
      look(
        'fields id, name | lookup people uid as id OUTPUT name, mail',
        '{"id":1}',
        '{"id":"9","name":"old"}',
      ),
      ['id | name | mail', '9 | (missing) | (missing)', '1 | Ann | '],
    );
  });

  test('OUTPUTNEW fills in what is missing or empty', () => {
    const query = 'display name | lookup people uid as id OUTPUTNEW name';
    assert.deepEqual(
      look(query, '{"id":1}', '{"id":1,"name":""}', '{"id":1,"name":"kept"}', '{"id":2,"name":"left"}'),
      ['name', 'left', 'kept', 'Ann', 'Ann'],
    );
  });

  test('all pairs have to fit, and a missing field fits nothing', () => {
    const query = 'display m | lookup people uid as id, name OUTPUT mail as m';
    assert.deepEqual(look(query, '{"id":1}', '{"id":1,"name":"Second"}'), ['m', 'x', '(missing)']);
  });

  test('cidrlookup takes the longest network', () => {
    const query = 'display ip, zone | cidrlookup nets ip OUTPUT zone';
    assert.deepEqual(
      look(query, '{"ip":"10.9.0.1"}', '{"ip":"10.1.0.1"}', '{"ip":"10.1.2.3"}', '{"ip":"::1"}', '{}'),
      [
        'ip | zone',
        '(missing) | (missing)',
        '::1 | (missing)',
        '10.1.2.3 | one',
        '10.1.0.1 | narrow',
        '10.9.0.1 | wide',
      ],
    );
  });
});
