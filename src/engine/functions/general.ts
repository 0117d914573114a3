// Functions of values of any kind: presence, choice, size (CWL_QuerySyntax-operations-functions).

import { missing, numberOf, truthOf, type Value } from '../../values/index.ts';
import { type Kernel, ofText } from './kernel.ts';

/** Counted, not encoded: a surrogate is two of the four bytes of its pair (a lone one would be three). */
const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
};

/** A missing condition does not hold. */
const holds = (condition: Value): boolean => truthOf(condition) === true;

/** Conditions and values in turn; a value without a condition at the end is the default. */
const firstThatHolds: Kernel = (args) => {
  let i = 0;
  for (; i + 1 < args.length; i += 2) if (holds(args[i])) return args[i + 1];
  return args[i];
};

/** A boolean computes as a number but is none to the reader. */
const isNumeric = (value: Value): boolean => typeof value !== 'boolean' && !Number.isNaN(numberOf(value));

export const generalKernels = {
  ispresent: ([value]) => value !== missing,
  /** The empty text is present. */
  coalesce: (args) => args.find((value) => value !== missing),
  case: firstThatHolds,
  if: ([condition, then, otherwise]) => (holds(condition) ? then : otherwise),
  isNumeric: ([value]) => isNumeric(value),
  messageSize: ofText(utf8Length),
  unmask: ([value]) => value,
} satisfies Record<string, Kernel>;
