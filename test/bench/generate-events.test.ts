import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { generateDays } from './generate-events.ts';

const allEvents = (seed: number, count: number) =>
  [...generateDays(seed, count)].flatMap((streams) => streams.flatMap(({ events }) => events));

const hashOf = (seed: number): string =>
  createHash('sha256')
    .update(JSON.stringify(allEvents(seed, 5_000)))
    .digest('hex');

test('a seed gives the same events again, another seed others', () => {
  assert.equal(hashOf(1), hashOf(1));
  assert.notEqual(hashOf(1), hashOf(2));
});

test('there are exactly as many events as asked for, each with a timestamp of its own', () => {
  for (const count of [1, 63, 5_000, 40_001]) {
    const events = allEvents(7, count);
    assert.equal(events.length, count);
    assert.equal(new Set(events.map(({ ms }) => ms)).size, count);
  }
});

test('a stream is in time order, and about one report in twenty is of a cold start', () => {
  const streams = [...generateDays(1, 100_000)].flat();
  for (const { events } of streams)
    assert.ok(events.every(({ ms }, at) => at === 0 || events[at - 1]!.ms < ms));
  const reports = streams
    .flatMap(({ events }) => events)
    .filter(({ message }) => message.startsWith('REPORT'));
  const cold = reports.filter(({ message }) => message.includes('Init Duration: '));
  assert.ok(reports.length > 12_000 && reports.length < 25_000);
  assert.ok(cold.length / reports.length > 0.04 && cold.length / reports.length < 0.06);
});
