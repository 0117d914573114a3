// What is inside a structure, as values: texts and booleans as they are, numbers as the texts that spell
// them, null as missing.

import { isStructure, type Json, type JsonList, missing, type Value } from './value.ts';

/** A way into a structure: keys of maps, and indexes of lists from 0. */
export type MemberPath = readonly (string | number)[];

export const valueOfJson = (json: Json): Value => {
  if (json === null) return missing;
  return typeof json === 'object' && json.kind === 'numeral' ? json.text : json;
};

const index = /^(?:0|[1-9]\d*)$/;

/** One step. An index on a map is a key of digits; a key of digits on a list is an index (`a.0`). */
export const stepInto = (value: Json, part: string | number): Json | undefined => {
  if (typeof value !== 'object' || value === null || value.kind === 'numeral') return undefined;
  const key = String(part);
  if (value.kind === 'map') return value.entries.get(key);
  return index.test(key) ? value.items[Number(key)] : undefined;
};

/** The value at the end of the path; missing where the path leads nowhere. */
export const memberOf = (value: Value, path: MemberPath): Value => {
  if (path.length === 0) return value;
  if (!isStructure(value)) return missing;
  let found: Json | undefined = value;
  for (const part of path) {
    found = stepInto(found, part);
    if (found === undefined) return missing;
  }
  return valueOfJson(found);
};

/** The elements in order; a null among them is missing. */
export const elementsOf = (list: JsonList): readonly Value[] => list.items.map(valueOfJson);
