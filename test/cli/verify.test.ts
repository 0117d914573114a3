// insitu verify, put to our own server: exit codes, cassettes, exports, and the probes' confirmation.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { type RunningServer, startServer } from '../../src/emulator/index.ts';
import { createClient, type LogsClient } from '../../src/service/index.ts';
import { insitu, ownDirectory, startInsitu } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const keys = { AWS_ACCESS_KEY_ID: 'insitu', AWS_SECRET_ACCESS_KEY: 'insitu', AWS_REGION: 'us-east-1' };
const group = '/app/verified';
const query = 'stats count(*) as n, max(ms) as most by level | sort level';

suite('verify', () => {
  let server: RunningServer;
  let client: LogsClient;
  let firstMs = 0;

  const put = (messages: readonly object[], fromMs: number) =>
    client.putLogEvents({
      logGroupName: group,
      logStreamName: 's',
      logEvents: messages.map((message, index) => ({
        timestamp: fromMs + index,
        message: JSON.stringify(message),
      })),
    });

  const verify = (...args: readonly string[]) =>
    insitu(['verify', ...args, '--db', at('local.db')], {
      env: { ...keys, AWS_ENDPOINT_URL: server.url },
    });

  const asked = (...args: readonly string[]) => ['--group', group, '--start', '-1h', ...args];

  before(async () => {
    Object.assign(process.env, keys);
    server = await startServer({ store: at('served.db'), region: 'us-east-1' });
    client = await createClient({ endpointUrl: server.url });
    await client.createLogGroup({ logGroupName: group });
    await client.createLogStream({ logGroupName: group, logStreamName: 's' });
    firstMs = Date.now() - 60_000;
    const levels = ['info', 'warn', 'error'];
    await put(
      Array.from({ length: 30 }, (_, index) => ({ level: levels[index % 3], ms: index })),
      firstMs,
    );
  });
  after(async () => {
    client.destroy();
    await server.close();
  });

  test('the same answers: 0; kept with their events they need neither service nor store', async () => {
    const { code, stdout, stderr } = await verify(
      query,
      ...asked('--fetch', '--record', at('kept.json'), '--with-events'),
    );
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /= the answers are the same: 3 rows, 9 of 9 cells equal; events: 30 in the store, 30 /,
    );
    assert.match(stderr, /which is not AWS/);
    const replayed = await insitu(['verify', '--replay', at('kept.json')], { cwd: directory });
    assert.deepEqual([replayed.code, replayed.stdout], [0, stdout]);
  });

  test('a difference that nothing explains: 1', async () => {
    const bent = readFileSync(at('kept.json'), 'utf8').replace('"most","value":"29"', '"most","value":"28"');
    writeFileSync(at('bent.json'), bent);
    const { code, stdout } = await insitu(['verify', '--replay', at('bent.json'), '--format', 'json']);
    const { verdict, remarks } = JSON.parse(stdout) as { verdict: string; remarks: { column: string }[] };
    assert.deepEqual([code, verdict, remarks.map(({ column }) => column)], [1, 'differs', ['most']]);
  });

  test('an export of the console', async () => {
    writeFileSync(at('console.csv'), 'level,n,most\nerror,10,29\ninfo,10,27\nwarn,10,28\n');
    const { code, stdout } = await verify(query, '--from', at('console.csv'), '--group', group);
    assert.equal(code, 0, stdout);
    writeFileSync(at('console.csv'), 'level,n,most\nerror,10,29\ninfo,9,27\nwarn,10,28\n');
    assert.equal((await verify(query, '--from', at('console.csv'), '--group', group)).code, 1);
  });

  test('an event that the store lacks: nothing can be said, 4', async () => {
    await put([{ level: 'info', ms: 99 }], firstMs + 1_000);
    const { code, stdout } = await verify(query, ...asked());
    assert.equal(code, 4, stdout);
    assert.match(stdout, /scanned 1 event more than the store holds/);
    assert.equal((await verify(query, ...asked('--fetch'))).code, 0);
  });

  test('a query that only the service refuses: 1', async () => {
    const { code, stderr } = await verify(query, '--group', '/nowhere', '--start', '-1h');
    assert.equal(code, 1);
    assert.match(stderr, /the service says ResourceNotFoundException/);
  });

  test('a store that is not there is told before the service is asked: 3', async () => {
    const { code, stderr } = await insitu(['verify', query, ...asked('--db', at('no.db'))], {
      env: { ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    assert.equal(code, 3, stderr);
  });

  const wrong: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [['fieldz x', '--group', group, '--start', '-1h'], /there is no command "fieldz"/],
    [['fields x', '--group', group], /--start is needed/],
    [['fields x', '--start', '-1h'], /--group is needed/],
    [['fields x', '--from', 'a.csv', '--probes'], /exclude each other/],
    [['fields x', '--replay', 'a.json'], /no query is given/],
    [[], /there is no query/],
    [['fields x', '--with-events'], /belongs to --record/],
    [['--probes'], /less than 0\.01 USD.*--yes-write-to-service/],
  ];
  for (const [args, complaint] of wrong)
    test(`${args.join(' ')}: wrong usage, 2`, async () => {
      const { code, stdout, stderr } = await verify(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, complaint);
    });

  test('what is no cassette and no export cannot be read: 3', async () => {
    writeFileSync(at('other.json'), '{}');
    assert.equal((await verify('--replay', at('other.json'))).code, 3);
    assert.equal((await verify('fields x', '--from', at('other.json'))).code, 3);
    assert.equal((await verify('fields x', '--from', at('none.csv'))).code, 3);
  });

  test('probes that are interrupted leave no log group behind', async () => {
    const { child, ended } = startInsitu(['verify', '--probes', '--yes-write-to-service'], {
      env: { ...keys, AWS_ENDPOINT_URL: server.url },
    });
    assert.ok(child.stderr);
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    assert.match(said.toString(), /made the log group insitu-probe-[0-9a-f]{12}/);
    const named = async () => {
      const { logGroups = [] } = await client.describeLogGroups({ logGroupNamePrefix: 'insitu-probe-' });
      return logGroups.length;
    };
    assert.equal(await named(), 1);
    child.kill('SIGINT');
    assert.equal((await ended).code, 130);
    assert.equal(await named(), 0);
  });
});
