// Messages that were cut into shapes, and what is told of their fields by shape.

import { readDecimal } from '../numeral.ts';
import type { CutMessages } from './cut-messages.ts';
import { flowLogFieldsOf } from './flow-log-fields.ts';
import { fieldsOfShape, type ShapeFields, type SlotIs, type SlotTest } from './shape-fields.ts';
import type { Units } from './text-units.ts';

/** By shape and slot, the field whose value the slot is, to the letter, in every row of the shape. */
export type SlotFields = readonly (readonly (string | undefined)[])[];

export type ToldMessages = { readonly cut: CutMessages; readonly slotFields: SlotFields };

/** Fewer messages are sooner taken apart than their shape is looked at. */
const FEWEST_ROWS = 4;

/** Of each shape, what it tells; undefined where it does not. */
export const fieldsOfShapes = (
  { text, shapes, bounds, boundsOf }: CutMessages,
  offsets: Uint32Array,
  isLambdaGroup: boolean,
): readonly (ShapeFields | undefined)[] =>
  shapes.map(({ pieces, rows }) => {
    if (rows.length < FEWEST_ROWS) return undefined;
    const row = rows[0]!;
    const from = offsets[row]!;
    const bound = (index: number): number => bounds[boundsOf[row]! + index]! - from;
    const starts = Array.from({ length: pieces.length - 1 }, (_, slot) => bound(2 * slot));
    const ends = starts.map((_, slot) => bound(2 * slot + 1));
    const message = text.slice(from, offsets[row + 1]!);
    const example = { pieces, message, starts, ends };
    return flowLogFieldsOf(example) ?? fieldsOfShape(example, isLambdaGroup);
  });

const BACKSLASH = 92;
const BRACE = 123;
const DASH = 45;
const POINT = 46;
const DIGIT_TWO = 50;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;
const FIRST_PRINTED = 32;

const isPlain = (units: Units, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const unit = units[at]!;
    if (unit === BACKSLASH || unit < FIRST_PRINTED) return false;
  }
  return true;
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isBare = (text: string, units: Units, from: number, to: number): boolean => {
  if (!Number.isNaN(readDecimal(units, from, to))) return true;
  const word = text.slice(from, to);
  return word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word);
};

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** As the runtimes write it. */
const isInstant = (units: Units, from: number, to: number): boolean =>
  to - from === 24 && units[from + 23] === LETTER_Z && units[from + 10] === LETTER_T && isDigit(units[from]!);

/** The bit that makes letters small. */
const LOWER = 32;

const isHexLetter = (unit: number): boolean => unit >= 97 && unit <= 102;

const isUuid = (units: Units, from: number, to: number): boolean => {
  if (to - from !== 36) return false;
  for (let place = 0; place < 36; place += 1) {
    const unit = units[from + place]!;
    if (place === 8 || place === 13 || place === 18 || place === 23) {
      if (unit !== DASH) return false;
    } else if (!isDigit(unit) && !isHexLetter(unit | LOWER)) return false;
  }
  return true;
};

const isBraceless = (units: Units, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (units[at] === BRACE) return false;
  return true;
};

/** Addresses of both kinds. */
const isAddress = (units: Units, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const unit = units[at]!;
    if (!isDigit(unit) && unit !== POINT && unit !== COLON && !isHexLetter(unit | LOWER)) return false;
  }
  return to > from;
};

const INTERFACE = 'eni-';

const isInterface = (text: string, units: Units, from: number, to: number): boolean => {
  if (!text.startsWith(INTERFACE, from)) return false;
  for (let at = from + INTERFACE.length; at < to; at += 1)
    if (!isDigit(units[at]!) && !isHexLetter(units[at]!)) return false;
  return to > from + INTERFACE.length;
};

const areDigits = (units: Units, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isDigit(units[at]!)) return false;
  return true;
};

const passes = ({ text, units }: CutMessages, is: SlotIs, from: number, to: number): boolean => {
  if (typeof is === 'object')
    return to - from >= is.least && to - from <= is.most && areDigits(units, from, to);
  switch (is) {
    case 'plain':
      return isPlain(units, from, to);
    case 'bare':
      return isBare(text, units, from, to);
    case 'braceless':
      return isBraceless(units, from, to);
    case 'instant':
      return isInstant(units, from, to);
    case 'uuid':
      return isUuid(units, from, to);
    case 'address':
      return isAddress(units, from, to);
    case 'interface':
      return isInterface(text, units, from, to);
    case 'two':
      return to - from === 1 && units[from] === DIGIT_TWO;
  }
};

/** Are the slots of the row what the shape takes for granted? */
export const isAsTold = (cut: CutMessages, row: number, tests: readonly SlotTest[]): boolean => {
  const { bounds, boundsOf } = cut;
  const first = boundsOf[row]!;
  for (const { slot, is } of tests) {
    const at = first + 2 * slot;
    if (!passes(cut, is, bounds[at]!, bounds[at + 1]!)) return false;
  }
  return true;
};
