// What ends a query before its time: the deadline, Ctrl-C, a polite kill.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { writeManyEvents } from './many-events.ts';
import { exportLines, insitu, ownDirectory, type RunOptions, startInsitu } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const trap = at('trap.log');
writeFileSync(trap, exportLines([`${'a'.repeat(60)}b`]));
const forEver = 'filter @message like /(a+)+$/';

/** Starts, waits, sends the signal, and gives the end; `isGone` is false where only SIGKILL helped. */
const signalled = async (
  args: readonly string[],
  signal: NodeJS.Signals,
  afterMs: number,
  options: RunOptions = {},
) => {
  const { child, ended } = startInsitu(args, { mostMs: afterMs + 3000, ...options });
  await wait(afterMs);
  child.kill(signal);
  const end = await ended;
  return { ...end, isGone: end.signal !== 'SIGKILL' };
};

suite('the deadline', { concurrency: 2 }, () => {
  before(async () => {
    await insitu(['import', trap, '--db', at('trap.db'), '-q']);
  });
  const cases: readonly (readonly [name: string, query: string, where: readonly string[]])[] = [
    ['a filter over files', forEver, [trap]],
    ['a filter over a store', forEver, ['--db', at('trap.db')]],
    [
      'a filter after stats',
      'stats count(*) as n by @message | filter @message like /(a+)+$/ and n > 0',
      [trap],
    ],
  ];
  for (const [name, query, where] of cases)
    test(`stops a catastrophic pattern: ${name}`, async () => {
      const { code, stdout, stderr, elapsedMs } = await insitu(['query', query, ...where, '--timeout', '1s']);
      assert.deepEqual([code, stdout], [1, ''], stderr);
      assert.match(stderr, /^insitu: [^\n]*stopped after 1 s[^\n]*--timeout[^\n]*\n$/);
      assert.ok(elapsedMs < 6000, `${elapsedMs} ms`);
    });

  test('stops waiting for standard input', async () => {
    const { child, ended } = startInsitu(['query', 'limit 1', '-', '--timeout', '1s'], {
      isInputIdle: true,
      mostMs: 5000,
    });
    const { code, stderr } = await ended;
    assert.equal(child.signalCode, null, 'it ends by itself');
    assert.equal(code, 1, stderr);
  });

  test('may be far away', async () => {
    const { code, stderr } = await insitu(['query', 'limit 1', trap, '--timeout', '60d', '-q']);
    assert.deepEqual([code, stderr], [0, '']);
  });

  for (const wrong of ['', '5', '-5s', 'soon'])
    test(`"${wrong}" is no duration`, async () => {
      const { code, stderr } = await insitu(['query', 'limit 1', trap, `--timeout=${wrong}`]);
      assert.equal(code, 2);
      assert.match(stderr, /^insitu: --timeout: [^\n]*\n$/);
    });
});

suite('signals', { concurrency: 1 }, () => {
  before(() => {
    writeManyEvents(at('many'), [600_000]);
  });

  test('Ctrl-C within a pattern: 130, one line', async () => {
    const { code, stdout, stderr, isGone } = await signalled(['query', forEver, trap], 'SIGINT', 1000);
    assert.ok(isGone);
    assert.deepEqual([code, stdout], [130, '']);
    assert.match(stderr, /^insitu: interrupted[^\n]*\n$/);
  });

  test('Ctrl-C during a long query over files is heard whenever it comes: 130', async () => {
    const query = 'parse @message /"took":(?<t>\\d+)/ | stats avg(t) as a by path | sort a desc | limit 5';
    const args = ['query', query, at('many'), '--format', 'json'];
    const { elapsedMs, code } = await insitu(args);
    assert.equal(code, 0);
    const ends: (number | string | null)[] = [];
    for (const share of [0.4, 0.45, 0.5, 0.55, 0.6]) {
      const end = await signalled(args, 'SIGINT', elapsedMs * share);
      // While Node is still starting, the signal itself ends it, and a shell says 130 as well.
      ends.push(end.signal === 'SIGINT' ? 130 : end.code);
    }
    assert.deepEqual(ends, [130, 130, 130, 130, 130]);
  });

  test('SIGTERM ends a query that is lost in a pattern', async () => {
    const { isGone } = await signalled(['query', forEver, trap], 'SIGTERM', 1000);
    assert.ok(isGone, 'a supervisor, `timeout` or a container stop must not need SIGKILL');
  });

  for (const command of [
    ['query', 'limit 1', '-'],
    ['import', '-', '--db', at('idle.db')],
  ])
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      test(`one ${signal} ends ${command[0]} while it waits for standard input`, async () => {
        const { isGone, code } = await signalled(command, signal, 1000, { isInputIdle: true });
        assert.ok(isGone, 'it ends');
        assert.ok(code !== 0);
      });
});
