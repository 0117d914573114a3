// Every function in one list, and a function by its name. Names know no case.

import type { FunctionFamily, FunctionRecord } from './function-record.ts';
import { aggregateFunctions } from './functions-aggregate.ts';
import { datetimeFunctions } from './functions-datetime.ts';
import { generalFunctions } from './functions-general.ts';
import { hashFunctions } from './functions-hash.ts';
import { ipFunctions } from './functions-ip.ts';
import { jsonFunctions } from './functions-json.ts';
import { numericFunctions } from './functions-numeric.ts';
import { stringFunctions } from './functions-string.ts';

const scalarFunctions = [
  ...numericFunctions,
  ...datetimeFunctions,
  ...generalFunctions,
  ...jsonFunctions,
  ...ipFunctions,
  ...hashFunctions,
  ...stringFunctions,
] as const;

export type ScalarFunctionName = (typeof scalarFunctions)[number]['name'];
export type AggregateFunctionName = (typeof aggregateFunctions)[number]['name'];

/** A function of one event. */
export type ScalarFunction = FunctionRecord & {
  readonly name: ScalarFunctionName;
  readonly family: Exclude<FunctionFamily, 'aggregate'>;
};

/** A function of many events. */
export type AggregateFunction = FunctionRecord & {
  readonly name: AggregateFunctionName;
  readonly family: 'aggregate';
};

export type KnownFunction = ScalarFunction | AggregateFunction;

export const functions: readonly KnownFunction[] = [...scalarFunctions, ...aggregateFunctions];

const spellingsOf = (record: KnownFunction): readonly string[] => [record.name, ...(record.spellings ?? [])];

const bySpelling: ReadonlyMap<string, KnownFunction> = new Map(
  functions.flatMap((record) =>
    spellingsOf(record).map((spelling) => [spelling.toLowerCase(), record] as const),
  ),
);

/** Every accepted spelling, for completion and "did you mean". */
export const functionSpellings: readonly string[] = functions.flatMap(spellingsOf);

export const findFunction = (spelling: string): KnownFunction | undefined =>
  bySpelling.get(spelling.toLowerCase());
