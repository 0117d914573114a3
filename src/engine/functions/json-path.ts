// The path of the json command: `user.address[0].city`, keys and indexes from 0; and its way through JSON.
//
// A key may hold dots of its own. The nested reading goes first; where it leads nowhere, a map is asked for
// the whole rest of the path as one key (docs/fidelity.md, "json-path").

import {
  isStructure,
  type Json,
  missing,
  parseStructure,
  stepInto,
  type Value,
  valueOfJson,
} from '../../values/index.ts';

/** Each step with the rest of the path from it on, as it is written. */
export type JsonPath = readonly { readonly part: string; readonly rest: string }[];

const step = /\[(\d+)\]|[^.[]+|\[/g;

export const readJsonPath = (text: string): JsonPath =>
  Array.from(text.matchAll(step), ({ 0: written, 1: index, index: at }) => ({
    part: index ?? written,
    rest: text.slice(at),
  }));

const follow = (json: Json, path: JsonPath): Json | undefined => {
  let found: Json | undefined = json;
  /** Maps on the way, with the step that leads out of each. */
  const maps: { readonly map: Json; readonly at: number }[] = [];
  for (let at = 0; at < path.length && found !== undefined; at += 1) {
    maps.push({ map: found, at });
    found = stepInto(found, path[at]!.part);
  }
  while (found === undefined && maps.length > 0) {
    const { map, at } = maps.pop()!;
    if (typeof map === 'object' && map !== null && map.kind === 'map')
      found = map.entries.get(path[at]!.rest);
  }
  return found;
};

/** `value` is a structure or a text of JSON; missing where it is neither or the path leads nowhere. */
export const jsonPathOf = (value: Value, path: JsonPath): Value => {
  const structure = isStructure(value)
    ? value
    : typeof value === 'string'
      ? parseStructure(value)
      : undefined;
  const found = structure === undefined ? undefined : follow(structure, path);
  return found === undefined ? missing : valueOfJson(found);
};
