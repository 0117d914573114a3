// The column of one capture while it is filled: numerals as long as all of them are spelled in one way, texts
// from then on.

import { type Column, fixedDecimals, numeralOf, spellNumeral, valueAt } from '../../segments/index.ts';

export type CaptureColumn = {
  writeText(row: number, text: string | undefined): void;
  /** Writes values of another column, as texts; `decimals`: how many digits its numbers have behind the point. */
  writerOf(column: Column, decimals: number | undefined): (row: number, index: number) => void;
  finish(): Column;
};

/** No number is there yet that would tell how numbers are spelled. */
const UNKNOWN = -1;

export const captureColumn = (rowCount: number): CaptureColumn => {
  let numbers: Float64Array | undefined;
  let spelling: number | undefined = UNKNOWN;
  let texts: (string | undefined)[] | undefined;

  /** False where such numbers cannot stand beside those that are there. */
  const takesNumbers = (decimals: number | undefined): boolean => {
    if (texts !== undefined || (spelling !== UNKNOWN && spelling !== decimals)) return false;
    numbers ??= new Float64Array(rowCount).fill(Number.NaN);
    spelling = decimals;
    return true;
  };
  const textsSoFar = (): (string | undefined)[] => {
    if (texts !== undefined) return texts;
    texts = new Array<string | undefined>(rowCount).fill(undefined);
    const known = numbers ?? new Float64Array();
    for (let row = 0; row < known.length; row += 1) {
      const n = known[row]!;
      if (!Number.isNaN(n)) texts[row] = spellNumeral(n, spelling);
    }
    return texts;
  };
  const writeNumber = (row: number, n: number, decimals: number | undefined): void => {
    if (takesNumbers(decimals)) numbers![row] = n;
    else textsSoFar()[row] = spellNumeral(n, decimals);
  };
  const writeText = (row: number, text: string | undefined): void => {
    if (text === undefined) return;
    if (texts !== undefined) {
      texts[row] = text;
      return;
    }
    const isFixed = spelling !== undefined && fixedDecimals(text) === spelling;
    const n = isFixed ? Number(text) : numeralOf(text);
    if (Number.isNaN(n)) textsSoFar()[row] = text;
    else writeNumber(row, n, isFixed ? spelling : undefined);
  };
  return {
    writeText,
    writerOf: (column, decimals) => {
      if (column.form !== 'numeral' && column.form !== 'number')
        return (row, index) => writeText(row, String(valueAt(column, index)));
      const { values } = column;
      const its = column.form === 'numeral' ? column.decimals : decimals;
      return (row, index) => writeNumber(row, values[index]!, its);
    },
    finish: () => {
      if (texts !== undefined) return { form: 'text', values: texts };
      if (numbers === undefined) return { form: 'constant', value: undefined };
      return { form: 'numeral', values: numbers, decimals: spelling };
    },
  };
};
