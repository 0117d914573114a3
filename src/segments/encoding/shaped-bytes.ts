// Messages by their shapes as bytes and back: the shapes, as JSON, and the shape of each row. The columns of
// their variable parts, and the messages that are kept whole, lie beside them under hidden names.

import type { Column, PlainColumn, Shape, ShapedColumn, SlicesColumn, Slot } from '../column.ts';
import { lazily } from '../lazily.ts';
import { pickNumbers } from '../pick-numbers.ts';
import { charactersOfColumn, TIME_CHARACTERS } from '../shapes/character-set.ts';
import type { ShapedMessages, SlotColumn } from '../shapes/index.ts';
import { shapedTexts } from '../shapes/shaped-texts.ts';
import { aligned, bytesOf } from './text-bytes.ts';

export type ShapedLayout = {
  readonly layout: 'shaped';
  /** Bytes of the JSON before the codes. */
  readonly shapeBytes: number;
  readonly codeBytes: 1 | 2;
};

/** Kind, name of the column, hexadecimal set of characters, digits behind the point. */
type SlotText = readonly [Slot['kind'], string, string, number?];
type ShapeText = { readonly pieces: readonly string[]; readonly slots: readonly SlotText[] };

const HIDDEN = '\u0001';
export const REST = `${HIDDEN}@message`;
const slotName = (shape: number, slot: number): string => `${REST} ${shape} ${slot}`;

type Named = readonly [name: string, column: PlainColumn];

export type EncodedMessages = {
  readonly layout: ShapedLayout;
  readonly bytes: Uint8Array;
  /** By their hidden names. */
  readonly beside: readonly Named[];
};

export const encodeShaped = (
  { codes, shapes, rest }: ShapedMessages,
  fields: ReadonlyMap<string, Column>,
): EncodedMessages => {
  const beside: Named[] = rest.offsets.length > 1 ? [[REST, rest]] : [];
  const fieldCharacters = new Map<string, string>();
  const ofField = (field: string, decimals: number | undefined): string => {
    const key = `${decimals} ${field}`;
    let characters = fieldCharacters.get(key);
    if (characters === undefined) {
      characters = charactersOfColumn(fields.get(field)!, codes.length, decimals).toString(16);
      fieldCharacters.set(key, characters);
    }
    return characters;
  };
  const textOf = (slot: SlotColumn, name: string, rowCount: number): SlotText => {
    if (slot.kind === 'field') {
      const { field, decimals } = slot;
      const characters = ofField(field, decimals);
      return decimals === undefined ? ['field', field, characters] : ['field', field, characters, decimals];
    }
    beside.push([name, slot.column]);
    if (slot.kind === 'time') return ['time', name, TIME_CHARACTERS.toString(16)];
    return ['own', name, charactersOfColumn(slot.column, rowCount).toString(16)];
  };
  const texts = shapes.map(
    ({ pieces, slots, rowCount }, shape): ShapeText => ({
      pieces,
      slots: slots.map((slot, place) => textOf(slot, slotName(shape + 1, place), rowCount)),
    }),
  );
  const json = new TextEncoder().encode(JSON.stringify(texts));
  const bytes = new Uint8Array(json.length + codes.byteLength);
  bytes.set(json);
  bytes.set(bytesOf(codes), json.length);
  const layout = {
    layout: 'shaped',
    shapeBytes: json.length,
    codeBytes: codes.BYTES_PER_ELEMENT as 1 | 2,
  } as const;
  return { layout, bytes, beside };
};

const placesOf = (codes: ShapedColumn['codes'], shapeCount: number): Uint32Array => {
  const counts = new Uint32Array(shapeCount);
  const places = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    places[row] = counts[code]!;
    counts[code] = counts[code]! + 1;
  }
  return places;
};

/** Stands for the rows without a shape. */
const noShape: Shape = { pieces: [''], slots: [], key: '' };

/** Gives other columns of the segment by their names. */
type Read = (name: string) => Column | undefined;

const partOf = (read: Read, name: string): Column => {
  const found = read(name);
  if (found === undefined) throw new RangeError(`a part of the messages is missing: ${name}`);
  return found;
};

const shapeOf = ({ pieces, slots }: ShapeText, read: Read): Shape => {
  const keyOf = lazily(() => JSON.stringify([pieces, slots.map(([, , characters]) => characters)]));
  return {
    pieces,
    get key() {
      return keyOf();
    },
    slots: slots.map(([kind, name, characters, decimals]) => ({
      kind,
      column: lazily(() => partOf(read, name)),
      characters: BigInt(`0x${characters}`),
      decimals,
    })),
  };
};

/** The shape where `read` gives columns of fewer rows: those of its own slots stay as they are. */
const shapeAt = (shape: Shape, text: ShapeText, read: Read): Shape => {
  if (shape.slots.every(({ kind }) => kind !== 'field')) return shape;
  return {
    pieces: shape.pieces,
    get key() {
      return shape.key;
    },
    slots: shape.slots.map((slot, place) =>
      slot.kind === 'field' ? { ...slot, column: lazily(() => partOf(read, text.slots[place]![1])) } : slot,
    ),
  };
};

const timesOf = (read: Read) => (): Float64Array => {
  const times = partOf(read, '@timestamp');
  if (times.form !== 'timestamp') throw new RangeError('the timestamps are of another form');
  return times.values;
};

const shapedColumn = (parts: Omit<ShapedColumn, 'form' | 'textAt'>): ShapedColumn => ({
  form: 'shaped',
  ...parts,
  textAt: shapedTexts(parts),
});

const noTimes = (): Float64Array => new Float64Array(0);

/** Some of the texts that stand end to end, each looked up when it is asked for. */
export const wholeTexts = (texts: SlicesColumn, rows: Uint32Array): ShapedColumn =>
  shapedColumn({
    codes: new Uint8Array(rows.length),
    shapes: [noShape],
    places: () => rows,
    rest: () => texts,
    times: noTimes,
  });

/** Messages of all rows, and of some: the rows ascend, and `readAt` gives other columns for these rows. */
export type DecodedMessages = {
  readonly column: ShapedColumn;
  readonly at: (rows: Uint32Array, readAt: Read) => ShapedColumn;
};

export const decodeShaped = (
  { shapeBytes, codeBytes }: ShapedLayout,
  bytes: Uint8Array,
  read: Read,
): DecodedMessages => {
  const texts = JSON.parse(new TextDecoder().decode(bytes.subarray(0, shapeBytes))) as readonly ShapeText[];
  const shapes = [noShape, ...texts.map((text) => shapeOf(text, read))];
  const tail = aligned(bytes.subarray(shapeBytes));
  const codes = codeBytes === 1 ? new Uint8Array(tail) : new Uint16Array(tail);
  const places = lazily(() => placesOf(codes, shapes.length));
  const rest = lazily(() => {
    const rest = partOf(read, REST);
    if (rest.form !== 'slices') throw new RangeError('the messages without a shape are of another form');
    return rest;
  });
  return {
    column: shapedColumn({ codes, shapes, places, rest, times: lazily(timesOf(read)) }),
    at: (rows, readAt) =>
      shapedColumn({
        codes: pickNumbers(codes, rows),
        shapes: shapes.map((shape, code) => (code === 0 ? shape : shapeAt(shape, texts[code - 1]!, readAt))),
        places: lazily(() => pickNumbers(places(), rows)),
        rest,
        times: lazily(timesOf(readAt)),
      }),
  };
};
