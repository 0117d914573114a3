// Numbers of a column against a number: one loop an operator, so that V8 keeps each of them a loop over machine
// numbers.

import type { PlanExpression } from '../plan/index.ts';
import { FALSE, MISSING_BOOLEAN, TRUE } from '../segments/index.ts';

export type Operator = Extract<PlanExpression, { kind: 'comparison' }>['operator'];

type NumberLoop = (a: Float64Array, b: number, out: Uint8Array, rows: Uint32Array) => void;

/** NaN is missing; every comparison with it is. */
export const numberLoops: Readonly<Record<Operator, NumberLoop>> = {
  '=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! === b);
  },
  '!=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! !== b);
  },
  '<': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! < b);
  },
  '<=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! <= b);
  },
  '>': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! > b);
  },
  '>=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! >= b);
  },
};

const coded = (n: number, truth: boolean): number =>
  Number.isNaN(n) ? MISSING_BOOLEAN : truth ? TRUE : FALSE;

/** Puts the rows for which it is true at the beginning of `kept`, and says how many there are. */
type SelectLoop = (a: Float64Array, b: number, kept: Uint32Array, rows: Uint32Array) => number;

/** Each row is written and counted where it is true: a branch would be guessed wrong too often. */
export const selectLoops: Readonly<Record<Operator, SelectLoop>> = {
  '=': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! === b);
    }
    return count;
  },
  // NaN is missing, and what is missing is not different either.
  '!=': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! < b) + Number(a[rows[i]!]! > b);
    }
    return count;
  },
  '<': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! < b);
    }
    return count;
  },
  '<=': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! <= b);
    }
    return count;
  },
  '>': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! > b);
    }
    return count;
  },
  '>=': (a, b, kept, rows) => {
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      kept[count] = rows[i]!;
      count += Number(a[rows[i]!]! >= b);
    }
    return count;
  },
};
