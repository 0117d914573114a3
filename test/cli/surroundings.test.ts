// What a query knows beside its logs: lookup tables, saved queries, parameters, other log groups, log classes.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { insitu, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const at = (...parts: readonly string[]): string => path.join(directory, ...parts);
const event = (second: number, fields: object): string =>
  `${JSON.stringify({ timestamp: Date.UTC(2024, 0, 1, 12, 0, second), message: JSON.stringify(fields) })}\n`;

const orders = at('orders.jsonl');
const payments = at('payments.jsonl');
const db = at('shop.db');
writeFileSync(
  orders,
  event(0, { id: 'o1', user: 'u1', ip: '10.1.2.3' }) +
    event(1, { id: 'o2', user: 'u2', ip: '10.9.0.1' }) +
    event(2, { id: 'o3', user: 'u9', ip: '192.0.2.1' }),
);
writeFileSync(
  payments,
  event(3, { order: 'o1', state: 'paid' }) + event(4, { order: 'o2', state: 'failed' }),
);
writeFileSync(at('users.csv'), 'id,name\nu1,Ada\nu2,"Grace, H."\n');
writeFileSync(at('nets.csv'), 'cidr,site\n10.0.0.0/8,all\n10.1.0.0/16,north\n');
mkdirSync(at('saved'));
writeFileSync(at('saved', 'OfUser.query'), 'filter user = {{user}}');
writeFileSync(
  at('definitions.json'),
  JSON.stringify({
    queryDefinitions: [
      {
        name: 'shop/First',
        queryString: 'sort id\n| limit {{n}}',
        parameters: [{ name: 'n', defaultValue: '1' }],
      },
    ],
  }),
);

const csv = async (query: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr, code } = await insitu(['query', query, '--format', 'csv', '-q', ...args]);
  assert.equal(code, 0, stderr);
  return stdout;
};

const refusal = async (query: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr, code } = await insitu(['query', query, orders, ...args]);
  assert.deepEqual([code, stdout], [2, '']);
  return stderr;
};

suite('surroundings of a query', { concurrency: 3 }, () => {
  before(async () => {
    for (const [file, group] of [
      [orders, 'orders'],
      [payments, 'payments'],
    ] as const) {
      const { code, stderr } = await insitu(['import', file, '--group', group, '--db', db]);
      assert.equal(code, 0, stderr);
    }
  });

  test('a lookup table is a CSV file, named by its file or by the user', async () => {
    const expected = 'id,name\r\no1,Ada\r\no2,"Grace, H."\r\no3,\r\n';
    const query = (table: string) => `fields id | lookup ${table} id as user OUTPUT name | sort id`;
    assert.equal(await csv(query('users'), orders, '--lookup', at('users.csv')), expected);
    assert.equal(await csv(query('people'), orders, '--lookup', `people=${at('users.csv')}`), expected);
  });

  test('the narrowest network counts', async () => {
    const query = 'fields id | cidrlookup nets ip as cidr OUTPUT site | sort id';
    assert.equal(
      await csv(query, orders, '--lookup', at('nets.csv')),
      'id,site\r\no1,north\r\no2,all\r\no3,\r\n',
    );
  });

  test('an unknown table or column is refused at its place', async () => {
    const table = await refusal('lookup user id OUTPUT name', '--lookup', at('users.csv'));
    assert.match(table, /^error lookup-table-unknown 1:8 .*\n[\s\S]*did you mean "users"\?/);
    const column = await refusal('lookup users id OUTPUT nam', '--lookup', at('users.csv'));
    assert.match(column, /^error lookup-column-unknown 1:24 /);
  });

  test('a table that cannot be read ends the program in one line', async () => {
    writeFileSync(at('twice.csv'), 'a,a\n1,2\n');
    const missing = await insitu(['query', 'limit 1', orders, '--lookup', at('none.csv')]);
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /none\.csv: .*there is no such file\n$/);
    const twice = await insitu(['query', 'limit 1', orders, '--lookup', at('twice.csv')]);
    assert.match(twice.stderr, /twice\.csv: line 1: the column "a" stands there twice\n$/);
  });

  test('saved queries are called by name, with their parameters or the defaults', async () => {
    const folder = ['--saved', at('saved')];
    assert.equal(await csv('$OfUser(user = "u2") | display id', orders, ...folder), 'id\r\no2\r\n');
    const json = ['--saved', at('definitions.json')];
    assert.equal(await csv('$`shop/First`() | display id', orders, ...json), 'id\r\no1\r\n');
    assert.equal(await csv('$`shop/First`(n = 2) | display id', orders, ...json), 'id\r\no1\r\no2\r\n');
  });

  test('a comment at the end of a saved query takes nothing with it', async () => {
    writeFileSync(at('saved', 'Paying.query'), 'filter user like "u" # all who pay\n# and nobody else');
    const folder = ['--saved', at('saved')];
    assert.equal(await csv('$Paying() | stats count(*) as n', orders, ...folder), 'n\r\n3\r\n');
  });

  test('parameters stand in calls too, and one in quotes without a value is told', async () => {
    const folder = ['--saved', at('saved')];
    const query = '$OfUser(user = {{who}}) | display id';
    assert.equal(await csv(query, orders, ...folder, '--param', 'who="u2"'), 'id\r\no2\r\n');
    const { code, stderr } = await insitu(['query', 'filter user = "{{who}}"', orders]);
    assert.equal(code, 0);
    assert.match(stderr, /^notice placeholder-in-text \{\{who\}\} stands in quotes/m);
  });

  test('too many rows made of nothing end the query in one line', async () => {
    const { code, stderr } = await insitu([
      'query',
      'stats count(*) as n by bin(1ms) | fillmissing',
      orders,
      '--start=2024-01-01',
      '--end=2024-01-02',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /^insitu: fillmissing: the bins of all groups are more than 1,000,000\n$/);
  });

  test('a call that cannot be made says why', async () => {
    const folder = ['--saved', at('saved')];
    assert.match(
      await refusal('$OfUsers(user = "u2")', ...folder),
      /saved-query-unknown 1:2 .*[\s\S]*"OfUser"/,
    );
    assert.match(await refusal('$OfUser()', ...folder), /"user" of the saved query "OfUser" has no value/);
    assert.match(await refusal('$OfUser(user = 1, x = 2)', ...folder), /1:19 .*"x".* does not exist/);
  });

  test('{{name}} stands for what --param says, and has a value or is refused', async () => {
    const query = 'filter user = {{user}} | display id';
    assert.equal(await csv(query, orders, '--param', 'user="u1"'), 'id\r\no1\r\n');
    assert.match(await refusal(query), /^error placeholder-without-value 1:15 /);
    assert.equal(await csv('display concat(id, " {{x}}") as t | limit 1', orders), 't\r\no3 {{x}}\r\n');
  });

  test('a join and a subquery look into other log groups, in a store and over files', async () => {
    const joined =
      "SOURCE 'orders' | join type=left left=o right=p where o.id = p.order (SOURCE 'payments') | fields o.id, p.state | sort o.id";
    assert.equal(await csv(joined, '--db', db), 'o.id,p.state\r\no1,paid\r\no2,failed\r\no3,\r\n');
    const inner =
      "SOURCE 'orders' | filter id in (SOURCE 'payments' | filter state = 'failed' | fields order) | display id";
    assert.equal(await csv(inner, '--db', db), 'id\r\no2\r\n');
    const files = "filter id in (filter state = 'failed' | fields order) | display id";
    assert.equal(await csv(files, orders, payments), 'id\r\no2\r\n');
  });

  test('SOURCE and --group together are refused', async () => {
    assert.match(
      await refusal("SOURCE 'orders' | limit 1", '--group', 'orders'),
      /^error source-and-groups 1:1 /,
    );
  });

  test('a log class has what it has', async () => {
    const infrequent = ['--log-class', 'infrequent-access'];
    assert.match(
      await refusal('pattern @message', ...infrequent),
      /not-in-log-class 1:1 .*do not have pattern/,
    );
    assert.match(await refusal('fields unmask(@message)', ...infrequent), /not-in-log-class 1:8 /);
    assert.match(
      await refusal('stats count(*) as n by id | stats max(n) as m by id | stats max(m)', ...infrequent),
      /at most 2 stats/,
    );
  });

  test('diff compares with the range before, and needs one', async () => {
    const query = 'pattern @message | diff | display @sampleCount, @diffEventCount | sort @diffEventCount';
    assert.match(await refusal(query), /^error range-needed 1:20 /);
    const range = ['--start', '2024-01-01T12:00:02Z', '--end', '2024-01-01T12:00:02.999Z'];
    assert.match(await csv(query, orders, ...range), /^@sampleCount,@diffEventCount\r\n/);
  });
});

suite('explain --steps', { concurrency: 3 }, () => {
  test('shows the rows behind each command', async () => {
    const { code, stdout, stderr } = await insitu([
      'explain',
      '--steps',
      'fields id, user | filter user != "u9" | sort id desc | limit 1',
      orders,
    ]);
    assert.deepEqual([code, stderr], [0, '']);
    const counts = [...stdout.matchAll(/^(\d)\. (\w+).*\n(\d+) rows?$/gm)].map(([, ...parts]) =>
      parts.join(' '),
    );
    assert.deepEqual(counts, ['1 fields 3', '2 filter 2', '3 sort 2', '4 limit 1']);
    assert.match(stdout, /o2 {2}u2\s*$/);
  });

  test('a SOURCE is no step of its own', async () => {
    const { stdout } = await insitu(['explain', '--steps', 'SOURCE "orders" | fields id', '--db', db]);
    assert.match(stdout, /^1\. fields id\n3 rows\n/);
  });

  test('shows so many rows as are asked for', async () => {
    const { stdout } = await insitu(['explain', '--steps', '--rows', '2', 'fields id', orders]);
    assert.match(stdout, /3 rows, of which the first 2 are shown/);
    assert.equal(stdout.split('\n').filter((line) => /^o\d/.test(line)).length, 2);
  });

  test('standard input cannot be read again', async () => {
    const { code, stderr } = await insitu(['explain', '--steps', 'limit 1', '-'], { input: '' });
    assert.equal(code, 2);
    assert.match(stderr, /standard input/);
  });
});
