// insitu fetch as a user runs it, from the sources.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { countEvents, insitu, startInsitu } from '../../cli/run-insitu.ts';
import { ownFolder, ownServer, storedEvents } from './fetching.ts';
import { makeEvents } from './log-server.ts';

const folder = ownFolder();
const program = path.resolve(import.meta.dirname, '../../../src/main.ts');
const env = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_CONFIG_FILE: '/dev/null' };
const options = { program, env };

test('events are fetched, told and found by a query', async () => {
  const server = await ownServer();
  const nowMs = Date.now();
  server.events.set('/aws/app', makeEvents(300, { startMs: nowMs - 3_000_000, endMs: nowMs - 1_000 }));
  const store = path.join(folder, 'command.db');
  const args = [
    'fetch',
    '--group',
    '/aws/app',
    '--endpoint-url',
    server.url,
    '--db',
    store,
    '--rate',
    '1000',
  ];
  const first = await insitu(args, options);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stderr, /^fetched 300 events \(.*\) of 1 log group in /);
  assert.equal(await countEvents(['--db', store], options), 300);
  const again = await insitu(args, options);
  assert.match(again.stderr, /^fetched 0 events .* already in the store\n$/);
  assert.equal(storedEvents(store, '/aws/app').length, 300);
});

test('Ctrl-C ends with what was read to the end; the next fetch goes on from there', async () => {
  const server = await ownServer();
  const nowMs = Date.now();
  server.pageEvents = 20;
  server.delayMs = 100;
  server.events.set('app', makeEvents(3_000, { startMs: nowMs - 3_000_000, endMs: nowMs - 1_000 }));
  const store = path.join(folder, 'interrupted.db');
  const args = ['fetch', '--group', 'app', '--endpoint-url', server.url, '--db', store, '--rate', '1000'];
  const running = startInsitu(args, options);
  while (server.requests.length < 60) await new Promise((resolve) => setTimeout(resolve, 10));
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  assert.equal(code, 130);
  assert.match(stderr, /interrupted, the next fetch goes on from here/);
  const kept = storedEvents(store).length;
  assert.ok(kept > 0 && kept < 3_000, `${kept} events were kept`);
  server.delayMs = 0;
  assert.equal((await insitu(args, options)).code, 0);
  const ids = storedEvents(store).map(({ eventId }) => eventId);
  assert.deepEqual([ids.length, new Set(ids).size], [3_000, 3_000]);
});

test('exit codes: 3 where nothing was fetched, 4 where something, 2 for wrong usage', async () => {
  const server = await ownServer();
  server.events.set('app', []);
  const rest = ['--endpoint-url', server.url, '--db', path.join(folder, 'codes.db')];
  const nowhere = await insitu(['fetch', '--group', 'nowhere', ...rest], options);
  assert.equal(nowhere.code, 3);
  assert.match(nowhere.stderr, /nowhere: ResourceNotFoundException: The specified log group does not exist/);
  assert.equal((await insitu(['fetch', '--group', 'nowhere', 'app', ...rest], options)).code, 4);
  for (const wrong of [
    [],
    ['--group', 'app', '--start', 'now', '--end', '-1h'],
    ['--group', 'app', '--follow', '--end', 'now'],
    ['--group', 'app', '--streams', 'a*', 'b'],
    ['--group', 'app', '--rate', '-1'],
  ])
    assert.equal((await insitu(['fetch', ...wrong, ...rest], options)).code, 2, wrong.join(' '));
});
