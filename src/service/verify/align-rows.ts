// Which row of the service's answer is which of ours: by the keys of the row where these name it; else rows
// that are the same, then rows of the same event, then the rest in their order.

import type { Cell } from '../../result/index.ts';
import { textToNumber } from '../../values/index.ts';

export type Rows = readonly (readonly Cell[])[];

/** Places of rows in the two answers. */
export type Pair = { readonly local: number; readonly service: number };

export type Alignment = {
  /** In the order of our rows. */
  readonly pairs: readonly Pair[];
  readonly onlyLocal: readonly number[];
  readonly onlyService: readonly number[];
};

type Naming = (row: readonly Cell[]) => string | undefined;

/** The service puts the account before the group in @log. */
const accountPattern = /^\d{12}:/;

/** Numbers by value; what is empty may be missing. */
const comparable = (cell: Cell, column: string | undefined): string => {
  if (cell === undefined || cell === '') return '';
  if (column === '@log') return cell.replace(accountPattern, '');
  const number = textToNumber(cell);
  return Number.isNaN(number) ? `t${cell}` : `n${number}`;
};

const namingBy =
  (columns: readonly string[], indexes: readonly number[]): Naming =>
  (row) =>
    JSON.stringify(indexes.map((index) => comparable(row[index], columns[index])));

type Open = {
  readonly local: readonly number[];
  readonly service: readonly number[];
  readonly pairs: Pair[];
};

/** Pairs what has the same name, the first with the first. */
const pairByName = (local: Rows, service: Rows, open: Open, naming: Naming): Open => {
  const waiting = new Map<string, number[]>();
  const unnamed: number[] = [];
  for (const index of open.service) {
    const name = naming(service[index]!);
    const known = name === undefined ? unnamed : waiting.get(name);
    if (known !== undefined) known.push(index);
    else if (name !== undefined) waiting.set(name, [index]);
  }
  const taken = new Map<string, number>();
  const left: number[] = [];
  for (const index of open.local) {
    const name = naming(local[index]!);
    const at = name === undefined ? 0 : (taken.get(name) ?? 0);
    const partner = name === undefined ? undefined : waiting.get(name)?.[at];
    if (name === undefined || partner === undefined) left.push(index);
    else {
      taken.set(name, at + 1);
      open.pairs.push({ local: index, service: partner });
    }
  }
  const over = [...waiting].flatMap(([name, indexes]) => indexes.slice(taken.get(name) ?? 0));
  return { local: left, service: [...unnamed, ...over].sort((a, b) => a - b), pairs: open.pairs };
};

/** Columns that together tell one event from another. */
const eventColumns: ReadonlySet<string> = new Set(['@timestamp', '@message', '@logStream', '@log']);

const pairInOrder = ({ local, service, pairs }: Open): Open => {
  const count = Math.min(local.length, service.length);
  for (let i = 0; i < count; i += 1) pairs.push({ local: local[i]!, service: service[i]! });
  return { local: local.slice(count), service: service.slice(count), pairs };
};

const isUnique = (rows: Rows, naming: Naming): boolean =>
  new Set(rows.map((row) => naming(row))).size === rows.length;

/** `rowKeys`: the columns that name a row. `columns`: those of both answers. */
export const alignRows = (
  local: Rows,
  service: Rows,
  columns: readonly string[],
  rowKeys: readonly string[] | undefined,
): Alignment => {
  const all: Open = { local: [...local.keys()], service: [...service.keys()], pairs: [] };
  const keys = rowKeys?.map((key) => columns.indexOf(key));
  const byKeys = keys === undefined || keys.includes(-1) ? undefined : namingBy(columns, keys);
  const close = ({ local: onlyLocal, service: onlyService, pairs }: Open): Alignment => ({
    pairs: pairs.sort((a, b) => a.local - b.local),
    onlyLocal,
    onlyService,
  });
  if (byKeys !== undefined && isUnique(local, byKeys) && isUnique(service, byKeys))
    return close(pairByName(local, service, all, byKeys));
  const same = pairByName(local, service, all, namingBy(columns, [...columns.keys()]));
  const naming = columns.flatMap((column, index) => (eventColumns.has(column) ? [index] : []));
  if (byKeys === undefined && naming.length === 0) return close(pairInOrder(same));
  // What has no partner of its own event or keys stays alone.
  return close(pairByName(local, service, same, byKeys ?? namingBy(columns, naming)));
};
