// `lookup` and `cidrlookup`: fields from the line of a table that fits the row.

import type { CidrLookupCommand, LookupCommand } from '../../grammar/syntax-tree.ts';
import { isWithin, readAddress, readNetwork } from './addresses.ts';
import { readField, readName } from './fields.ts';
import { type LookupTable, type Row, type Surroundings, withColumn } from './row.ts';
import { equals, textOf } from './values.ts';

type Line = readonly string[];

const tableNamed = (name: string, { tables }: Surroundings): LookupTable =>
  tables.get(name) ?? { columns: [], rows: [] };

const cellOf = (table: LookupTable, line: Line, column: string): string =>
  line[table.columns.indexOf(column)] ?? '';

/** The first line of which every cell equals its field. */
export const runLookup = (command: LookupCommand, row: Row, around: Surroundings): Row => {
  const table = tableNamed(command.table.name, around);
  const line = table.rows.find((cells) =>
    command.matches.every(({ column, field }) => {
      const value = readField(row, field);
      return value !== undefined && equals(value, cellOf(table, cells, column.name));
    }),
  );
  return withOutputs(command, table, line, row);
};

/** The line of the longest network around the address, the first of several. */
export const runCidrLookup = (command: CidrLookupCommand, row: Row, around: Surroundings): Row => {
  const table = tableNamed(command.table.name, around);
  const column = command.column?.name ?? table.columns[0] ?? '';
  const address = readAddress(textOf(readField(row, command.field)) ?? '');
  let best: { readonly line: Line; readonly prefix: number } | undefined;
  for (const line of table.rows) {
    const network = readNetwork(cellOf(table, line, column));
    if (address === undefined || network === undefined || !isWithin(address, network)) continue;
    if (best === undefined || network.prefix > best.prefix) best = { line, prefix: network.prefix };
  }
  return withOutputs(command, table, best?.line, row);
};

/** OUTPUT sets the fields, OUTPUTNEW fills in those that are missing or empty. */
const withOutputs = (
  command: LookupCommand | CidrLookupCommand,
  table: LookupTable,
  line: Line | undefined,
  row: Row,
): Row => {
  let widened = row;
  for (const { column, name } of command.outputs) {
    const before = readName(row, name.name);
    const found = line === undefined ? undefined : cellOf(table, line, column.name);
    const isKept = command.keepPresent && (line === undefined || (before !== undefined && before !== ''));
    widened = withColumn(widened, name.name, isKept ? before : found);
  }
  return widened;
};
