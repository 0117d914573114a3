// Fetching from an implementation that somebody else wrote: moto, where this machine has it.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type LogsClient } from '../../../src/service/client.ts';
import { fetchFrom, ownFolder, storedEvents } from './fetching.ts';

const hasMoto = spawnSync('python3', ['-c', 'import moto.server']).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const startMoto = async (): Promise<string> => {
  const port = await freePort();
  const moto = spawn('python3', ['-m', 'moto.server', '-p', String(port)], { stdio: 'ignore' });
  after(() => moto.kill());
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(`${url}/moto-api/`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await wait(100);
  }
  throw new Error('moto does not start');
};

const EVENTS_PER_BATCH = 300;

/** Two streams whose events lie among each other, in batches. */
const putSome = async (client: LogsClient, fromMs: number): Promise<readonly string[]> => {
  const messages: string[] = [];
  await client.createLogGroup({ logGroupName: 'app' });
  for (const logStreamName of ['one', 'two']) {
    await client.createLogStream({ logGroupName: 'app', logStreamName });
    for (let batch = 0; batch < 3; batch += 1) {
      const logEvents = Array.from({ length: EVENTS_PER_BATCH }, (_, index) => ({
        timestamp: fromMs + batch * 5_000 + index * 10,
        message: `${logStreamName} ${batch} ${index}`,
      }));
      await client.putLogEvents({ logGroupName: 'app', logStreamName, logEvents });
      messages.push(...logEvents.map(({ message }) => message));
    }
  }
  return messages;
};

test('each event of moto is in the store once, fetched twice', { skip: !hasMoto }, async () => {
  const url = await startMoto();
  const nowMs = Date.now();
  const client = await createClient({ endpointUrl: url });
  const messages = await putSome(client, nowMs - 60_000);
  client.destroy();
  const store = path.join(ownFolder(), 'moto.db');
  const given = { url, path: store, time: { startMs: nowMs - 3_600_000, endMs: nowMs }, nowMs: () => nowMs };
  for (let round = 0; round < 2; round += 1) {
    await fetchFrom(given);
    assert.deepEqual(
      storedEvents(store)
        .map(({ message }) => message)
        .sort(),
      messages.toSorted(),
    );
  }
});
