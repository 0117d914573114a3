// Commands that look at the rows before a row, in the current order: `accum`, `autoregress`, `filldown`.

import type { AccumCommand, AutoregressCommand, FilldownCommand } from '../../grammar/syntax-tree.ts';
import { autoregressNames } from './columns.ts';
import { add, exactly, fraction, toDouble } from './exact.ts';
import { readField, readName } from './fields.ts';
import { type Column, type Row, type Surroundings, withColumn } from './row.ts';
import { numberOf, type Value } from './values.ts';

/** A row without number shows no sum and leaves it as it is. */
export const runAccum = ({ field, name }: AccumCommand, rows: readonly Row[]): Row[] => {
  let sum = fraction(0n);
  return rows.map((row) => {
    const number = numberOf(readField(row, field));
    if (number !== undefined) sum = add(sum, exactly(number));
    const shown = number === undefined ? undefined : toDouble(sum);
    return withColumn(row, name?.name ?? field.name, Number.isFinite(shown) ? shown : undefined);
  });
};

export const runAutoregress = (command: AutoregressCommand, rows: readonly Row[]): Row[] =>
  rows.map((row, i) =>
    autoregressNames(command).reduce((widened, { name, back }) => {
      const before = rows[i - back];
      return withColumn(widened, name, before && readField(before, command.field));
    }, row),
  );

/** Missing values take the last value above them; an empty text is a value. */
export const runFilldown = (command: FilldownCommand, rows: readonly Row[], around: Surroundings): Row[] => {
  const columns = filledColumns(command, around.shown);
  const last = new Map<string, Value>();
  return rows.map((row) =>
    columns.reduce((filled, column) => {
      const value = readName(row, column.name) ?? last.get(column.name);
      last.set(column.name, value);
      return withColumn(filled, column, value);
    }, row),
  );
};

/** Wildcards stand for the shown columns that fit; a name that is no shown column is a field. */
const filledColumns = ({ fields }: FilldownCommand, shown: readonly Column[]): readonly Column[] => {
  if (fields.length === 0) return shown;
  return fields.flatMap(({ name }) => {
    const column = shown.find((one) => one.name === name);
    if (column !== undefined) return [column];
    return name.includes('*') ? shown.filter((one) => fits(one.name, name)) : [{ name }];
  });
};

const fits = (name: string, wildcard: string): boolean => {
  const [start = '', ...rest] = wildcard.split('*');
  const end = rest.pop() ?? '';
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
  let middle = name.slice(start.length, name.length - end.length);
  for (const part of rest) {
    const at = middle.indexOf(part);
    if (at < 0) return false;
    middle = middle.slice(at + part.length);
  }
  return true;
};
