// All discovered fields of messages that were cut into shapes: where the shape tells the fields, they are read
// from the slots, and no message is taken apart.

import { scaleReported } from '../events/index.ts';
import type { Column } from './column.ts';
import { discoverer, isLambdaGroup } from './discover-columns.ts';
import type { FieldColumnBuilder } from './field-column.ts';
import { type FieldColumns, fieldColumns } from './field-columns.ts';
import { readDecimal } from './numeral.ts';
import {
  type CutMessages,
  fieldsOfShapes,
  isAsTold,
  type ShapeFields,
  type SlotFields,
  type Told,
  type ToldSlot,
} from './shapes/index.ts';

/** Puts the value of a row into its column; [from, to) is its slot in all the text. */
type Put = (row: number, from: number, to: number) => void;

/** What is told by a shape, and how many of its rows it held for. */
type Telling = ShapeFields & {
  readonly puts: readonly Put[];
  rows: number;
  /** Slots that were null in a row. */
  readonly nulls: Set<number>;
};

const isWord = (units: ArrayLike<number>, from: number): boolean => {
  const first = units[from]!;
  return first === 116 /* t */ || first === 102 /* f */ || first === 110; /* n */
};

const putConstant = (columns: FieldColumns, field: string, value: string | number | boolean | null): Put => {
  if (value === null) return (row) => columns.clear(field, row);
  return typeof value === 'number'
    ? (row) => columns.number(field, row, value)
    : (row) => columns.builder(field).add(row, value);
};

const putSlot = (
  columns: FieldColumns,
  { text, units }: CutMessages,
  { field, slot, made }: ToldSlot,
  isBare: boolean,
  nulls: Set<number>,
): Put => {
  let builder: FieldColumnBuilder | undefined;
  if (typeof made === 'number')
    return (row, from, to) => {
      const plain = readDecimal(units, from, to);
      const value = Number.isNaN(plain) ? Number(text.slice(from, to)) : plain;
      if (!Number.isNaN(value)) columns.number(field, row, scaleReported(value, made));
    };
  return (row, from, to) => {
    if (isBare && isWord(units, from)) {
      if (units[from] === 110 /* n */) {
        nulls.add(slot);
        columns.clear(field, row);
      } else columns.builder(field).add(row, units[from] === 116 /* t */);
      return;
    }
    builder ??= columns.builder(field);
    builder.addPart(row, text, units, from, to);
  };
};

const tellingOf = (columns: FieldColumns, cut: CutMessages, fields: ShapeFields): Telling => {
  const nulls = new Set<number>();
  const bare = new Set(fields.tests.filter(({ is }) => is === 'bare').map(({ slot }) => slot));
  const put = (told: Told): Put =>
    told.slot === undefined
      ? putConstant(columns, told.field, told.value)
      : putSlot(columns, cut, told, bare.has(told.slot), nulls);
  return { ...fields, puts: fields.told.map(put), rows: 0, nulls };
};

/** The field of each slot, where every row of the shape has it from there; of equal names the last one counts. */
const slotFieldsOf = (telling: Telling | undefined, rowCount: number): readonly (string | undefined)[] => {
  const fields: (string | undefined)[] = [];
  if (telling?.rows !== rowCount) return fields;
  const names = telling.told.map(({ field }) => field);
  telling.told.forEach(({ field, slot }, index) => {
    const counts = names.lastIndexOf(field) === index;
    if (slot !== undefined && counts && !telling.nulls.has(slot)) fields[slot] = field;
  });
  return fields;
};

/** Columns by field name, and the fields of the slots. */
export const discoverByShape = (
  messages: readonly string[],
  offsets: Uint32Array,
  cut: CutMessages,
  logGroup: string,
): { readonly columns: Map<string, Column>; readonly slotFields: SlotFields } => {
  const columns = fieldColumns(messages.length);
  const discover = discoverer(columns, 'all', logGroup);
  const tellings = fieldsOfShapes(cut, offsets, isLambdaGroup(logGroup)).map(
    (fields) => fields && tellingOf(columns, cut, fields),
  );
  const { shapeOf, bounds, boundsOf } = cut;
  for (let row = 0; row < messages.length; row += 1) {
    const telling = tellings[shapeOf[row]!];
    if (telling === undefined || !isAsTold(cut, row, telling.tests)) {
      discover(row, messages[row]!);
      continue;
    }
    const { told, puts } = telling;
    const first = boundsOf[row]!;
    for (let index = 0; index < puts.length; index += 1) {
      const at = first + 2 * (told[index]!.slot ?? 0);
      puts[index]!(row, bounds[at]!, bounds[at + 1]!);
    }
    telling.rows += 1;
  }
  const slotFields = cut.shapes.map(({ rows }, shape) => slotFieldsOf(tellings[shape], rows.length));
  return { columns: columns.finish(), slotFields };
};
