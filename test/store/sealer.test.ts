// Sealing in threads gives what sealing in this one gives, in the order in which it was asked for, and what
// goes wrong in a thread is told. By itself, and in imports.

import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { type Arrivals, addArrival, newArrivals } from '../../src/segments/index.ts';
import { packParcel, unpackParcel } from '../../src/store/parcel.ts';
import type { SealedSegment } from '../../src/store/seal.ts';
import { openSealer } from '../../src/store/sealer.ts';
import { trialDirectories } from '../tasks/arbitrary-logs.ts';
import { importRun, storedSegments } from '../tasks/import-script.ts';
import { filterLogEvents, type Run, s3Export } from '../tasks/script-files.ts';

/** UTF-16 units of which less is sealed without a thread. */
const WORTH_A_THREAD = 1024 * 1024;

const names = ['requestId', 'level'];

/** Two events of all that an event can have, and so much text. */
const arrivalsOf = (group: string, characters = WORTH_A_THREAD): Arrivals => {
  const arrivals = newArrivals(group);
  const json = `{"group":"${group}","é":"😀"}`;
  addArrival(arrivals, 7, json, 'one', Number.NaN, { names, values: ['r1', undefined] }, 'here');
  addArrival(arrivals, 5.5, 'x'.repeat(characters - json.length), '', 9, undefined, '');
  return arrivals;
};

/** Fields that are no fields: laying down fails over them, wherever it happens. */
const broken = (group: string): Arrivals => ({
  ...arrivalsOf(group),
  timestamps: [1],
  fields: [{} as never],
});

const plain = (sealed: SealedSegment) => ({
  ...sealed,
  columns: sealed.columns.map((column) => ({ ...column, bytes: Buffer.from(column.bytes).toString('hex') })),
});

/** Counts the threads that are started from now on. */
const countThreads = (t: TestContext): (() => number) => {
  let count = 0;
  const onWorker = (): void => {
    count += 1;
  };
  process.on('worker', onWorker);
  t.after(() => process.off('worker', onWorker));
  return () => count;
};

/** A promise that stays open is a fault, not a test that never ends. */
const soon = async <T>(promise: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer within 10 s')), 10_000);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

suite('a sealer', () => {
  test('gives the same with and without threads, to each who asks', async (t) => {
    const started = countThreads(t);
    const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const here = openSealer(0);
    const expected = await Promise.all(groups.map((group) => here.seal(arrivalsOf(group))));
    assert.equal(started(), 0);
    for (const threads of [1, 2, 3]) {
      const before = started();
      const sealer = openSealer(threads);
      const sealed = await soon(Promise.all(groups.map((group) => sealer.seal(arrivalsOf(group)))));
      await sealer.close();
      assert.deepEqual(sealed.map(plain), expected.map(plain));
      assert.equal(started() - before, threads);
    }
  });

  test('starts no thread for little text', async (t) => {
    const started = countThreads(t);
    const sealer = openSealer(2);
    await sealer.seal(arrivalsOf('a', WORTH_A_THREAD - 1));
    assert.equal(started(), 0);
    await soon(sealer.seal(arrivalsOf('a')));
    assert.equal(started(), 1);
    await sealer.close();
  });

  test('tells what went wrong in a thread, to all who waited for it', async () => {
    const sealer = openSealer(1);
    const asked = [sealer.seal(broken('a')), sealer.seal(arrivalsOf('b'))];
    const outcomes = await soon(Promise.allSettled(asked));
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name),
      ['TypeError', 'TypeError'],
    );
    await sealer.close();
  });

  test('answers also after a thread has ended over an error', async () => {
    const sealer = openSealer(1);
    const thread = Promise.withResolvers<Worker>();
    process.once('worker', thread.resolve);
    const failed = sealer.seal(broken('a'));
    failed.catch(() => {});
    const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
    (await thread.promise).once('exit', end);
    await soon(ended);
    await assert.rejects(failed, TypeError);
    const [outcome] = await Promise.allSettled([soon(sealer.seal(arrivalsOf('b')))]);
    await sealer.close();
    // Whether it starts another thread, does the work itself or gives up is its own affair.
    if (outcome?.status === 'rejected') assert.doesNotMatch(String(outcome.reason), /no answer/);
  });

  test('answers also after what could not be handed to a thread', async () => {
    const sealer = openSealer(1);
    const unclonable = { names, values: [(() => {}) as never] };
    await assert.rejects(sealer.seal({ ...arrivalsOf('a'), fields: [unclonable] }), {
      name: 'DataCloneError',
    });
    const [outcome] = await Promise.allSettled([soon(sealer.seal(arrivalsOf('b')))]);
    await sealer.close();
    assert.equal(outcome?.status === 'fulfilled' ? outcome.value.logGroup : String(outcome?.reason), 'b');
  });

  test('that is closed lets nobody wait', async () => {
    const sealer = openSealer(1);
    const asked = sealer.seal(arrivalsOf('a'));
    const outcome = assert.rejects(soon(asked), /has ended/);
    await sealer.close();
    await outcome;
  });

  test('parcels hold all of what has arrived', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud83d', '\ude00', '😀'));
    const anyFields = fc.option(anyText.map((text) => ({ names, values: [text] })));
    const anyEvent = fc.tuple(
      fc.integer(),
      anyText,
      anyText,
      fc.constantFrom(7, Number.NaN),
      anyFields,
      anyText,
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 6 }), (events) => {
        const arrivals = newArrivals('g');
        for (const [ms, message, stream, ingestionMs, fields, source] of events)
          addArrival(arrivals, ms, message, stream, ingestionMs, fields ?? undefined, source);
        assert.deepEqual(unpackParcel(structuredClone(packParcel(arrivals))), arrivals);
      }),
    );
  });
});

suite('an import with threads', () => {
  const nextDirectory = trialDirectories();
  /** Three such events are more than a thread is worth. */
  const wide = { rowsPerSegment: 3, padding: 400_000 };
  const lines = Array.from({ length: 20 }, (_, n) => `${(n * 7) % 20} line ${n}${n % 2 === 0 ? '' : ' @t'}`);
  const overlap: Run = [
    ...s3Export('a', ...lines.slice(0, 14)),
    ...filterLogEvents('small', '1 line 3 #A @t', '50 last #B'),
    ...s3Export('b', ...lines.slice(5)),
  ];

  test('stores the same events in the same order', async (t) => {
    const started = countThreads(t);
    const [alone, ...others] = await Promise.all(
      [1, 2, 3].map(async (jobs) => {
        const directory = nextDirectory();
        const { events, eventsKnown } = await importRun(directory, overlap, { ...wide, jobs });
        const again = await importRun(directory, s3Export('c', ...lines), { ...wide, jobs });
        const counts = [events, eventsKnown, again.events, again.eventsKnown];
        return { counts, segments: storedSegments(directory) };
      }),
    );
    assert.deepEqual(alone?.counts, [21, 10, 0, 20]);
    assert.equal(alone?.segments.flat().length, 21);
    for (const other of others) assert.deepEqual(other, alone);
    assert.ok(started() >= 3);
  });

  test('tells what went wrong in one, and has stored nothing', async (t) => {
    const directory = nextDirectory();
    const before = s3Export('a', '1 before');
    await importRun(directory, before);
    const post = Worker.prototype.postMessage;
    const mocked = t.mock.method(Worker.prototype, 'postMessage', function (this: Worker, parcel: object) {
      post.call(this, { ...parcel, ends: undefined });
    });
    await assert.rejects(soon(importRun(directory, overlap, { ...wide, jobs: 2 })), TypeError);
    mocked.mock.restore();
    assert.deepEqual(storedSegments(directory), [['1 before']]);
    const { events } = await importRun(directory, overlap, { ...wide, jobs: 2 });
    assert.equal(events, 21);
  });
});
