// Commands that bring in the rows of another query: `join` by equal values, `appendcols` by position.

import type { AppendColsCommand, JoinCommand } from '../../grammar/syntax-tree.ts';
import { readField } from './fields.ts';
import { type Row, type Surroundings, withColumn } from './row.ts';
import { equals } from './values.ts';

/**
 * A row for each left row and each right event of the same keys. Bare names are those of the left row, so that
 * it is the left row with two sides.
 */
export const runJoin = (command: JoinCommand, rows: readonly Row[], around: Surroundings): Row[] => {
  const events = around.eventsOf(command.query);
  return rows.flatMap((left) => {
    const partners: (Row | undefined)[] = events.filter((right) => areEqual(command, left, right));
    if (partners.length === 0 && command.type === 'left') partners.push(undefined);
    return partners.map((right) => ({
      ...left,
      sides: new Map([
        [command.left.name, left],
        [command.right.name, right],
      ]),
    }));
  });
};

/** A missing key equals nothing. */
const areEqual = (command: JoinCommand, left: Row, right: Row): boolean =>
  command.keys.every((key) => {
    const [a, b] = [readField(left, key.left), readField(right, key.right)];
    return a !== undefined && b !== undefined && equals(a, b);
  });

/** Of a column that both sides show, the outer value stays unless `override` is on; a missing one gives way. */
export const runAppendcols = (
  command: AppendColsCommand,
  rows: readonly Row[],
  around: Surroundings,
): Row[] => {
  const inner = around.ask(command.query);
  const pasted = inner.rows.slice(0, command.max);
  return rows.map((row, i) =>
    inner.columns.reduce((widened, column) => {
      const isShared = around.shown.some(({ name }) => name === column.name);
      const outerValue = isShared ? row.fields.get(column.name) : undefined;
      const innerValue = pasted[i]?.fields.get(column.name);
      const value = command.override ? (innerValue ?? outerValue) : (outerValue ?? innerValue);
      return withColumn(widened, column, value);
    }, row),
  );
};
