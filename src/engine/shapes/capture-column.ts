// The column of one capture while it is filled: numerals as long as all of it are, texts from then on.

import { type Column, numeralOf, valueAt } from '../../segments/index.ts';

export type CaptureColumn = {
  writeText(row: number, text: string | undefined): void;
  /** Writes values of another column, as texts. */
  writerOf(column: Column): (row: number, index: number) => void;
  finish(): Column;
};

export const captureColumn = (rowCount: number): CaptureColumn => {
  const numbers = new Float64Array(rowCount).fill(Number.NaN);
  let texts: (string | undefined)[] | undefined;
  const toTexts = (): (string | undefined)[] =>
    Array.from(numbers, (n) => (Number.isNaN(n) ? undefined : String(n)));
  const writeText = (row: number, text: string | undefined): void => {
    if (text === undefined) return;
    if (texts === undefined) {
      const n = numeralOf(text);
      if (!Number.isNaN(n)) {
        numbers[row] = n;
        return;
      }
      texts = toTexts();
    }
    texts[row] = text;
  };
  return {
    writeText,
    writerOf: (column) => {
      if (column.form !== 'numeral' && column.form !== 'number')
        return (row, index) => writeText(row, String(valueAt(column, index)));
      const { values } = column;
      return (row, index) => {
        if (texts === undefined) numbers[row] = values[index]!;
        else texts[row] = String(values[index]!);
      };
    },
    finish: () =>
      texts === undefined ? { form: 'numeral', values: numbers } : { form: 'text', values: texts },
  };
};
