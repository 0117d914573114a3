// Maps and lists as values: what a member is, and where a path leads.

import { type Json, type JsonMap, type List, readJson } from './json.ts';
import { isStructure, textOf, type Value } from './values.ts';

export type Path = readonly (string | number)[];

/** A text is text, a number the text that spells it, null is missing. */
export const toValue = (json: Json | undefined): Value => {
  if (json === undefined || json === null) return undefined;
  return typeof json === 'object' && json.kind === 'json-number' ? json.text : json;
};

/** `.key` and `[1]` of a map, `[1]` and `.1` of a list; anything else has no members. */
export const memberOf = (value: Json | Value, part: string | number): Json | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value.kind === 'map') return value.members.get(String(part));
  return value.kind === 'list' && /^(0|[1-9]\d*)$/.test(String(part)) ? value.items[Number(part)] : undefined;
};

export const follow = (value: Value, path: Path): Value => {
  let node: Json | Value = value;
  for (const part of path) node = memberOf(node, part);
  return toValue(node as Json | undefined);
};

/** The map or list that a text spells, as jsonParse sees it. */
export const structureIn = (text: string | undefined): JsonMap | List | undefined => {
  const json = text === undefined ? undefined : readJson(text);
  return typeof json === 'object' && json !== null && json.kind !== 'json-number' ? json : undefined;
};

/** A structure as it is, or the one that a text spells. */
export const asStructure = (value: Value): JsonMap | List | undefined =>
  isStructure(value) ? value : structureIn(textOf(value));
