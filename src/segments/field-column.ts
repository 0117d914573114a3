// The column of one discovered field, gathered value by value, and given the form that suits it.
//
// Values take their final form as they come: texts that are numbers as numbers, words that come again as
// codes. What waits for a segment to fill is then little, and none of it is small objects.

import { FALSE, MISSING_BOOLEAN, missingColumn, type PlainColumn, spellNumeral, TRUE } from './column.ts';
import { fixedDecimals, isShortest, lastDecimals, numeralOf, readDecimal } from './numeral.ts';
import { textColumn } from './packed-column.ts';
import type { Units } from './shapes/text-units.ts';
import { wordTable } from './word-table.ts';

/** A text, or a JSON boolean. */
type FieldValue = string | boolean;

export type FieldColumnBuilder = {
  /** Rows come in ascending order; a second value for the same row replaces the first. */
  add(row: number, value: FieldValue): void;
  /** The same for the text at [from, to), of which `units` are the characters. */
  addPart(row: number, text: string, units: Units, from: number, to: number): void;
  /** The row has no value after all. */
  clear(row: number): void;
  finish(rowCount: number): PlainColumn;
};

/** The values of the rows so far, in the form that holds all of them. */
type Values = {
  /** False, and nothing changed, where the value needs another form. */
  add(index: number, value: FieldValue): boolean;
  /** The same for a part of a text; false also where one must have it as a text. */
  addPart?(index: number, text: string, units: Units, from: number, to: number): boolean;
  at(index: number): FieldValue;
  finish(rows: Uint32Array, rowCount: number): PlainColumn;
};

const grown = <T extends Uint32Array | Float64Array>(array: T, index: number): T => {
  if (index < array.length) return array;
  const wider = new (array.constructor as new (length: number) => T)(Math.max(16, array.length * 2));
  wider.set(array);
  return wider;
};

/** Of the texts so far: none yet, all with so many digits behind the point, or not all with as many. */
const NO_TEXT = -1;
const VARIOUS = -2;

/** All in their shortest spelling, or all with as many digits behind the point. */
const numerals = (): Values => {
  let numbers = new Float64Array();
  let common = NO_TEXT;
  let decimals: number | undefined;
  /** The number, where it can be spelled as the others are. */
  const numberOf = (text: string): number => {
    const n = decimals === undefined ? numeralOf(text) : Number.NaN;
    const point = text.indexOf('.');
    const digits = point === -1 ? 0 : text.length - 1 - point;
    if (!Number.isNaN(n)) {
      common = common === NO_TEXT || common === digits ? digits : VARIOUS;
      return n;
    }
    const isAlike = digits > 0 && (common === NO_TEXT || common === digits);
    if (!isAlike || fixedDecimals(text) !== digits) return Number.NaN;
    decimals = digits;
    common = digits;
    return Number(text);
  };
  const put = (index: number, n: number): boolean => {
    numbers = grown(numbers, index);
    numbers[index] = n;
    return true;
  };
  return {
    add: (index, value) => {
      const n = typeof value === 'string' ? numberOf(value) : Number.NaN;
      return !Number.isNaN(n) && put(index, n);
    },
    addPart: (index, _, units, from, to) => {
      const n = readDecimal(units, from, to);
      if (Number.isNaN(n)) return false;
      const digits = lastDecimals;
      const isAlike = common === NO_TEXT || common === digits;
      if (decimals === undefined && isShortest(n, digits, units[to - 1]!))
        common = isAlike ? digits : VARIOUS;
      else if (isAlike && digits > 0) {
        decimals = digits;
        common = digits;
      } else return false;
      return put(index, n);
    },
    at: (index) => spellNumeral(numbers[index]!, decimals),
    finish: (rows, rowCount) => {
      const values = new Float64Array(rowCount).fill(Number.NaN);
      for (let index = 0; index < rows.length; index += 1) values[rows[index]!] = numbers[index]!;
      return { form: 'numeral', values, ...(decimals === undefined ? {} : { decimals }) };
    },
  };
};

const codesFor = (wordCount: number, rowCount: number): Uint8Array | Uint16Array | Uint32Array => {
  if (wordCount <= 0x100) return new Uint8Array(rowCount);
  return wordCount <= 0x10000 ? new Uint16Array(rowCount) : new Uint32Array(rowCount);
};

const sparse = <T>(rows: Uint32Array, valueAt: (index: number) => T, rowCount: number): (T | undefined)[] => {
  const all = new Array<T | undefined>(rowCount).fill(undefined);
  for (let index = 0; index < rows.length; index += 1) all[rows[index]!] = valueAt(index);
  return all;
};

/** After so many texts it is known whether they come again. */
const ENOUGH_TO_KNOW = 4_096;

/** More than every second text being new, a dictionary is only a burden. */
const isMostlyNew = (words: number, texts: number): boolean => words > Math.max(16, texts / 2);

const dictionary = (): Values => {
  const table = wordTable();
  const { words } = table;
  /** From the first text on that comes as one of its own; then every part is made one. */
  let codeOf: Map<string, number> | undefined;
  let codes = new Uint32Array();
  const put = (index: number, code: number): true => {
    codes = grown(codes, index);
    codes[index] = code;
    return true;
  };
  /** A dictionary that would be a burden takes no new word. */
  const isUnfit = (index: number): boolean => index >= ENOUGH_TO_KNOW && isMostlyNew(words.length, index);
  const addText = (index: number, text: string): boolean => {
    codeOf ??= new Map(words.map((word, code) => [word, code] as const).slice(1));
    const known = codeOf.get(text);
    if (known !== undefined) return put(index, known);
    if (isUnfit(index)) return false;
    const code = words.push(text) - 1;
    codeOf.set(text, code);
    return put(index, code);
  };
  return {
    add: (index, value) => typeof value === 'string' && addText(index, value),
    addPart: (index, text, units, from, to) => {
      if (codeOf !== undefined) return addText(index, text.substring(from, to));
      const known = table.find(units, from, to);
      if (known !== 0) return put(index, known);
      return !isUnfit(index) && put(index, table.add(text.substring(from, to)));
    },
    at: (index) => words[codes[index]!]!,
    finish: (rows, rowCount) => {
      if (isMostlyNew(words.length, rows.length))
        return textColumn(sparse(rows, (index) => words[codes[index]!]!, rowCount));
      const all = codesFor(words.length, rowCount);
      for (let index = 0; index < rows.length; index += 1) all[rows[index]!] = codes[index]!;
      return { form: 'dictionary', words, codes: all };
    },
  };
};

const anything = (): Values => {
  const values: FieldValue[] = [];
  const booleans = (rows: Uint32Array, rowCount: number): PlainColumn => {
    const codes = new Uint8Array(rowCount).fill(MISSING_BOOLEAN);
    for (let index = 0; index < rows.length; index += 1)
      codes[rows[index]!] = values[index] === true ? TRUE : FALSE;
    return { form: 'boolean', values: codes };
  };
  return {
    add: (index, value) => {
      values[index] = value;
      return true;
    },
    at: (index) => values[index]!,
    finish: (rows, rowCount) => {
      values.length = rows.length;
      if (values.every((value) => typeof value === 'boolean')) return booleans(rows, rowCount);
      const all = sparse(rows, (index) => values[index]!, rowCount);
      const areTexts = values.every((value) => typeof value === 'string');
      return areTexts ? textColumn(all as (string | undefined)[]) : { form: 'mixed', values: all };
    },
  };
};

/** The narrowest first. */
const forms: readonly (() => Values)[] = [numerals, dictionary, anything];
const DICTIONARY = 1;

export const fieldColumnBuilder = (): FieldColumnBuilder => {
  let rows = new Uint32Array();
  let count = 0;
  let form = 0;
  let values = numerals();
  const widen = (): void => {
    form += 1;
    const wider = forms[form]!();
    for (let index = 0; index < count; index += 1) wider.add(index, values.at(index));
    values = wider;
  };
  const clear = (row: number): void => {
    if (count > 0 && rows[count - 1] === row) count -= 1;
  };
  const note = (row: number): void => {
    rows = grown(rows, count);
    rows[count] = row;
    count += 1;
  };
  const add = (row: number, value: FieldValue): void => {
    clear(row);
    while (!values.add(count, value)) widen();
    note(row);
  };
  return {
    add,
    addPart: (row, text, units, from, to) => {
      clear(row);
      while (values.addPart?.(count, text, units, from, to) !== true) {
        // What a dictionary does not take as a part it does not take as a text.
        if (form !== DICTIONARY && values.add(count, text.substring(from, to))) break;
        widen();
      }
      note(row);
    },
    clear,
    finish: (rowCount) => (count === 0 ? missingColumn : values.finish(rows.subarray(0, count), rowCount)),
  };
};

/** Texts in the cheapest form that keeps them to the letter; the empty ones are none. */
export const nameColumn = (names: readonly string[]): PlainColumn => {
  const first = names[0] ?? '';
  if (names.every((name) => name === first))
    return first === '' ? missingColumn : { form: 'constant', value: first };
  const builder = fieldColumnBuilder();
  names.forEach((name, row) => {
    if (name !== '') builder.add(row, name);
  });
  return builder.finish(names.length);
};
