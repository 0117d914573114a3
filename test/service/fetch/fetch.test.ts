// Fetching from a server: all events, each once, with all that the service tells of them.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { fetchFrom, HOUR_MS, noon, ownFolder, ownServer, sorted, storedEvents } from './fetching.ts';
import { type Fault, makeEvents } from './log-server.ts';

const folder = ownFolder();
let stores = 0;
const newStore = (): string => path.join(folder, `${++stores}.db`);

const lastHour = { startMs: noon - HOUR_MS, endMs: noon };

test('all pages of all slices arrive, with stream, times and id', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(5_000, lastHour));
  const store = newStore();
  const summary = await fetchFrom({ url: server.url, path: store });
  assert.equal(summary.events, 5_000);
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('fetched twice, each event is in the store once, and the service is not asked again', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(1_000, lastHour));
  const store = newStore();
  await fetchFrom({ url: server.url, path: store });
  server.requests.length = 0;
  const again = await fetchFrom({ url: server.url, path: store });
  assert.equal(again.events, 0);
  assert.deepEqual(
    server.requests.filter(({ operation }) => operation === 'FilterLogEvents'),
    [],
  );
  assert.equal(storedEvents(store).length, 1_000);
});

test('a time that was fetched in part is completed, the rest is left alone', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(1_000, lastHour));
  const store = newStore();
  await fetchFrom({
    url: server.url,
    path: store,
    time: { startMs: noon - HOUR_MS / 2, endMs: noon - HOUR_MS / 4 },
  });
  server.requests.length = 0;
  await fetchFrom({ url: server.url, path: store });
  const asked = server.requests.filter(({ operation }) => operation === 'FilterLogEvents');
  for (const { input } of asked)
    assert.ok(
      Number(input.endTime) <= noon - HOUR_MS / 2 || Number(input.startTime) >= noon - HOUR_MS / 4,
      'nothing is asked of what was fetched',
    );
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('many events of one moment cannot be cut, and are read page by page', async () => {
  const server = await ownServer();
  server.pageEvents = 10;
  const moment = makeEvents(300, { startMs: noon - 1000, endMs: noon - 999 });
  server.events.set('app', [...moment, ...makeEvents(100, { ...lastHour, name: 'other' })]);
  const store = newStore();
  await fetchFrom({ url: server.url, path: store, tuning: { pagesPerSlice: 2 } });
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a dense slice is cut into parts that are read at the same time', async () => {
  const server = await ownServer();
  server.pageEvents = 10;
  server.delayMs = 5;
  const minute = { startMs: noon - 60_000, endMs: noon };
  server.events.set('app', makeEvents(2_000, minute));
  const store = newStore();
  await fetchFrom({ url: server.url, path: store, time: minute });
  const starts = new Set(
    server.requests.flatMap(({ operation, input }) =>
      operation === 'FilterLogEvents' ? [input.startTime] : [],
    ),
  );
  assert.ok(starts.size > 10, `one slice became ${starts.size}`);
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a throttling, failing, breaking service is survived', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(3_000, lastHour));
  const faults: readonly Fault[] = ['throttle', undefined, 'internal', 'drop', undefined, 'cut', undefined];
  let asked = 0;
  server.fault = () => faults[asked++ % faults.length];
  const store = newStore();
  const summary = await fetchFrom({ url: server.url, path: store });
  assert.deepEqual(summary.problems, []);
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a service that only fails is given up, what was read stays, and the next fetch completes it', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(3_000, lastHour));
  let answered = 0;
  server.fault = ({ operation }) =>
    operation === 'FilterLogEvents' && ++answered > 12 ? 'internal' : undefined;
  const store = newStore();
  const summary = await fetchFrom({ url: server.url, path: store, tuning: { pagesPerSlice: 1 } });
  assert.match(summary.problems[0]?.message ?? '', /InternalFailure|It is our fault/);
  const kept = storedEvents(store).length;
  assert.ok(kept > 0 && kept < 3_000, `${kept} events were kept`);
  server.fault = () => undefined;
  await fetchFrom({ url: server.url, path: store, time: { startMs: undefined, endMs: noon } });
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a page token that the service no longer knows makes the slice be read anew', async () => {
  const server = await ownServer();
  server.pageEvents = 20;
  server.events.set('app', makeEvents(1_000, lastHour));
  let refused = 0;
  server.fault = ({ input }) => (input.nextToken !== undefined && refused++ < 3 ? 'token' : undefined);
  const store = newStore();
  const summary = await fetchFrom({ url: server.url, path: store });
  assert.deepEqual([summary.problems, refused > 3], [[], true]);
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a log group that is not there is told, and does not keep the others', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(10, lastHour));
  const store = newStore();
  const summary = await fetchFrom({ url: server.url, path: store, groups: ['nowhere', 'app'] });
  assert.deepEqual(summary.problems, [
    { group: 'nowhere', message: 'ResourceNotFoundException: The specified log group does not exist.' },
  ]);
  assert.equal(summary.groups, 1);
  assert.equal(storedEvents(store).length, 10);
});

test('streams and filter pattern are handed on; a wider fetch later doubles nothing', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(90, lastHour));
  const store = newStore();
  const one = { streams: ['stream-1'], filterPattern: undefined };
  await fetchFrom({ url: server.url, path: store, selection: one });
  assert.equal(storedEvents(store).length, 30);
  const pattern = { streams: ['stream-*'], filterPattern: 'event 8' };
  await fetchFrom({ url: server.url, path: store, selection: pattern });
  assert.equal(storedEvents(store).length, 30 + 8, 'event 8 and 80 to 89, less those of stream-1');
  await fetchFrom({ url: server.url, path: store });
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('late events are found within the overlap, and only there', async () => {
  const server = await ownServer();
  server.events.set('app', makeEvents(100, lastHour));
  const store = newStore();
  const atNoon = { url: server.url, path: store, nowMs: () => noon, overlapMs: 300_000 };
  await fetchFrom(atNoon);
  const late = makeEvents(10, { startMs: noon - 240_000, endMs: noon - 1, name: 'late' });
  const tooLate = makeEvents(1, { startMs: noon - 360_000, endMs: noon - 350_000, name: 'too-late' });
  server.events.get('app')!.push(...late, ...tooLate);
  const resumed = { ...atNoon, nowMs: () => noon + 60_000, time: { startMs: undefined, endMs: undefined } };
  const summary = await fetchFrom(resumed);
  assert.equal(summary.events, 10);
  assert.ok(summary.known > 0, 'what was there already was read again');
  await fetchFrom({ ...resumed, overlapMs: HOUR_MS });
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('events without ids are known again by their content', async () => {
  const server = await ownServer();
  const bare = makeEvents(50, lastHour).map(({ eventId, ...event }) => event);
  server.events.set('app', [...bare, ...bare.slice(0, 5)]);
  const store = newStore();
  await fetchFrom({ url: server.url, path: store, nowMs: () => noon });
  await fetchFrom({ url: server.url, path: store, overlapMs: 2 * HOUR_MS });
  assert.equal(storedEvents(store).length, 55);
});

test('many events are written as segments, few among the live ones, and both are known again', async () => {
  const server = await ownServer();
  server.pageEvents = 10_000;
  server.events.set('app', makeEvents(30_000, lastHour));
  const store = newStore();
  const overlapping = { url: server.url, path: store, nowMs: () => noon, overlapMs: 2 * HOUR_MS };
  await fetchFrom(overlapping);
  server.events.get('app')!.push(...makeEvents(100, { ...lastHour, name: 'late' }));
  assert.equal((await fetchFrom(overlapping)).events, 100);
  const again = await fetchFrom({ ...overlapping, tuning: { fewestPerSegment: 1 } });
  assert.deepEqual([again.events, again.known], [0, 30_100]);
  assert.deepEqual(sorted(storedEvents(store)), sorted(server.events.get('app')!));
});

test('a group of the same name on another server is fetched for itself', async () => {
  const [server, other] = [await ownServer(), await ownServer()];
  server.events.set('app', makeEvents(10, lastHour));
  other.events.set('app', makeEvents(10, { ...lastHour, name: 'elsewhere' }));
  const store = newStore();
  await fetchFrom({ url: server.url, path: store });
  await fetchFrom({ url: other.url, path: store });
  assert.equal(storedEvents(store).length, 20);
});
