// Requests do not crowd out whatever else the server has to do.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setImmediate as nextRound } from 'node:timers/promises';
import { turns } from '../../src/emulator/turns.ts';

const names = ['first', 'second', 'third'];

/** In which order three requests, and the rounds of the loop that were begun in the meantime, came. */
const orderWith = async (roundMs: number, work: () => void): Promise<readonly string[]> => {
  const turn = turns(roundMs);
  const order: string[] = [];
  const requests = names.map(async (name) => {
    await turn();
    order.push(name);
    work();
  });
  const rounds = (async () => {
    for (const _ of names) {
      await nextRound();
      order.push('round');
    }
  })();
  await Promise.all([...requests, rounds]);
  await turn();
  return order;
};

const busyFor = (ms: number) => (): void => {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
};

suite('turns of requests', () => {
  test('long ones let the loop go round in between', async () => {
    assert.deepEqual(await orderWith(5, busyFor(6)), ['first', 'round', 'second', 'round', 'third', 'round']);
  });

  test('short ones share a round', async () => {
    assert.deepEqual((await orderWith(10_000, () => {})).slice(0, 4), [...names, 'round']);
  });
});
