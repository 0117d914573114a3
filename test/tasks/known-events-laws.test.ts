// Laws of what an import takes for known: however events are cut into files, runs and segments, a store has
// each of them once.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { trialDirectories } from './arbitrary-logs.ts';
import { importFromInput, importRuns, type Layout, paddingOf, storedSegments } from './import-script.ts';
import {
  cliTail,
  cliText,
  filterLogEvents,
  jsonLines,
  type Run,
  s3Export,
  subscription,
} from './script-files.ts';

const nextDirectory = trialDirectories();

/** Few times, streams and messages: most events have all but one of them in common with others. */
const anyPlace = fc
  .record({
    tick: fc.integer({ min: 0, max: 3 }),
    message: fc.constantFrom('a', 'b', '1', '1.0', '{"n":1}', 'é😀'),
    stream: fc.constantFrom('s', 't', '7', '07'),
  })
  .map(({ tick, message, stream }) => `${tick} ${message} @${stream}`);

const anyLayout: fc.Arbitrary<Layout> = fc.record({
  rowsPerSegment: fc.integer({ min: 1, max: 5 }),
  padding: fc.constantFrom(0, 0, 0, 30_000),
});

/** Files that overlap, in runs: each holds some of the events in any order, and all of them hold all. */
const anyOverlap = (events: fc.Arbitrary<readonly string[]>, most: number) =>
  events.chain((all) =>
    fc.record({
      all: fc.constant(all),
      files: fc
        .array(fc.shuffledSubarray([...all], { minLength: 1 }), { maxLength: most - 1 })
        .map((some) => {
          const rest = all.filter((event) => !some.some((file) => file.includes(event)));
          return rest.length === 0 ? some : [...some, rest];
        })
        .chain((files) => fc.shuffledSubarray(files, { minLength: files.length })),
      runOf: fc.array(fc.boolean(), { minLength: most, maxLength: most }),
    }),
  );

/** The files in their order; a new run begins where `begins` says so. */
const inRuns = (files: readonly Run[], begins: readonly boolean[]): readonly Run[] => {
  const runs: Run[] = [];
  files.forEach((file, index) => {
    if (index === 0 || begins[index] === true) runs.push(file);
    else runs.push([...runs.pop()!, ...file]);
  });
  return runs;
};

const unnamed = (text: string): string => text.replace(/ #\S+/, '').replace(/ @s$/, '');
const tasks = '0123456789abcdef';

/** Has the store each of the events once, wherever they were? */
const holdsOnce = async (
  runs: readonly Run[],
  layout: Layout,
  expected: readonly string[],
): Promise<void> => {
  const { stored, summaries } = await importRuns(nextDirectory(), runs, layout);
  assert.deepEqual(stored.map(unnamed).toSorted(), expected.map(unnamed).toSorted());
  assert.ok(summaries.every(({ problems }) => problems.length === 0));
};

suite('however events come, the store has each once:', () => {
  const events = fc.uniqueArray(anyPlace, { minLength: 1, maxLength: 10 });

  test('in S3 exports that overlap', async () => {
    await fc.assert(
      fc.asyncProperty(anyOverlap(events, 6), anyLayout, async ({ all, files, runOf }, layout) => {
        const exports = files.map((lines, index) => s3Export(tasks[index]!, ...lines));
        await holdsOnce(inRuns(exports, runOf), layout, all);
      }),
      { numRuns: 60 },
    );
  });

  test('with ids in documents of filter-log-events, where many have all else in common', async () => {
    const named = fc
      .array(anyPlace, { minLength: 1, maxLength: 10 })
      .map((places) => places.map((place, index) => place.replace(' @', ` #${'ABCDEFGHIJ'[index]} @`)));
    await fc.assert(
      fc.asyncProperty(anyOverlap(named, 6), anyLayout, async ({ all, files, runOf }, layout) => {
        const documents = files.map((lines, index) => filterLogEvents(`${index}`, ...lines));
        const { stored } = await importRuns(nextDirectory(), inRuns(documents, runOf), layout);
        const expected = all.map((event) => event.replace(/ @s$/, ''));
        assert.deepEqual(stored, expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  test('in all formats at once', async () => {
    const formats = [s3Export, filterLogEvents, cliText, cliTail, subscription];
    const named = events.map((places) =>
      places.map((place, index) => place.replace(' @', ` #${'ABCDEFGHIJ'[index]} @`)),
    );
    const anyFormats = fc.array(fc.constantFrom(...formats), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        anyOverlap(named, 6),
        anyFormats,
        anyLayout,
        async ({ all, files, runOf }, formatOf, layout) => {
          const given = files.map((lines, index) => formatOf[index]!(tasks[index]!, ...lines));
          await holdsOnce(inRuns(given, runOf), layout, all);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('or as often as the export that has most of them', async () => {
    const line = fc.constantFrom('1 a', '1 b', '2 a', '2 a @t');
    const files = fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
    const begins = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(files, begins, anyLayout, async (exported, runOf, layout) => {
        const exports = exported.map((lines, index) => s3Export(tasks[index]!, ...lines));
        const most = (event: string): number =>
          Math.max(...exported.map((lines) => lines.filter((one) => one === event).length));
        const expected = [...new Set(exported.flat())].flatMap((event) => Array(most(event)).fill(event));
        await holdsOnce(inRuns(exports, runOf), layout, expected);
      }),
      { numRuns: 60 },
    );
  });
});

test('standard input fills segments as files do', async (t) => {
  const lines = Array.from({ length: 10 }, (_, tick) => `${tick} a`);
  for (const layout of [{}, { rowsPerSegment: 3 }, { rowsPerSegment: 2, padding: 30_000 }]) {
    const directory = nextDirectory();
    const [input] = jsonLines('input', ...lines);
    t.mock.getter(process, 'stdin', () => Readable.from([input?.bytes(paddingOf(layout), '')]));
    assert.equal((await importFromInput(directory, layout)).events, lines.length);
    const stored = storedSegments(directory).flat();
    assert.deepEqual(
      stored,
      lines.map((line) => `stdin: ${line}`),
    );
  }
});
