// What a value counts as where a number or a truth is wanted.

import { textToNumber } from './numeral.ts';
import { missing, type Value } from './value.ts';

/** The number a value counts as; NaN when it counts as none. Booleans are 1 and 0 (evidence 20). */
export const numberOf = (value: Value): number => {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return textToNumber(value);
    case 'boolean':
      return value ? 1 : 0;
    case 'object':
      return value.kind === 'timestamp' ? value.ms : Number.NaN;
    case 'undefined':
      return Number.NaN;
  }
};

/**
 * The truth of a bare value in `filter isRes` or `not x`: a number is true unless 0, a text that is a
 * number likewise, "false" and the empty text are false, any other text is true (evidence 18;
 * docs/fidelity.md, "truth-of-text"), and so are timestamps and structures. Missing stays missing.
 */
export const truthOf = (value: Value): boolean | undefined => {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'object':
      return true;
    case 'undefined':
      return missing;
    case 'string': {
      const n = textToNumber(value);
      if (!Number.isNaN(n)) return n !== 0;
      return value !== '' && value !== 'false';
    }
  }
};
