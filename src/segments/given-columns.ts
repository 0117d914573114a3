// Fields that formats tell of their events, as columns.

import type { EventFields } from '../events/index.ts';
import { type Column, missingColumn, valueAt } from './column.ts';
import { type FieldColumnBuilder, fieldColumnBuilder } from './field-column.ts';
import { type NeededFields, needs } from './segment.ts';

/** The given values, and those that were discovered where nothing is given. */
const together = (given: Column, discovered: Column, rowCount: number): Column => {
  const builder = fieldColumnBuilder();
  for (let row = 0; row < rowCount; row += 1) {
    const value = valueAt(given, row) ?? valueAt(discovered, row);
    if (typeof value === 'string' || typeof value === 'boolean') builder.add(row, value);
    else if (typeof value === 'number') builder.add(row, String(value));
  }
  return builder.finish(rowCount);
};

/**
 * Columns by field name, of the fields that occur and are needed. `given` is in the order of the rows; a given
 * value goes before a discovered one.
 */
export const givenColumns = (
  given: readonly (EventFields | undefined)[],
  needed: NeededFields,
  discovered: ReadonlyMap<string, Column>,
): ReadonlyMap<string, Column> => {
  const builders = new Map<string, FieldColumnBuilder>();
  /** Of each layout, the builder of each of its names; undefined where nobody needs the field. */
  const layouts = new Map<readonly string[], readonly (FieldColumnBuilder | undefined)[]>();
  const buildersOf = (names: readonly string[]): readonly (FieldColumnBuilder | undefined)[] => {
    const known = layouts.get(names);
    if (known !== undefined) return known;
    const made = names.map((name) => {
      if (!needs(needed, name)) return undefined;
      const builder = builders.get(name) ?? fieldColumnBuilder();
      builders.set(name, builder);
      return builder;
    });
    layouts.set(names, made);
    return made;
  };
  given.forEach((fields, row) => {
    if (fields === undefined) return;
    buildersOf(fields.names).forEach((builder, index) => {
      const value = fields.values[index];
      if (builder !== undefined && value !== undefined) builder.add(row, value);
    });
  });
  const columns = new Map<string, Column>();
  for (const [field, builder] of builders) {
    const column = builder.finish(given.length);
    const other = discovered.get(field);
    if (column === missingColumn && other === undefined) continue;
    columns.set(field, other === undefined ? column : together(column, other, given.length));
  }
  return columns;
};
