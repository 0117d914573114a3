// Imports as scripts: files of events in the notation of script-files, given to imports in runs, and what the
// store then holds in the same notation, with `<group>: ` in front unless the group is "g".

import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EVENT_ID, type Segment, valueAt } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { type ImportSummary, importFiles } from '../../src/tasks/index.ts';
import { BASE_MS, type GivenFile, idOf, type Run } from './script-files.ts';

/** How the events of a script come to lie; none of it may matter. */
export type Layout = {
  readonly rowsPerSegment?: number;
  /** Characters behind every message: wide events come in pieces, and fill segments before a file ends. */
  readonly padding?: number;
  readonly jobs?: number;
};

/** Of ids, those are listed that scripts name: by one letter. */
const words = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const wordOf = new Map(words.map((word) => [idOf(word), word]));

const write = (directory: string, { place, group, bytes }: GivenFile, padding: string): string => {
  const file = path.join(directory, group, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes(padding, group));
  utimesSync(file, BASE_MS / 1000, BASE_MS / 1000);
  return file;
};

const PADDING = '~';
export const paddingOf = ({ padding = 0 }: Layout): string =>
  padding === 0 ? '' : ` ${PADDING.repeat(padding)}`;

const importPaths = async (
  directory: string,
  paths: readonly string[],
  { rowsPerSegment, jobs }: Layout,
): Promise<ImportSummary> => {
  using store = openStoreForWriting(path.join(directory, 'x.db'));
  return await importFiles(store, paths, { nowMs: 1, rowsPerSegment, jobs });
};

export const importFromInput = (directory: string, layout: Layout = {}): Promise<ImportSummary> =>
  importPaths(directory, ['-'], layout);

export const importRun = (directory: string, files: Run, layout: Layout = {}): Promise<ImportSummary> => {
  const paths = files.map((file) => write(directory, file, paddingOf(layout)));
  return importPaths(directory, paths, layout);
};

const eventsIn = (segment: Segment): readonly string[] => {
  const at = (field: string, row: number): string | undefined => {
    const column = segment.column(field);
    return column && valueAt(column, row)?.toString();
  };
  const times = segment.column('@timestamp');
  return Array.from({ length: segment.rowCount }, (_, row) => {
    const group = segment.logGroup === 'g' ? '' : `${segment.logGroup}: `;
    const tick = (times?.form === 'timestamp' ? times.values[row]! : Number.NaN) - BASE_MS;
    const message = at('@message', row)?.replace(/ ~+$/, '');
    const id = at(EVENT_ID, row);
    const stream = at('@logStream', row) ?? '';
    const word = id === undefined ? undefined : wordOf.get(id);
    const told = word === undefined ? '' : ` #${word}`;
    return `${group}${tick} ${message}${told}${stream === 's' ? '' : ` @${stream}`}`;
  });
};

/** The events of each segment, in the order in which the segments were written. */
export const storedSegments = (directory: string): readonly (readonly string[])[] => {
  using store = openStore(path.join(directory, 'x.db'));
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY, logGroups: undefined };
  return store
    .segments(always)
    .toSorted((one, other) => one.id - other.id)
    .map((stored) => eventsIn(store.open(stored)));
};

export type Outcome = {
  /** Sorted as texts. */
  readonly stored: readonly string[];
  readonly summaries: readonly ImportSummary[];
};

/** Imports the runs one after the other into a new store. */
export const importRuns = async (
  directory: string,
  runs: readonly Run[],
  layout: Layout = {},
): Promise<Outcome> => {
  const summaries: ImportSummary[] = [];
  for (const files of runs) summaries.push(await importRun(directory, files, layout));
  return { stored: storedSegments(directory).flat().toSorted(), summaries };
};

/** Of events of 30,000 characters three are more than the head of a file: they are looked at before its end. */
export const layouts: readonly Layout[] = [
  {},
  { rowsPerSegment: 1 },
  { rowsPerSegment: 3 },
  { rowsPerSegment: 2, padding: 30_000 },
  { padding: 30_000 },
];

/** A gzip file of some such events comes in several pieces. */
export const wide: readonly Layout[] = [
  { padding: 300_000 },
  { rowsPerSegment: 1, padding: 300_000 },
  { rowsPerSegment: 3, padding: 300_000 },
];

type Expected = {
  /** What the store holds in the end. */
  readonly stored: readonly string[];
  /** Events that each run found known. */
  readonly known?: readonly number[];
  /** Files that each run could not read. */
  readonly broken?: readonly number[];
};

/** What the store and the summaries tell is as expected, whatever the layout. */
export const newExpectation =
  (nextDirectory: () => string) =>
  async (runs: readonly Run[], expected: Expected, inLayouts: readonly Layout[] = layouts): Promise<void> => {
    for (const layout of inLayouts) {
      const { stored, summaries } = await importRuns(nextDirectory(), runs, layout);
      const where = JSON.stringify(layout);
      assert.deepEqual(stored, expected.stored.toSorted(), where);
      const known = summaries.map(({ eventsKnown }) => eventsKnown);
      if (expected.known !== undefined) assert.deepEqual(known, expected.known, where);
      const broken = summaries.map(({ problems }) => problems.length);
      assert.deepEqual(broken, expected.broken ?? runs.map(() => 0), where);
      const told = summaries.reduce((sum, { events }) => sum + events, 0);
      assert.equal(told, stored.length, `${where}: the events that summaries count`);
    }
  };
