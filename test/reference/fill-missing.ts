// `fillmissing`: rows for the bins that a `stats … by bin()` has no events in.

import type { Call, Expression, FillmissingCommand, Item, StatsCommand } from '../../grammar/syntax-tree.ts';
import { evaluate } from './expressions.ts';
import { plainName } from './functions.ts';
import { columnOf, hiddenName } from './names.ts';
import { type Column, type Row, type Surroundings, type Window, withColumn } from './row.ts';
import { compareKeys } from './stats.ts';
import { ceilInstant, floorInstant, millisecondsOf, nextBoundary, type Period, periodOf } from './time.ts';
import { identityOf, instant, isInstant, type Value } from './values.ts';

/** How the key that is a bin divides time. */
type Bins = {
  readonly at: number;
  readonly boundaryOf: (ms: number) => number;
  readonly next: (start: number) => number;
};

const binsOf = ({ by, offset }: StatsCommand): Bins | undefined => {
  for (const [at, { value }] of by.entries()) {
    const period = value.kind === 'call' ? periodIn(value) : undefined;
    if (value.kind !== 'call' || period === undefined) continue;
    const name = plainName(value.name.name);
    const offsetMs = name === 'bin' && offset !== undefined ? millisecondsOf(offset) : 0;
    const toBoundary = name === 'dateceil' ? ceilInstant : floorInstant;
    return {
      at,
      boundaryOf: (ms) => toBoundary(ms - offsetMs, period) + offsetMs,
      next: (start) => nextBoundary(start - offsetMs, period) + offsetMs,
    };
  }
  return undefined;
};

const periodIn = ({ name, args }: Call): Period | undefined => {
  const isBin = ['bin', 'datefloor', 'dateceil'].includes(plainName(name.name));
  const written = args.find((arg) => arg.kind === 'period');
  return isBin && written !== undefined ? periodOf(written) : undefined;
};

export const runFillmissing = (
  command: FillmissingCommand,
  rows: readonly Row[],
  around: Surroundings,
): Row[] => {
  const bins = around.stats && binsOf(around.stats);
  if (around.stats === undefined || bins === undefined) return [...rows];
  const columns = around.stats.by.map((item) => columnOf(item, around.text));
  const keysOf = (row: Row): Value[] => columns.map(({ name }) => row.fields.get(name));
  const present = new Set(rows.map((row) => identity(keysOf(row))));
  const added = new Map<string, Row>();
  for (const ms of startsOf(bins, rows.map(keysOf), around.window)) {
    for (const row of rows) {
      const keys = keysOf(row).with(bins.at, instant(ms));
      if (!present.has(identity(keys))) added.set(identity(keys), emptyRow(command, columns, keys, around));
    }
  }
  return [...rows, ...added.values()].toSorted((a, b) => compareKeys(keysOf(a), keysOf(b)));
};

const identity = (keys: readonly Value[]): string => JSON.stringify(keys.map(identityOf));

/** From the window's first bin to its last; without an end to it, from the first bin of the answer to its last. */
const startsOf = (bins: Bins, keys: readonly Value[][], window: Window | undefined): number[] => {
  const known = keys.map((values) => values[bins.at]).filter(isInstant);
  const isBounded = window !== undefined && Number.isFinite(window.startMs) && Number.isFinite(window.endMs);
  const inAnswer = known.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const first = isBounded ? bins.boundaryOf(window.startMs) : inAnswer[0];
  const last = isBounded ? bins.boundaryOf(window.endMs) : inAnswer.at(-1);
  const starts: number[] = [];
  for (let ms = first; ms !== undefined && last !== undefined && ms <= last; ms = bins.next(ms))
    starts.push(ms);
  return starts;
};

const emptyRow = (
  command: FillmissingCommand,
  columns: readonly Column[],
  keys: readonly Value[],
  around: Surroundings,
): Row => {
  let row: Row = { fields: new Map(), made: new Set(), arrival: undefined };
  for (const { field, value } of command.fills) {
    row = withColumn(row, columnNamed(field, around), evaluate(value, row, around));
  }
  for (const [i, column] of columns.entries()) row = withColumn(row, column, keys[i]);
  return row;
};

/** A call is a column by its text, in whatever spelling. */
const columnNamed = (field: Expression, { stats, text }: Surroundings): Column => {
  if (field.kind === 'field') return { name: field.name };
  const items: readonly Item[] = stats === undefined ? [] : [...stats.by, ...stats.aggregates];
  const columns = items.map((item) => columnOf(item, text));
  return columns.find(({ hidden }) => hidden === hiddenName(field)) ?? { name: hiddenName(field) };
};
