// What makes two values the same key.
//
// Values that are the same text are one key, the number 200 and the text "200" too; timestamps are apart. A
// structure is no key: it counts as missing.

import { isStructure, isTimestamp, printJson, type Value } from '../values/index.ts';

/** What equal keys have in common, timestamps aside: numbers with all their digits. */
export const keyText = (value: Exclude<Value, undefined>): string => {
  if (typeof value === 'string') return value;
  if (isStructure(value)) return printJson(value);
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
};

/** Missing as a key; structures have no text that could be one (docs/fidelity.md, "structures"). */
export const isNoKey = (value: Value): boolean => value === undefined || isStructure(value);

/** What combinations of keys have in common that are the same. */
export const identityOf = (values: readonly Value[]): string =>
  JSON.stringify(
    values.map((value) => {
      if (value === undefined || isStructure(value)) return null;
      return isTimestamp(value) ? value : keyText(value);
    }),
  );
