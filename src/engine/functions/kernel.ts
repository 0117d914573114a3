// What a scalar function is to the engine: a kernel from the values of the arguments to a value, pure.
//
// Most functions are lifted from plain numbers or texts. The rule of the house: a missing argument, or one
// that is no number where a number is wanted, makes the result missing; a number that overflows is missing.

import { missing, numberOf, numberOrMissing, textOf, type Value } from '../../values/index.ts';

/** What a function may know of the query it runs in. Plain data. */
export type FunctionContext = {
  readonly queryStartMs: number;
  readonly queryEndMs: number;
  /** The time at which the query was started. */
  readonly nowMs: number;
  /** The values that inner queries of the plan have answered, by their number. */
  readonly answers?: readonly (readonly Value[])[];
};

export type Kernel = (args: readonly Value[], context: FunctionContext) => Value;

/** A function of numbers. Arguments left out are not passed on. */
export const ofNumbers =
  (compute: (...numbers: number[]) => number): Kernel =>
  (args) => {
    const numbers = args.map(numberOf);
    return numbers.some(Number.isNaN) ? missing : numberOrMissing(compute(...numbers));
  };

/** A function of one number. */
export const ofNumber =
  (compute: (n: number) => Value): Kernel =>
  ([value]) => {
    const n = numberOf(value);
    return Number.isNaN(n) ? missing : compute(n);
  };

/** A function of one text. */
export const ofText =
  (compute: (text: string) => Value): Kernel =>
  ([value]) => {
    const text = textOf(value);
    return text === undefined ? missing : compute(text);
  };

/** A function of two texts; further arguments have no effect. */
export const ofTwoTexts =
  (compute: (a: string, b: string) => Value): Kernel =>
  ([first, second]) => {
    const a = textOf(first);
    const b = textOf(second);
    return a === undefined || b === undefined ? missing : compute(a, b);
  };
