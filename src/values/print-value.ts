// A value as text: once for the answer's cells, once for functions that take text.

import { printJson } from './print-json.ts';
import { printNumber } from './print-number.ts';
import { printTimestamp } from './print-timestamp.ts';
import { isStructure, missing, type Value } from './value.ts';

/** The text of a cell of the answer, or missing where the cell stays empty. */
export const printValue = (value: Value): string | undefined => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return printNumber(value);
    case 'boolean':
      return value ? '1' : '0';
    case 'undefined':
      return missing;
    case 'object':
      return value.kind === 'timestamp' ? printTimestamp(value.ms) : printJson(value);
  }
};

/**
 * What a text function (strlen, like, concat…) sees. A timestamp is its milliseconds: the service keeps
 * it as that number and refuses human-readable times in filters (docs/fidelity.md, "timestamp-as-text").
 * A structure has no text.
 */
export const textOf = (value: Value): string | undefined => {
  if (isStructure(value)) return missing;
  return typeof value === 'object' ? String(value.ms) : printValue(value);
};
