// Following: what comes later arrives, early or late, with Live Tail and without.

import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import test from 'node:test';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import type { FetchSummary } from '../../../src/service/fetch/fetch-log-groups.ts';
import { fetchFrom, HOUR_MS, noon, ownFolder, ownServer, sorted, storedEvents } from './fetching.ts';
import { type LogServer, makeEvents } from './log-server.ts';

const folder = ownFolder();

type Following = {
  readonly store: string;
  /** Test time: noon and what has gone by. */
  readonly nowMs: () => number;
  readonly notices: readonly string[];
  /** Resolves when the store has so many events. */
  arrived(events: number): Promise<void>;
  end(): Promise<FetchSummary>;
};

const PATIENCE_MS = 10_000;

const startFollowing = (server: LogServer, name: string, isTailing: boolean, pollMs: number): Following => {
  const store = path.join(folder, `${name}.db`);
  const startedMs = performance.now();
  const nowMs = (): number => Math.floor(noon + performance.now() - startedMs);
  const controller = new AbortController();
  const notices: string[] = [];
  let total = 0;
  const fetching = fetchFrom({
    url: server.url,
    path: store,
    time: { startMs: noon - HOUR_MS, endMs: undefined },
    follow: { isTailing, pollMs },
    signal: controller.signal,
    nowMs,
    onWritten: (_group, { events }) => {
      total += events;
    },
    onNotice: (sentence) => notices.push(sentence),
  });
  return {
    store,
    nowMs,
    notices,
    arrived: async (events) => {
      const untilMs = performance.now() + PATIENCE_MS;
      while (total < events) {
        assert.ok(performance.now() < untilMs, `${total} of ${events} events arrived`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    end: () => {
      controller.abort();
      return fetching;
    },
  };
};

const put = (server: LogServer, count: number, timestamp: number, name: string): void => {
  server.events.get('app')!.push(...makeEvents(count, { startMs: timestamp, endMs: timestamp + 10, name }));
};

test('without Live Tail the service is asked again and again, and the following is said to do so', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(50, { startMs: noon - HOUR_MS, endMs: noon - 1000 }));
  const following = startFollowing(server, 'polled', true, 30);
  await following.arrived(50);
  put(server, 20, following.nowMs(), 'new');
  await following.arrived(70);
  put(server, 5, noon - 10_000, 'late');
  await following.arrived(75);
  server.fault = () => 'drop';
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.fault = () => undefined;
  put(server, 1, following.nowMs(), 'last');
  await following.arrived(76);
  const summary = await following.end();
  assert.equal(summary.isInterrupted, true);
  assert.deepEqual(summary.problems, []);
  assert.match(following.notices.join('\n'), /no Live Tail .*asked every 0\.03 s/);
  assert.deepEqual(sorted(storedEvents(following.store)), sorted(server.events.get('app')!));
});

const codec = new EventStreamCodec(
  (bytes) => new TextDecoder().decode(bytes as Uint8Array),
  (text) => new TextEncoder().encode(text),
);

const frame = (type: string, body: object): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: type },
      ':content-type': { type: 'string', value: 'application/json' },
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  });

/** A server with Live Tail: `announce` sends an update to all sessions. */
const withLiveTail = (server: LogServer) => {
  const sessions = new Set<ServerResponse>();
  server.other = ({ operation }, response) => {
    if (operation !== 'StartLiveTail') return false;
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.write(frame('initial-response', {}));
    response.write(frame('sessionStart', { sessionId: 'one' }));
    sessions.add(response);
    response.on('close', () => sessions.delete(response));
    return true;
  };
  return {
    sessions,
    announce: (timestamp: number): void => {
      const sessionResults = [
        { timestamp, message: 'announced', logStreamName: 's', logGroupIdentifier: 'app' },
      ];
      for (const session of sessions)
        session.write(frame('sessionUpdate', { sessionMetadata: { sampled: false }, sessionResults }));
    },
  };
};

const until = async (isSo: () => boolean): Promise<void> => {
  const untilMs = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    assert.ok(performance.now() < untilMs, 'it did not come to it');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

test('Live Tail wakes at once, for late events too; its own events are not stored', async () => {
  const server = await ownServer();
  const live = withLiveTail(server);
  server.events.set('app', makeEvents(50, { startMs: noon - HOUR_MS, endMs: noon - 1000 }));
  const following = startFollowing(server, 'tailed', true, HOUR_MS);
  await following.arrived(50);
  await until(() => live.sessions.size === 1);
  const timestamp = following.nowMs();
  put(server, 1, timestamp, 'new');
  live.announce(timestamp);
  await following.arrived(51);
  // Far more late than any round would look back.
  put(server, 1, noon - HOUR_MS / 2, 'late');
  live.announce(noon - HOUR_MS / 2);
  await following.arrived(52);
  // A session that breaks is begun anew.
  for (const session of live.sessions) session.destroy();
  await until(() => live.sessions.size === 0);
  await until(() => live.sessions.size === 1);
  await following.end();
  assert.deepEqual(following.notices, []);
  assert.deepEqual(sorted(storedEvents(following.store)), sorted(server.events.get('app')!));
  await until(() => live.sessions.size === 0);
});
