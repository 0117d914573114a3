// The columns of fields as they are discovered, row by row: numbers that the service makes, and texts and
// booleans as they stand.

import { type Column, missingColumn } from './column.ts';
import { type FieldColumnBuilder, fieldColumnBuilder } from './field-column.ts';

export type FieldColumns = {
  /** Made when it is first asked for: columns are in the order of the fields' first values. */
  builder(field: string): FieldColumnBuilder;
  /** The row has no value of the field after all. */
  clear(field: string, row: number): void;
  number(field: string, row: number, value: number): void;
  /** Of the fields that occur. */
  finish(): Map<string, Column>;
};

export const fieldColumns = (rowCount: number): FieldColumns => {
  const numbers = new Map<string, Float64Array>();
  const builders = new Map<string, FieldColumnBuilder>();
  return {
    builder: (field) => {
      let builder = builders.get(field);
      if (builder === undefined) {
        builder = fieldColumnBuilder();
        builders.set(field, builder);
      }
      return builder;
    },
    clear: (field, row) => builders.get(field)?.clear(row),
    number: (field, row, value) => {
      let values = numbers.get(field);
      if (values === undefined) {
        values = new Float64Array(rowCount).fill(Number.NaN);
        numbers.set(field, values);
      }
      values[row] = value;
    },
    finish: () => {
      const columns = new Map<string, Column>();
      for (const [field, values] of numbers) columns.set(field, { form: 'number', values });
      for (const [field, builder] of builders) {
        const column = builder.finish(rowCount);
        // A field whose only values were overruled by null occurs nowhere.
        if (column !== missingColumn) columns.set(field, column);
      }
      return columns;
    },
  };
};
