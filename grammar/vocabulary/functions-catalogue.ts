// Every function in one list, and a function by its name. Names know no case.

import type { FunctionFamily, FunctionRecord } from './function-record.ts';
import { aggregateFunctions } from './functions-aggregate.ts';
import { datetimeFunctions } from './functions-datetime.ts';
import { generalFunctions } from './functions-general.ts';
import { numericFunctions } from './functions-numeric.ts';
import { type PlannedFunction, plannedFunctions } from './functions-planned.ts';
import { stringFunctions } from './functions-string.ts';

const scalarFunctions = [
  ...numericFunctions,
  ...datetimeFunctions,
  ...generalFunctions,
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

type Named = { readonly name: string; readonly spellings?: readonly string[] };

const spellingsOf = (record: Named): readonly string[] => [record.name, ...(record.spellings ?? [])];

const bySpelling = <T extends Named>(records: readonly T[]): ReadonlyMap<string, T> =>
  new Map(
    records.flatMap((record) =>
      spellingsOf(record).map((spelling) => [spelling.toLowerCase(), record] as const),
    ),
  );

const known = bySpelling(functions);
const planned = bySpelling(plannedFunctions);

/** Every accepted spelling, for completion and "did you mean". */
export const functionSpellings: readonly string[] = functions.flatMap(spellingsOf);

export const findFunction = (spelling: string): KnownFunction | undefined =>
  known.get(spelling.toLowerCase());

/** A function of the service that this engine does not have yet. */
export const findPlannedFunction = (spelling: string): PlannedFunction | undefined =>
  planned.get(spelling.toLowerCase());
