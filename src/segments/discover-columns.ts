// The discovered fields of a segment's messages, as columns.

import {
  discoverLambda,
  discoverWords,
  flattenJson,
  flattenJsonFragment,
  type LeafSink,
  lambdaFields,
  reportFields,
  wordFields,
} from '../events/index.ts';
import { type Column, missingColumn } from './column.ts';
import { type FieldColumnBuilder, fieldColumnBuilder } from './field-column.ts';
import { type NeededFields, systemFields } from './segment.ts';

/** What is needed beyond the system fields; undefined when nothing is. */
const discoverable = (needed: NeededFields): NeededFields | undefined => {
  if (needed === 'all') return 'all';
  const names = [...needed].filter((name) => !(systemFields as readonly string[]).includes(name));
  return names.length === 0 ? undefined : new Set(names);
};

const lambdaNames: ReadonlySet<string> = new Set(lambdaFields);

type NumberColumns = Map<string, Float64Array>;

const numberColumn = (columns: NumberColumns, field: string, rowCount: number): Float64Array => {
  let values = columns.get(field);
  if (values === undefined) {
    values = new Float64Array(rowCount).fill(Number.NaN);
    columns.set(field, values);
  }
  return values;
};

const builderFor = (builders: Map<string, FieldColumnBuilder>, field: string): FieldColumnBuilder => {
  let builder = builders.get(field);
  if (builder === undefined) {
    builder = fieldColumnBuilder();
    builders.set(field, builder);
  }
  return builder;
};

/**
 * In lines of Lambda functions the first JSON within the line counts, elsewhere only a whole message. Lines
 * are Lambda's by their log group, or by what they look like: exports do not say the group.
 */
const discoverJson = (
  message: string,
  isLambda: boolean,
  leaf: LeafSink,
  wanted: ReadonlySet<string> | undefined,
): void => {
  if (isLambda) flattenJsonFragment(message, leaf, wanted);
  else flattenJson(message, leaf, wanted);
};

/** Columns by field name, of the fields that occur. `messages` are in the order of the rows. */
export const discoverColumns = (
  messages: readonly string[],
  needed: NeededFields,
  logGroup: string,
): Map<string, Column> => {
  const columns = new Map<string, Column>();
  const wanted = discoverable(needed);
  if (wanted === undefined) return columns;
  const rowCount = messages.length;
  const numbers: NumberColumns = new Map();
  const builders = new Map<string, FieldColumnBuilder>();
  const isWanted = (field: string): boolean => wanted === 'all' || wanted.has(field);
  const anyLambda = wanted === 'all' || [...wanted].some((name) => lambdaNames.has(name));
  const anyReport = wanted === 'all' || reportFields.some((name) => wanted.has(name));
  const anyJson = wanted === 'all' || [...wanted].some((name) => !lambdaNames.has(name));
  const anyWords = wanted === 'all' || wordFields.some((name) => wanted.has(name));
  const isLambdaGroup = logGroup.startsWith('/aws/lambda/');
  let isLambdaLine = false;
  let row = 0;
  const onLambda = (field: string, value: string | number): void => {
    isLambdaLine = true;
    if (!isWanted(field)) return;
    if (typeof value === 'number') numberColumn(numbers, field, rowCount)[row] = value;
    else builderFor(builders, field).add(row, value);
  };
  const onLeaf = (path: string, kind: string, value: string): void => {
    if (kind === 'null') {
      // Of equal keys the last one counts, and this one has no value.
      builders.get(path)?.clear(row);
      return;
    }
    builderFor(builders, path).add(row, kind === 'true' ? true : kind === 'false' ? false : value);
  };
  const onWord = (field: string, value: string): void => builderFor(builders, field).add(row, value);
  const wantedPaths = wanted === 'all' ? undefined : wanted;
  for (; row < rowCount; row += 1) {
    const message = messages[row]!;
    isLambdaLine = isLambdaGroup;
    const mayHaveJson = anyJson && message.includes('{');
    if (anyLambda || mayHaveJson) discoverLambda(message, onLambda, anyReport);
    if (mayHaveJson) discoverJson(message, isLambdaLine, onLeaf, wantedPaths);
    else if (anyWords) discoverWords(message, onWord, wantedPaths);
  }
  for (const [field, values] of numbers) columns.set(field, { form: 'number', values });
  for (const [field, builder] of builders) {
    const column = builder.finish(rowCount);
    // A field whose only values were overruled by null occurs nowhere.
    if (column !== missingColumn) columns.set(field, column);
  }
  return columns;
};
