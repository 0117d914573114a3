// Functions of JSON and of maps and lists. A list that another function made counts as a JSON array.

import {
  elementsOf,
  equal,
  isStructure,
  missing,
  parseStructure,
  printJson,
  type Structure,
  type Value,
} from '../../values/index.ts';
import { type Kernel, ofText } from './kernel.ts';

const structureOf = (value: Value): Structure | undefined => {
  if (isStructure(value)) return value;
  return typeof value === 'string' ? parseStructure(value) : undefined;
};

const arraySize: Kernel = ([array]) => {
  const structure = structureOf(array);
  return structure?.kind === 'list' ? structure.items.length : missing;
};

/** What is no array contains nothing (CWL_QuerySyntax-operations-functions: 0 for invalid JSON). */
const arrayContains: Kernel = ([array, value]) => {
  if (array === undefined || value === undefined) return missing;
  const structure = structureOf(array);
  return (
    structure?.kind === 'list' && elementsOf(structure).some((element) => equal(element, value) === true)
  );
};

export const jsonKernels = {
  jsonParse: ofText(parseStructure),
  jsonStringify: ([value]) => (isStructure(value) ? printJson(value) : missing),
  jsonArraySize: arraySize,
  jsonArrayContains: arrayContains,
} satisfies Record<string, Kernel>;
