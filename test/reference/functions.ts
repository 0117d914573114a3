// Calling a function by its name, whatever its case and underscores. A function of a missing value is
// missing, unless its purpose says otherwise (fidelity: missing-in-functions).

import type { Call, Expression } from '../../grammar/syntax-tree.ts';
import { addressFunctions } from './functions-address.ts';
import { callDatetime } from './functions-datetime.ts';
import { generalFunctions } from './functions-general.ts';
import { numberFunctions } from './functions-number.ts';
import { structureFunctions } from './functions-structure.ts';
import { textFunctions } from './functions-text.ts';
import type { Row, Setting } from './row.ts';
import type { Value } from './values.ts';

const SYNONYMS: Readonly<Record<string, string>> = {
  strftime: 'formatdate',
  percentile: 'pct',
  collectvalues: 'values',
};

/** 'count_distinct', 'countDistinct' and 'COUNTDISTINCT' are one name. */
export const plainName = (name: string): string => {
  const plain = name.toLowerCase().replaceAll('_', '');
  return SYNONYMS[plain] ?? plain;
};

const strictFunctions = { ...numberFunctions, ...textFunctions, ...structureFunctions, ...addressFunctions };

export const callFunction = (
  node: Call,
  row: Row,
  setting: Setting,
  of: (part: Expression) => Value,
): Value => {
  const name = plainName(node.name.name);
  const datetime = callDatetime(name, node.args, row, setting, of);
  if (datetime !== undefined) return datetime.value;
  const values = node.args.map((part) => (part.kind === 'regex' ? part.pattern : of(part)));
  const general = generalFunctions[name];
  if (general !== undefined) return general(values);
  // The third argument of strcontains has no effect (evidence 41).
  const needed = name === 'strcontains' ? values.slice(0, 2) : values;
  if (needed.includes(undefined)) return undefined;
  const strict = strictFunctions[name];
  if (strict === undefined) throw new Error(`the reference engine has no function "${node.name.name}"`);
  const result = strict(values);
  return typeof result === 'number' && !Number.isFinite(result) ? undefined : result;
};
