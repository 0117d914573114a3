// How fast is asked, and what is asked again.

import assert from 'node:assert/strict';
import test from 'node:test';
import { requestsPerSecond } from '../../../src/service/fetch/limits.ts';
import { createPace } from '../../../src/service/fetch/pace.ts';
import { askAgain, faultOf, Stopped } from '../../../src/service/fetch/retry.ts';

const never = new AbortController().signal;

test('a second of requests at once, then so many a second', async () => {
  const pace = createPace(50);
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: 50 }, () => pace.take(never)));
  assert.ok(performance.now() - startedMs < 150, 'the first fifty need not wait');
  await Promise.all(Array.from({ length: 20 }, () => pace.take(never)));
  const elapsedMs = performance.now() - startedMs;
  assert.ok(elapsedMs > 350, `twenty more take 400 ms, not ${elapsedMs}`);
});

test('throttling slows the pace once for all requests of a second; answers bring it back', () => {
  let nowMs = 0;
  const pace = createPace(10, () => nowMs);
  pace.throttled();
  pace.throttled();
  assert.equal(pace.perSecond, 6);
  nowMs += 2_000;
  pace.throttled();
  assert.ok(Math.abs(pace.perSecond - 3.6) < 1e-9);
  for (let answers = 0; answers < 100; answers += 1) pace.answered();
  assert.equal(pace.perSecond, 10);
});

test('a region has the quota that is documented, of which a fifth is left to others', () => {
  assert.equal(requestsPerSecond('us-east-1'), 20);
  assert.equal(requestsPerSecond('eu-central-1'), 4);
  assert.equal(requestsPerSecond('eu-west-1'), 8);
});

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name }, more);

test('faults are told apart: of the rate, of the moment, for good', () => {
  assert.equal(faultOf(named('ThrottlingException')), 'throttled');
  assert.equal(faultOf(named('Whatever', { $metadata: { httpStatusCode: 429 } })), 'throttled');
  assert.equal(faultOf(named('ServiceUnavailableException')), 'passing');
  assert.equal(faultOf(named('Whatever', { $metadata: { httpStatusCode: 503 } })), 'passing');
  assert.equal(faultOf(named('Error', { code: 'ECONNRESET' })), 'passing');
  assert.equal(faultOf(named('TimeoutError')), 'passing');
  assert.equal(faultOf(named('Error', { cause: named('Error', { code: 'ENOTFOUND' }) })), 'passing');
  assert.equal(faultOf(named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } })), 'final');
  assert.equal(faultOf(named('ResourceNotFoundException', { $metadata: { httpStatusCode: 400 } })), 'final');
  assert.equal(faultOf(named('CredentialsProviderError')), 'final');
});

const asking = (attempts: number) => ({
  pace: createPace(10_000),
  patience: { attempts, firstPauseMs: 1, longestPauseMs: 4 },
  signal: never,
});

test('what passes is asked again, so often and not more', async () => {
  let asked = 0;
  const failing = (times: number) => async (): Promise<string> => {
    asked += 1;
    if (asked <= times) throw named('ThrottlingException');
    return 'answer';
  };
  assert.equal(await askAgain(asking(4), failing(3)), 'answer');
  asked = 0;
  await assert.rejects(askAgain(asking(3), failing(3)), { name: 'ThrottlingException' });
  assert.equal(asked, 3);
});

test('what is refused is asked once', async () => {
  let asked = 0;
  const refused = askAgain(asking(9), async () => {
    asked += 1;
    throw named('AccessDeniedException');
  });
  await assert.rejects(refused, { name: 'AccessDeniedException' });
  assert.equal(asked, 1);
});

test('one who has had enough is not kept waiting', async () => {
  const controller = new AbortController();
  const slow = { ...asking(100), patience: { attempts: 100, firstPauseMs: 60_000, longestPauseMs: 60_000 } };
  const startedMs = performance.now();
  setTimeout(() => controller.abort(), 20);
  const asked = askAgain({ ...slow, signal: controller.signal }, async () => {
    throw named('ThrottlingException');
  });
  await assert.rejects(asked, Stopped);
  assert.ok(performance.now() - startedMs < 2_000);
});
