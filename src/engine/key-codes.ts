// The codes of a key in the rows of a batch. Where a column has codes of its own they are taken as they are,
// and translated once a code rather than once a row.

import { type Column, isPackedInteger, UUID, UUID_NUMBERS, valueAt, wordCount } from '../segments/index.ts';
import type { Batch, Selection } from './batch.ts';
import { codeOf, codeOfInteger, codeOfNumbers, codeOfText } from './interned.ts';
import type { Interned } from './interned-values.ts';
import { codesOfPacked } from './packed-texts.ts';
import { hashesOfTexts } from './text-hash.ts';

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/**
 * `codes[row]` is below `size` in every selected row. `known` has the key's code of each, or UNKNOWN: codeFor
 * finds it out. Without `known` the codes are the key's.
 */
export type KeyCodes = {
  readonly codes: Codes;
  readonly size: number;
  readonly known: Int32Array | undefined;
  readonly words: readonly string[];
  /** In place of the words, where they are UUIDs. */
  readonly uuids?: Uint32Array | undefined;
};

const UNKNOWN = -1;

/** The key's code of one of the column's. */
export const codeFor = (interned: Interned, { known, words, uuids }: KeyCodes, code: number): number => {
  if (known === undefined) return code;
  if (known[code] === UNKNOWN)
    known[code] =
      uuids === undefined
        ? codeOfText(interned, words[code]!, hashesOfTexts(words)[code]!)
        : codeOfNumbers(interned, UUID, uuids, (code - 1) * UUID_NUMBERS, UUID_NUMBERS);
  return known[code]!;
};

const noWords: readonly string[] = [];

type NumericColumn = Extract<Column, { form: 'numeral' | 'number' }>;

/** What is not whole: "4.10" and "4.1" are the same number and different keys. */
const fractionsKnown = (interned: Interned, column: NumericColumn): Map<number, number> =>
  column.form === 'numeral' && column.decimals !== undefined ? new Map() : interned.fractions;

const codesOfInstants = (
  interned: Interned,
  column: Extract<Column, { form: 'timestamp' }>,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  const { values } = column;
  let last = Number.NaN;
  let lastCode = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const ms = values[row]!;
    if (Number.isNaN(ms)) continue;
    // Bins come in runs.
    if (ms !== last) lastCode = interned.instants.get(ms) ?? codeOf(interned, valueAt(column, row));
    last = ms;
    codes[row] = lastCode;
  }
  return codes;
};

const numericCodes = (
  interned: Interned,
  column: NumericColumn,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  const { values } = column;
  const fractions = fractionsKnown(interned, column);
  const isText = column.form === 'numeral';
  const arePlain = column.form === 'number' || column.decimals === undefined;
  const codeOfFraction = (row: number, n: number): number => {
    let code = fractions.get(n);
    if (code === undefined) {
      code = codeOf(interned, valueAt(column, row));
      fractions.set(n, code);
    }
    return code;
  };
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const n = values[row]!;
    // Missing: code 0, which is there.
    if (Number.isNaN(n)) continue;
    // Most are small and known.
    const whole = n >>> 0;
    const { small } = interned;
    const known = whole === n && whole < small.length && arePlain ? small[whole]! : 0;
    if (known !== 0) codes[row] = known;
    else
      codes[row] =
        arePlain && isPackedInteger(n)
          ? codeOfInteger(interned, n, isText ? undefined : n)
          : codeOfFraction(row, n);
  }
  return codes;
};

const textCodes = (
  interned: Interned,
  { values }: Extract<Column, { form: 'text' }>,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  const hashes = selection.length === rowCount ? hashesOfTexts(values) : undefined;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const text = values[row];
    if (text !== undefined) codes[row] = codeOfText(interned, text, hashes?.[row]);
  }
  return codes;
};

const codesByRow = (
  interned: Interned,
  column: Column,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    codes[row] = codeOf(interned, valueAt(column, row));
  }
  return codes;
};

/** The key's codes in the rows. */
const codesOf = (interned: Interned, column: Column, rowCount: number, selection: Selection): Uint32Array => {
  switch (column.form) {
    case 'numeral':
    case 'number':
      return numericCodes(interned, column, rowCount, selection);
    case 'timestamp':
      return codesOfInstants(interned, column, rowCount, selection);
    case 'text':
      if (column.packed !== undefined) return codesOfPacked(interned, column.packed, rowCount, selection);
      return textCodes(interned, column, rowCount, selection);
    default:
      return codesByRow(interned, column, rowCount, selection);
  }
};

const unknown = (size: number): Int32Array => new Int32Array(size).fill(UNKNOWN);

export const keyCodes = (interned: Interned, column: Column, batch: Batch): KeyCodes => {
  const { rowCount, selection } = batch;
  if (column.form === 'dictionary') {
    const { codes, uuids } = column;
    const size = wordCount(column);
    const known = unknown(size);
    known[0] = 0;
    return { codes, size, known, words: uuids === undefined ? column.words : noWords, uuids };
  }
  if (column.form === 'constant') {
    const known = Int32Array.of(codeOf(interned, column.value));
    return { codes: new Uint8Array(rowCount), size: 1, known, words: noWords };
  }
  const codes = codesOf(interned, column, rowCount, selection);
  return { codes, size: interned.count, known: undefined, words: noWords };
};

/** The same with few codes, where the key has many more than the batch. */
export const compactCodes = (key: KeyCodes, selection: Selection): KeyCodes => {
  const { codes, size, known, words } = key;
  if (known !== undefined || size <= 1) return key;
  const compact = new Uint32Array(codes.length);
  const places = unknown(size);
  const found = new Int32Array(Math.min(size, selection.length));
  let count = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = codes[row]!;
    let place = places[code]!;
    if (place === UNKNOWN) {
      place = count++;
      places[code] = place;
      found[place] = code;
    }
    compact[row] = place;
  }
  return { codes: compact, size: count, known: found.subarray(0, count), words };
};
