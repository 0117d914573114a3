// What a cell of the reference engine may hold, and how values print, compare and order. Rules come from
// docs/fidelity.md (Values, Order) and evidence 9-11, 56. A JSON number is text.
// Missing is undefined. Written for reading, one value at a time; shares nothing with src/.

import { type JsonMap, type List, printJson } from './json.ts';
import { compareCodePoints, compareNatural } from './natural-order.ts';
import { printNumber } from './print-number.ts';
import { printInstant } from './time.ts';

export type Instant = { readonly kind: 'instant'; readonly ms: number };
/** Maps and lists count as missing for every function of text, number or time. */
export type Structure = JsonMap | List;
export type Present = string | number | boolean | Instant | Structure;
export type Value = Present | undefined;

export const instant = (ms: number): Instant => ({ kind: 'instant', ms });

export const isInstant = (value: Value): value is Instant =>
  typeof value === 'object' && value.kind === 'instant';
export const isStructure = (value: Value): value is Structure =>
  typeof value === 'object' && value.kind !== 'instant';

const NUMBER_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** fidelity: number-text. Blanks around the digits do not matter (evidence 54). */
const numberInText = (text: string): number | undefined => {
  const trimmed = text.replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, '');
  if (!NUMBER_TEXT.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
};

export const numberOf = (value: Value): number | undefined => {
  if (value === undefined || isStructure(value)) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return numberInText(value);
  return value.ms;
};

/** What text functions and matches see. fidelity: timestamp-as-text. */
export const textOf = (value: Value): string | undefined => {
  if (value === undefined || isStructure(value)) return undefined;
  return isInstant(value) ? String(value.ms) : print(value);
};

/** What a result shows. */
export const print = (value: Present): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isInstant(value)) return printInstant(value.ms);
  return printJson(value);
};

/** fidelity: truth-of-text. A missing value is neither true nor false; an instant or a structure is true. */
export const truthOf = (value: Value): boolean | undefined => {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value;
  if (isInstant(value) || isStructure(value)) return true;
  if (value === '' || value === 'false') return false;
  return numberOf(value) !== 0;
};

/** fidelity: text-equality, json-booleans. */
export const equals = (left: Present, right: Present): boolean => {
  if (isStructure(left) || isStructure(right)) return false;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' && typeof right === 'string') return booleanEqualsText(left, right);
  if (typeof right === 'boolean' && typeof left === 'string') return booleanEqualsText(right, left);
  const number = numberOf(left);
  return number !== undefined && number === numberOf(right);
};

const booleanEqualsText = (flag: boolean, text: string): boolean =>
  text === String(flag) || numberOf(text) === Number(flag);

/** The sign of left - right for `<` and its like; undefined where no order exists (fidelity: text-against-number). */
export const compare = (left: Present, right: Present): number | undefined => {
  if (isStructure(left) || isStructure(right)) return undefined;
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return Math.sign(leftNumber - rightNumber);
  if (typeof left === 'string' && typeof right === 'string') return orderForSort(left, right);
  return undefined;
};

/**
 * The ascending order of `sort`: missing, then what is no number in natural order, then numbers. Of equal
 * numbers the spelling decides: the documented list has 01 before 1, descending is its exact reverse.
 */
export const orderForSort = (left: Value, right: Value): number => {
  const [leftClass, rightClass] = [sortClass(left), sortClass(right)];
  if (leftClass !== rightClass) return leftClass - rightClass;
  if (leftClass === 0) return 0;
  if (leftClass === 2) {
    const order = Math.sign((numberOf(left) ?? 0) - (numberOf(right) ?? 0));
    return order === 0 ? compareCodePoints(textOf(left) ?? '', textOf(right) ?? '') : order;
  }
  return compareNatural(textOf(left) ?? '', textOf(right) ?? '');
};

const sortClass = (value: Value): 0 | 1 | 2 => {
  if (value === undefined || isStructure(value)) return 0;
  return numberOf(value) === undefined ? 1 : 2;
};

/** Values with the same identity are one group, one distinct value, one duplicate. A structure is as if missing. */
export const identityOf = (value: Value): string => {
  if (value === undefined || isStructure(value)) return 'missing';
  if (isInstant(value)) return `instant:${value.ms}`;
  return `present:${typeof value === 'number' ? value : print(value)}`;
};
