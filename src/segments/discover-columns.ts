// The discovered fields of a segment's messages, as columns: of each message taken apart by itself.

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
import type { Column } from './column.ts';
import { type FieldColumns, fieldColumns } from './field-columns.ts';
import { type NeededFields, systemFields } from './segment.ts';

/** What is needed beyond the system fields; undefined when nothing is. */
const discoverable = (needed: NeededFields): NeededFields | undefined => {
  if (needed === 'all') return 'all';
  const names = [...needed].filter((name) => !(systemFields as readonly string[]).includes(name));
  return names.length === 0 ? undefined : new Set(names);
};

const lambdaNames: ReadonlySet<string> = new Set(lambdaFields);

/** Lines are Lambda's by their log group, or by what they look like: exports do not say the group. */
export const isLambdaGroup = (logGroup: string): boolean => logGroup.startsWith('/aws/lambda/');

/** In lines of Lambda functions the first JSON within the line counts, elsewhere only a whole message. */
const discoverJson = (
  message: string,
  isLambda: boolean,
  leaf: LeafSink,
  wanted: ReadonlySet<string> | undefined,
): void => {
  if (isLambda) flattenJsonFragment(message, leaf, wanted);
  else flattenJson(message, leaf, wanted);
};

/** Takes the message of a row apart and puts what is wanted into the columns; rows come in ascending order. */
export const discoverer = (
  columns: FieldColumns,
  wanted: NeededFields,
  logGroup: string,
): ((row: number, message: string) => void) => {
  const isWanted = (field: string): boolean => wanted === 'all' || wanted.has(field);
  const anyLambda = wanted === 'all' || [...wanted].some((name) => lambdaNames.has(name));
  const anyReport = wanted === 'all' || reportFields.some((name) => wanted.has(name));
  const anyId = isWanted('@requestId');
  const anyJson = wanted === 'all' || [...wanted].some((name) => !lambdaNames.has(name));
  const anyWords = wanted === 'all' || wordFields.some((name) => wanted.has(name));
  const isOfLambda = isLambdaGroup(logGroup);
  let isLambdaLine = false;
  let row = 0;
  const onLambda = (field: string, value: string | number): void => {
    isLambdaLine = true;
    if (!isWanted(field)) return;
    if (typeof value === 'number') columns.number(field, row, value);
    else columns.builder(field).add(row, value);
  };
  const onLeaf = (path: string, kind: string, value: string): void => {
    // Of equal keys the last one counts, and this one has no value.
    if (kind === 'null') columns.clear(path, row);
    else columns.builder(path).add(row, kind === 'true' ? true : kind === 'false' ? false : value);
  };
  const onWord = (field: string, value: string): void => columns.builder(field).add(row, value);
  const wantedPaths = wanted === 'all' ? undefined : wanted;
  return (ofRow, message) => {
    row = ofRow;
    isLambdaLine = isOfLambda;
    const mayHaveJson = anyJson && message.includes('{');
    if (anyLambda || mayHaveJson) discoverLambda(message, onLambda, anyReport, anyId);
    if (mayHaveJson) discoverJson(message, isLambdaLine, onLeaf, wantedPaths);
    else if (anyWords) discoverWords(message, onWord, wantedPaths);
  };
};

/** Columns by field name, of the fields that occur. `messages` are in the order of the rows. */
export const discoverColumns = (
  messages: readonly string[],
  needed: NeededFields,
  logGroup: string,
): Map<string, Column> => {
  const wanted = discoverable(needed);
  if (wanted === undefined) return new Map();
  const columns = fieldColumns(messages.length);
  const discover = discoverer(columns, wanted, logGroup);
  for (let row = 0; row < messages.length; row += 1) discover(row, messages[row]!);
  return columns.finish();
};
