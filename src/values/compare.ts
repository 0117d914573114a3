// `=`, `<` and their kin between values of any kind.
//
// A comparison with something missing is missing, so a filter drops the event, for `!=` too
// (insights-ql 2.3). Texts are equal when they are the same text; a number and a text are equal when the
// text is that number. `<` puts numbers in numeric and texts in natural order; a number and a text that is
// no number have no order, so the comparison is missing (docs/fidelity.md, "text-against-number").
//
// Every comparison of a structure with anything is false (CWL_QuerySyntax-operations-functions), `!=` too:
// so `!=` is a function of its own, and where a structure stands the order is NaN, for which all tests fail.

import { numberOf } from './coerce.ts';
import { naturalOrder } from './natural-order.ts';
import { textOf } from './print-value.ts';
import { isStructure, missing, type Value } from './value.ts';

const booleanText = (text: string): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

/** Are two values equal? Missing when either is. */
export const equal = (a: Value, b: Value): boolean | undefined => {
  if (a === undefined || b === undefined) return missing;
  if (isStructure(a) || isStructure(b)) return false;
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (typeof a === 'boolean' && typeof b === 'string')
    return a === booleanText(b) || numberOf(b) === Number(a);
  if (typeof b === 'boolean' && typeof a === 'string') return equal(b, a);
  const x = numberOf(a);
  const y = numberOf(b);
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x === y;
  return textOf(a) === textOf(b);
};

/** Are two values different? Missing when either is. */
export const unequal = (a: Value, b: Value): boolean | undefined => {
  const same = equal(a, b);
  if (same === undefined) return missing;
  return !same && !isStructure(a) && !isStructure(b);
};

/**
 * Negative, zero or positive; missing when either is, or when a number meets a text that is none; NaN when
 * either is a structure.
 */
export const order = (a: Value, b: Value): number | undefined => {
  if (a === undefined || b === undefined) return missing;
  const x = numberOf(a);
  const y = numberOf(b);
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (typeof a === 'string' && typeof b === 'string') return naturalOrder(a, b);
  return isStructure(a) || isStructure(b) ? Number.NaN : missing;
};
