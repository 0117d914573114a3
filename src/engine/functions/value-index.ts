// Which row of a table of texts equals some values, by `=`: the first one, found without looking at them all.
//
// `=` reads a text by what it meets: against a text its characters count, against a number its number,
// against a boolean its truth. So there is one map of the rows for each combination of these that is asked
// for, and within it equal values have the same key.

import { numberOf, textToNumber, type Value } from '../../values/index.ts';

/** How the cells of a column are read. */
type Reading = 'text' | 'number' | 'truth';

/** A part of a row's key; undefined where the cell, or the value, equals nothing when read so. */
type Part = string | number | boolean | undefined;

const readingOf = (value: Value): Reading | undefined => {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'truth';
    case 'object':
      return value.kind === 'timestamp' ? 'number' : undefined;
    case 'undefined':
      return undefined;
  }
};

const numberPart = (n: number): Part => (Number.isNaN(n) ? undefined : n);

/** A boolean equals its word, and a text that is the number 1 or 0. */
const truthPart = (cell: string): Part => {
  const n = textToNumber(cell);
  if (cell === 'true' || n === 1) return true;
  return cell === 'false' || n === 0 ? false : undefined;
};

const cellPart = (cell: string, reading: Reading): Part => {
  if (reading === 'text') return cell;
  return reading === 'number' ? numberPart(textToNumber(cell)) : truthPart(cell);
};

const valuePart = (value: Value, reading: Reading): Part => {
  if (reading === 'number') return numberPart(numberOf(value));
  return typeof value === 'object' ? undefined : value;
};

/** One key for the parts; undefined when one of them equals nothing. A Map takes 0 and -0 for the same. */
const keyOf = (parts: readonly Part[]): Part => {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 1 ? parts[0] : JSON.stringify(parts);
};

const rowsByKey = (
  rows: readonly (readonly string[])[],
  readings: readonly Reading[],
): ReadonlyMap<Part, number> => {
  const found = new Map<Part, number>();
  rows.forEach((row, index) => {
    const key = keyOf(readings.map((reading, column) => cellPart(row[column] ?? '', reading)));
    if (key !== undefined && !found.has(key)) found.set(key, index);
  });
  return found;
};

/**
 * The index of the first row all of whose texts equal the values; -1 when there is none, or when a value is
 * missing or a structure. Rows and values are equally many and at least one.
 */
export const valueIndex = (rows: readonly (readonly string[])[]): ((values: readonly Value[]) => number) => {
  const maps = new Map<string, ReadonlyMap<Part, number>>();
  return (values) => {
    const readings: Reading[] = [];
    for (const value of values) {
      const reading = readingOf(value);
      if (reading === undefined) return -1;
      readings.push(reading);
    }
    const kind = readings.join();
    let map = maps.get(kind);
    if (map === undefined) {
      map = rowsByKey(rows, readings);
      maps.set(kind, map);
    }
    const key = keyOf(values.map((value, column) => valuePart(value, readings[column]!)));
    return key === undefined ? -1 : (map.get(key) ?? -1);
  };
};
