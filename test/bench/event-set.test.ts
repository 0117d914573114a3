import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { BenchEvent } from './event-set.ts';
import { eventSets, generateDays, type SetKey, setNames } from './sets.ts';

const streamsOf = (key: SetKey): readonly (readonly BenchEvent[])[] =>
  [...generateDays(key)].flat().map(({ events }) => [...events()]);

const hashOf = (key: SetKey): string =>
  createHash('sha256')
    .update(JSON.stringify(streamsOf(key)))
    .digest('hex');

const keys = setNames.flatMap((set) => eventSets[set].texts.map((text) => ({ set, text })));

for (const { set, text } of keys)
  suite(`${set}, ${text}`, () => {
    test('a seed gives the same events again, another seed others', () => {
      const key = { set, text, seed: 1, count: 2_000 };
      assert.equal(hashOf(key), hashOf(key));
      assert.notEqual(hashOf(key), hashOf({ ...key, seed: 2 }));
    });

    test('there are exactly as many events as asked for, each with a timestamp of its own', () => {
      for (const count of [1, 63, 5_001]) {
        const events = streamsOf({ set, text, seed: 7, count }).flat();
        assert.equal(events.length, count);
        assert.equal(new Set(events.map(({ ms }) => ms)).size, count);
      }
    });

    test('a stream is in time order, and has characters beyond ASCII only where it should', () => {
      const streams = streamsOf({ set, text, seed: 1, count: 5_000 });
      for (const events of streams)
        assert.ok(events.every(({ ms }, at) => at === 0 || events[at - 1]!.ms < ms));
      const isBeyond = streams.flat().some(({ message }) => /[^\0-\x7f]/.test(message));
      assert.equal(isBeyond, text === 'unicode');
    });
  });

test('about one report in twenty is of a cold start', () => {
  const reports = streamsOf({ set: 'mixed', text: 'ascii', seed: 1, count: 100_000 })
    .flat()
    .filter(({ message }) => message.startsWith('REPORT'));
  const cold = reports.filter(({ message }) => message.includes('Init Duration: '));
  assert.ok(reports.length > 12_000 && reports.length < 25_000);
  assert.ok(cold.length / reports.length > 0.04 && cold.length / reports.length < 0.06);
});
