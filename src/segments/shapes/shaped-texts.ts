// Texts put together again from their shapes.

import { type Column, type ShapedColumn, type Slot, spellNumeral, valueAt } from '../column.ts';

/** Text of a slot, by the row of the segment and the row's place among those of the shape. */
export type SlotReader = (row: number, place: number) => string;

const valueReader = (column: Column, decimals: number | undefined): ((index: number) => string) => {
  switch (column.form) {
    case 'dictionary': {
      const { words, codes } = column;
      return (index) => words[codes[index]!]!;
    }
    case 'number': {
      const { values } = column;
      return (index) => spellNumeral(values[index]!, decimals);
    }
    default:
      return (index) => String(valueAt(column, index));
  }
};

const SECOND = 1_000;
const lastDigits = Array.from({ length: SECOND }, (_, ms) => `${String(ms).padStart(3, '0')}Z`);

/** Instants as JavaScript prints them; mostly many follow in one second. */
const instantPrinter = (): ((ms: number) => string) => {
  let second = Number.NaN;
  let begins = '';
  return (ms) => {
    const its = Math.floor(ms / SECOND);
    if (its !== second) {
      begins = new Date(its * SECOND).toISOString().slice(0, -'000Z'.length);
      second = its;
    }
    return begins + lastDigits[ms - its * SECOND]!;
  };
};

/** Reads the texts of one slot. */
export const slotReader = ({ kind, column, decimals }: Slot, times: () => Float64Array): SlotReader => {
  const read = valueReader(column(), decimals);
  switch (kind) {
    case 'field':
      return read;
    case 'own':
      return (_, place) => read(place);
    case 'time': {
      const print = instantPrinter();
      const eventTimes = times();
      return (row, place) => print(eventTimes[row]! + Number(read(place)));
    }
  }
};

/** Reads what it needs when the first text is asked for. */
export const shapedTexts = ({
  codes,
  shapes,
  places: placesOf,
  rest: restOf,
  times,
}: Omit<ShapedColumn, 'form' | 'textAt'>): ((row: number) => string) => {
  const readers: SlotReader[][] = [];
  let places: Uint32Array | undefined;
  return (row) => {
    places ??= placesOf();
    const code = codes[row]!;
    const place = places[row]!;
    if (code === 0) return valueAt(restOf(), place) as string;
    const { pieces, slots } = shapes[code]!;
    let slotReaders = readers[code];
    if (slotReaders === undefined) {
      slotReaders = slots.map((slot) => slotReader(slot, times));
      readers[code] = slotReaders;
    }
    let text = pieces[0]!;
    for (let slot = 0; slot < slotReaders.length; slot += 1)
      text += slotReaders[slot]!(row, place) + pieces[slot + 1]!;
    return text;
  };
};
