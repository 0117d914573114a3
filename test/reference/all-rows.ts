// Commands that need all rows before they can say anything of one: `outlier`, `sessionize`, `addtotals`.

import type {
  AddtotalsCommand,
  FieldReference,
  OutlierCommand,
  SessionizeCommand,
} from '../../grammar/syntax-tree.ts';
import { totalName } from './columns.ts';
import { sumOf, toDouble } from './exact.ts';
import { readField } from './fields.ts';
import { type Column, type Row, type Surroundings, timeOf, withColumn } from './row.ts';
import { millisecondsOf } from './time.ts';
import { identityOf, instant, isInstant, isStructure, numberOf, type Value } from './values.ts';

type Bounds = { readonly lower: number; readonly upper: number };

const isNumber = (number: number | undefined): number is number => number !== undefined;

/** The quartiles are numbers of the field itself, by nearest rank, as percentiles are. */
const boundsOf = (command: OutlierCommand, field: FieldReference, rows: readonly Row[]): Bounds => {
  const sorted = rows
    .map((row) => numberOf(readField(row, field)))
    .filter(isNumber)
    .toSorted((a, b) => a - b);
  const quartile = (quarters: number): number => sorted[Math.ceil((quarters * sorted.length) / 4) - 1] ?? 0;
  const [first, third] = [quartile(1), quartile(3)];
  const reach = command.param * (third - first);
  return { lower: command.useLower ? first - reach : Number.NEGATIVE_INFINITY, upper: third + reach };
};

export const runOutlier = (command: OutlierCommand, rows: readonly Row[]): Row[] => {
  const bounds = command.fields.map((field) => ({ field, ...boundsOf(command, field, rows) }));
  const isOutside = (row: Row, { field, lower, upper }: (typeof bounds)[number]): boolean | undefined => {
    const number = numberOf(readField(row, field));
    return number === undefined ? undefined : number < lower || number > upper;
  };
  const isRemoved = (row: Row): boolean => bounds.some((bound) => isOutside(row, bound) === true);
  const kept = command.action === 'remove' ? rows.filter((row) => !isRemoved(row)) : rows;
  return kept.map((row) => {
    let changed = row;
    for (const bound of bounds) {
      const [value, { name }] = [readField(row, bound.field), bound.field];
      const nearest = (numberOf(value) ?? 0) > bound.upper ? bound.upper : bound.lower;
      const isClamped = command.action === 'transform' && isOutside(row, bound) === true;
      changed = withColumn(
        changed,
        name,
        isClamped ? (isInstant(value) ? instant(nearest) : nearest) : value,
      );
      if (command.mark) changed = withColumn(changed, `${name}_outlier`, isOutside(row, bound));
    }
    return changed;
  });
};

const HALF_AN_HOUR_MS = 30 * 60_000;

type Visit = { readonly row: Row; readonly who: string; readonly ms: number };

/** Rows of one identity belong together while no gap between two of them is longer than the span. */
export const runSessionize = (command: SessionizeCommand, rows: readonly Row[]): Row[] => {
  const spanMs = command.maxSpan === undefined ? HALF_AN_HOUR_MS : millisecondsOf(command.maxSpan);
  const latest = new Map<string, { ms: number; id: number }>();
  const ids = new Map<Row, number>();
  let sessions = 0;
  for (const { row, who, ms } of visitsInTime(command, rows)) {
    const before = latest.get(who);
    const isNew = before === undefined || ms - before.ms > spanMs;
    if (isNew) sessions += 1;
    const id = isNew ? sessions : before.id;
    latest.set(who, { ms, id });
    ids.set(row, id);
  }
  return rows.map((row) => withColumn(row, command.name?.name ?? 'session_id', ids.get(row)));
};

/** By time, then arrival; rows that lack a part of their identity or the time are none. */
const visitsInTime = ({ fields }: SessionizeCommand, rows: readonly Row[]): Visit[] =>
  rows
    .flatMap((row): Visit[] => {
      const values = fields.map((field) => readField(row, field));
      const ms = timeOf(row);
      if (ms === undefined || values.some((value) => value === undefined || isStructure(value))) return [];
      return [{ row, who: JSON.stringify(values.map(identityOf)), ms }];
    })
    .toSorted((a, b) => a.ms - b.ms || (a.row.arrival ?? 0) - (b.row.arrival ?? 0));

const totalOf = (numbers: readonly (number | undefined)[]): Value => {
  const known = numbers.filter(isNumber);
  const total = toDouble(sumOf(known));
  return known.length > 0 && Number.isFinite(total) ? total : undefined;
};

type Summed = { readonly column: Column; readonly numberIn: (row: Row) => number | undefined };

/** The listed fields, else the shown columns; among the latter times and messages do not count. */
const summedColumns = ({ fields }: AddtotalsCommand, shown: readonly Column[]): Summed[] => {
  const summed = fields.map(
    (field): Summed => ({
      column: shown.find(({ name }) => name === field.name) ?? { name: field.name },
      numberIn: (row) => numberOf(readField(row, field)),
    }),
  );
  if (summed.length > 0) return summed;
  return shown
    .filter(({ name }) => name !== '@timestamp' && name !== '@message')
    .map((column): Summed => ({ column, numberIn: (row) => numberButNoTime(row.fields.get(column.name)) }));
};

const numberButNoTime = (value: Value): number | undefined =>
  isInstant(value) ? undefined : numberOf(value);

export const runAddtotals = (
  command: AddtotalsCommand,
  rows: readonly Row[],
  { shown }: Surroundings,
): Row[] => {
  const summed = summedColumns(command, shown);
  const name = totalName(command);
  const withTotals = command.row
    ? rows.map((row) => withColumn(row, name, totalOf(summed.map(({ numberIn }) => numberIn(row)))))
    : [...rows];
  if (!command.column) return withTotals;
  let last: Row = { fields: new Map(), made: new Set(), arrival: undefined };
  const totals = summed.map(({ column, numberIn }) => ({ column, total: totalOf(rows.map(numberIn)) }));
  for (const { column, total } of totals) last = withColumn(last, column, total);
  if (command.row) last = withColumn(last, name, totalOf(totals.map(({ total }) => numberOf(total))));
  return [...withTotals, last];
};
