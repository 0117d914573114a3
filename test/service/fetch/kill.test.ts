// A fetch that is killed has neither lost nor doubled anything when the next one has ended.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fetchFrom, HOUR_MS, noon, ownFolder, ownServer, sorted, storedEvents } from './fetching.ts';
import { type LogServer, makeEvents } from './log-server.ts';

const child = path.join(import.meta.dirname, 'fetch-child.ts');

/** Killed when the server has been asked so often; the signal, or null where it was done before. */
const killedAfter = (asks: number, server: LogServer, store: string): Promise<NodeJS.Signals | null> =>
  new Promise((resolve, reject) => {
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const process_ = spawn(process.execPath, [child, server.url, store], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process_.on('error', reject);
    const before = server.requests.length;
    const watch = setInterval(() => {
      if (server.requests.length - before >= asks) process_.kill('SIGKILL');
    }, 1);
    process_.on('exit', (_code, signal) => {
      clearInterval(watch);
      resolve(signal);
    });
  });

test('killed at ten moments and resumed, each event is in the store once', async (t) => {
  const server = await ownServer();
  server.pageEvents = 20;
  server.delayMs = 20;
  server.events.set('app', makeEvents(6_000, { startMs: noon - HOUR_MS, endMs: noon }));
  const store = path.join(ownFolder(), 'killed.db');
  const kept: number[] = [];
  for (let killing = 0; killing < 10; killing += 1) {
    // From the first request to after some slices were written; 300 pages are to be read.
    const asks = killing === 0 ? 1 : Math.ceil(Math.random() * 60);
    const signal = await killedAfter(asks, server, store);
    const events = existsSync(store) ? storedEvents(store) : [];
    assert.equal(new Set(events.map(({ eventId }) => eventId)).size, events.length, 'none is there twice');
    kept.push(events.length);
    t.diagnostic(`${signal ?? 'ended'} after ${asks} requests, ${events.length} events in the store`);
  }
  assert.ok(
    kept.some((count) => count > 0 && count < 6_000),
    'some were killed in the middle',
  );
  server.delayMs = 0;
  await fetchFrom({ url: server.url, path: store });
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});
