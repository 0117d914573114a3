// Orders of rows: the default one, newest first, and that of `sort` (fidelity: default-order, missing-in-sort,
// sort-direction, sort-ties).

import type { SortCommand, SortKey } from '../../grammar/syntax-tree.ts';
import { evaluate } from './expressions.ts';
import { type Row, type Setting, timeOf } from './row.ts';
import { orderForSort } from './values.ts';

const arrivalOf = (row: Row): number => row.arrival ?? 0;

export const newestFirst = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (timeOf(b) ?? 0) - (timeOf(a) ?? 0) || arrivalOf(b) - arrivalOf(a));

export const runSort = (command: SortCommand, rows: readonly Row[], setting: Setting): Row[] =>
  rows.toSorted((a, b) => {
    for (const key of command.keys) {
      const order = orderBy(key, a, b, setting);
      if (order !== 0) return order;
    }
    return orderOfArrival(command, a, b);
  });

const directed = (key: SortKey, order: number): number => (key.direction === 'desc' ? -order : order);

const orderBy = (key: SortKey, a: Row, b: Row, setting: Setting): number =>
  directed(key, orderForSort(evaluate(key.value, a, setting), evaluate(key.value, b, setting)));

/** Events of the same time, when time is a key, come in the order of their arrival. */
const orderOfArrival = (command: SortCommand, a: Row, b: Row): number => {
  const time = command.keys.find((key) => key.value.kind === 'field' && key.value.name === '@timestamp');
  return time === undefined ? 0 : directed(time, arrivalOf(a) - arrivalOf(b));
};
