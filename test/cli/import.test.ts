// Importing again, at the same time, and being killed or interrupted while importing.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../../src/store/index.ts';
import { countInStore, isHeldOnce, isWholeFiles, timesHeld, writeManyEvents } from './many-events.ts';
import { countEvents, exportLines, insitu, ownDirectory, startInsitu } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);

// About 1.5 s of work on an idle machine; the first commit comes with the large file.
const small = Array.from({ length: 150 }, () => 60);
const many = writeManyEvents(at('many'), [...small, 270_000, ...small, 20_000]);

/** How long an import takes here and now, ms. */
let importMs = 0;

/** Has the making of the store got so far? */
const isStore = async (db: string): Promise<boolean> => {
  try {
    await countInStore(db);
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
};

suite('a large import', { concurrency: 2 }, () => {
  before(async () => {
    const { elapsedMs, code } = await insitu(['import', at('many'), '--db', at('whole.db'), '-q']);
    assert.equal(code, 0);
    importMs = elapsedMs;
  });

  test('holds every event once, also when it is imported again', async () => {
    const again = await insitu(['import', at('many'), '--db', at('whole.db')]);
    assert.match(again.stderr, /^imported 0 events .*; 302 files already in the store$/m);
    assert.equal(await countEvents(['--db', at('whole.db')]), many.eventCount);
    assert.ok(isHeldOnce(timesHeld(at('whole.db'), many.eventCount)));
  });

  const killFiveTimes = async (db: string): Promise<readonly number[]> => {
    const moments: number[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      // The first while the store is being made, the others anywhere.
      const moment = Math.round(60 + Math.random() * importMs * (kill === 0 ? 0.3 : 1));
      moments.push(moment);
      const { child, ended } = startInsitu(['import', at('many'), '--db', db, '-q']);
      await wait(moment);
      child.kill('SIGKILL');
      await ended;
      if (existsSync(db) && (await isStore(db)))
        assert.ok(isWholeFiles(timesHeld(db, many.eventCount), many), `killed after ${moments} ms`);
    }
    return moments;
  };
  for (let round = 1; round <= 3; round += 1)
    test(`kill -9 five times, then run again: every event once (store ${round})`, async () => {
      const db = at(`killed-${round}.db`);
      const story = `killed after ${await killFiveTimes(db)} ms`;
      const last = await insitu(['import', at('many'), '--db', db]);
      assert.equal(last.code, 0, `${story}: ${last.stderr}`);
      assert.equal(await countInStore(db), many.eventCount, story);
      assert.ok(isHeldOnce(timesHeld(db, many.eventCount)), story);
    });
});

suite('many small files', { concurrency: 2 }, () => {
  const few = writeManyEvents(
    at('few'),
    Array.from({ length: 1500 }, () => 30),
  );

  test('Ctrl-C: exit code 130, a sound store, and running again completes it', async () => {
    const db = at('interrupted.db');
    const { child, ended } = startInsitu(['import', at('few'), '--db', db]);
    while (!existsSync(db)) await wait(5);
    await wait(150);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130, stderr);
    assert.match(stderr, /^imported [\d,]+ events /m);
    assert.ok(isWholeFiles(timesHeld(db, few.eventCount), few));
    assert.equal((await insitu(['import', at('few'), '--db', db])).code, 0);
    assert.ok(isHeldOnce(timesHeld(db, few.eventCount)));
  });

  test('two imports at once into one store: both succeed, every event once', async () => {
    const db = at('both.db');
    const args = ['import', at('few'), '--db', db];
    const [one, other] = await Promise.all([insitu(args), insitu(args)]);
    assert.deepEqual([one.code, other.code], [0, 0], one.stderr + other.stderr);
    assert.ok(isHeldOnce(timesHeld(db, few.eventCount)));
  });
});

suite('importing', { concurrency: 3 }, () => {
  test('a file that grew is another file; the old one stays', async () => {
    const file = at('grows.log');
    writeFileSync(file, exportLines(['a', 'b']));
    const args = ['import', file, '--db', at('grows.db')];
    await insitu(args);
    writeFileSync(file, exportLines(['a', 'b', 'c']));
    assert.equal((await insitu(args)).code, 0);
    assert.equal(await countInStore(at('grows.db')), 5);
  });

  test('the same file into two groups is there in both', async () => {
    const file = at('shared.log');
    writeFileSync(file, exportLines(['a']));
    for (const group of ['/one', '/two', '/one'])
      await insitu(['import', file, '--db', at('two.db'), '--group', group]);
    assert.equal(await countInStore(at('two.db')), 2);
    assert.equal(await countEvents(['--db', at('two.db'), '--group', '/one']), 1);
  });

  test('four at once make the store together', async () => {
    const file = at('race.log');
    writeFileSync(file, exportLines(['a']));
    const groups = ['/a', '/b', '/c', '/d'];
    const db = at('race.db');
    const ended = await Promise.all(
      groups.map((group) => insitu(['import', file, '--db', db, '--group', group])),
    );
    assert.deepEqual(
      ended.map(({ code }) => code),
      [0, 0, 0, 0],
      ended.map(({ stderr }) => stderr).join(''),
    );
    assert.equal(await countInStore(db), 4);
  });

  test('a large file that breaks off leaves nothing of its full segments', async () => {
    const file = at('breaks.json');
    const event = (id: number) => JSON.stringify({ timestamp: 1_700_000_000_000 + id, message: `m${id}` });
    const events = Array.from({ length: 70_000 }, (_, id) => event(id)).join(',');
    writeFileSync(file, `{"events":[${events}`);
    const good = at('before.log');
    writeFileSync(good, exportLines(['a', 'b']));
    const { code, stderr } = await insitu(['import', good, file, '--db', at('breaks.db')]);
    assert.equal(code, 4, stderr);
    assert.equal(await countInStore(at('breaks.db')), 2);
  });
});
