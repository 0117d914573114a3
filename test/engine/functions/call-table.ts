// Tables of calls and what they print, one a line: `round(2.5) → 3`.
//
// Arguments are JSON; null is a missing value, "@0" the timestamp 0, a period is a text such as "5m", objects
// and arrays are maps and lists. An answer is written as the service would print it; (missing) is an empty cell, quotes show blanks at the ends.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFunction } from '../../../grammar/vocabulary/index.ts';
import {
  type FunctionContext,
  isPeriodFunction,
  type Kernel,
  periodKernels,
  regexReplaceKernel,
  scalarKernels,
} from '../../../src/engine/functions/index.ts';
import {
  missing,
  type Period,
  parseStructure,
  periodUnits,
  printValue,
  timestamp,
  type Value,
} from '../../../src/values/index.ts';

/** 2022-01-14 from 20:18:31 to 21:18:31.500; the query is started a minute later. */
const context: FunctionContext = {
  queryStartMs: 1_642_191_511_000,
  queryEndMs: 1_642_195_111_500,
  nowMs: 1_642_195_171_500,
};

const readValue = (json: unknown): Value => {
  if (json === null) return missing;
  if (typeof json === 'string' && /^@-?\d+$/.test(json)) return timestamp(Number(json.slice(1)));
  return typeof json === 'object' ? parseStructure(JSON.stringify(json)) : (json as Value);
};

const readPeriod = (text: string): Period => {
  const [, count, unit] = /^(\d+)\s*(\w+)$/.exec(text) ?? [];
  return { count: Number(count), unit: periodUnits.get(unit ?? '')! };
};

const kernelFor = (name: string, args: readonly Value[]): Kernel => {
  const record = findFunction(name);
  assert.ok(record !== undefined && record.family !== 'aggregate', `there is no function "${name}"`);
  if (isPeriodFunction(record.name)) return periodKernels[record.name](readPeriod(String(args.at(-1))));
  if (record.name === 'regexReplace') return regexReplaceKernel(new RegExp(String(args[1]), 'u'));
  return scalarKernels[record.name];
};

export const callAndPrint = (call: string): string => {
  const [, name = '', list = ''] = /^(\w+)\((.*)\)$/s.exec(call) ?? [];
  const args = (JSON.parse(`[${list}]`) as unknown[]).map(readValue);
  const printed = printValue(kernelFor(name, args)(args, context));
  if (printed === undefined) return '(missing)';
  return printed === printed.trim() && printed !== '' ? printed : JSON.stringify(printed);
};

/** One test for the table; every line that is wrong is shown. */
export const callTable = (title: string, table: string): void => {
  const lines = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  test(title, () => {
    const answered = lines.map((line) => {
      const [call = ''] = line.split(/ +→ /);
      return `${line.slice(0, line.indexOf('→'))}→ ${callAndPrint(call)}`;
    });
    assert.deepEqual(answered, lines);
  });
};
