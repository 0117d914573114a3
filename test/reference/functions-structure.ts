// Functions of maps and lists (insights functions "JSON and structures"). No argument is missing here.

import { printJson } from './json.ts';
import { asStructure, structureIn, toValue } from './structures.ts';
import { equals, isStructure, type Present, textOf, type Value } from './values.ts';

const itemsOf = (value: Value): readonly Value[] | undefined => {
  const structure = asStructure(value);
  return structure?.kind === 'list' ? structure.items.map(toValue) : undefined;
};

export const structureFunctions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  // A structure is missing for a function of text, so what is parsed cannot be parsed again.
  jsonparse: ([value]) => structureIn(textOf(value)),
  jsonstringify: ([value]) => (isStructure(value) ? printJson(value) : undefined),
  jsonarraysize: ([value]) => itemsOf(value)?.length,
  jsonarraycontains: ([value, sought]) =>
    (itemsOf(value) ?? [])
      .filter((item): item is Present => item !== undefined)
      .some((item) => equals(item, sought as Present)),
};
