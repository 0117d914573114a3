// Do two engines give the same answer? Rows in the same order, texts equal, numbers equal to the digits that
// insitu prints: four decimals, or four significant digits below 1.

import type { Answer } from './contestant.ts';

type AnswerCell = Answer[number][number];

const printedTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

const numberOf = (cell: AnswerCell): number => {
  if (typeof cell !== 'string') return Number(cell);
  return printedTime.test(cell) ? Date.parse(`${cell.replace(' ', 'T')}Z`) : Number(cell);
};

/** Sums of doubles may differ so much, depending on the order of summation. */
const RELATIVE = 1e-9;
/** Half a unit of the last digit that is printed. */
const HALF_OF_LAST_DECIMAL = 0.5e-4;
const HALF_OF_LAST_DIGIT = 0.5e-3;

const isSameNumber = (a: number, b: number): boolean => {
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  const size = Math.max(Math.abs(a), Math.abs(b));
  const printed = size < 1 ? size * HALF_OF_LAST_DIGIT : HALF_OF_LAST_DECIMAL;
  return Math.abs(a - b) <= printed + size * RELATIVE;
};

const isSameCell = (own: AnswerCell, peer: AnswerCell): boolean => {
  if (own === null || peer === null) return own === peer;
  return typeof peer === 'string' ? String(own) === peer : isSameNumber(numberOf(own), numberOf(peer));
};

const show = (cell: AnswerCell | undefined): string =>
  cell === null || cell === undefined ? 'nothing' : JSON.stringify(String(cell));

/** The first difference, in a sentence; undefined when there is none. */
export const differenceOf = (own: Answer, peer: Answer): string | undefined => {
  if (own.length !== peer.length) return `${own.length} rows against ${peer.length}`;
  for (const [row, cells] of own.entries()) {
    const others = peer[row]!;
    if (cells.length !== others.length) return `${cells.length} columns against ${others.length}`;
    for (const [column, cell] of cells.entries())
      if (!isSameCell(cell, others[column]!))
        return `row ${row + 1}, column ${column + 1}: ${show(cell)} against ${show(others[column])}`;
  }
  return undefined;
};
