// Functions to which a missing value means something: they see every argument.

import { isStructure, numberOf, type Present, textOf, truthOf, type Value } from './values.ts';

const numbersAmong = (values: readonly Value[]): number[] =>
  values.map(numberOf).filter((number) => number !== undefined);

const choose = (values: readonly Value[], best: (...numbers: number[]) => number): Value => {
  const numbers = numbersAmong(values);
  return numbers.length === 0 ? undefined : best(...numbers);
};

/** Conditions and values in turn, then perhaps a default. */
const chooseCase = (values: readonly Value[]): Value => {
  for (let i = 0; i + 1 < values.length; i += 2) {
    if (truthOf(values[i]) === true) return values[i + 1];
  }
  return values.length % 2 === 1 ? values.at(-1) : undefined;
};

export const generalFunctions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  ispresent: ([value]) => value !== undefined,
  // A boolean computes as a number but is none to the reader.
  isnumeric: ([value]) => typeof value !== 'boolean' && numberOf(value) !== undefined,
  coalesce: (values) => values.find((value): value is Present => value !== undefined),
  if: ([condition, yes, no]) => (truthOf(condition) === true ? yes : no),
  case: chooseCase,
  // A structure is no text, so there is none.
  isempty: ([value]) => Number(value === undefined || isStructure(value) || textOf(value) === ''),
  isblank: ([value]) => Number(value === undefined || isStructure(value) || textOf(value)?.trim() === ''),
  unmask: ([value]) => value,
  greatest: (values) => choose(values, Math.max),
  least: (values) => choose(values, Math.min),
};
