// Which fields tell the events that meet a condition from the others: for every field, how often each value
// came inside and outside. Counts only, so neither order nor cuts nor merges matter.
//
// A field with more different values than are kept is an identifier, or a number measured finely. Of the
// former only its presence counts from then on; numbers go on as counts of buckets. Whether there are too many
// values is a matter of the values, not of their order.

import { textToNumber } from '../../values/index.ts';
import { detached } from './characters.ts';
import { bucketOf } from './number-tally.ts';

/** How many inside, how many outside. */
export type Counts = { inside: number; outside: number };

export type FieldTally = {
  readonly present: Counts;
  /** Undefined once there were too many. */
  values: Map<string, Counts> | undefined;
  /** Numbers by bucket, once there were too many values; undefined before, and once a value is no number. */
  buckets: Map<number, Counts> | undefined;
  isNumeric: boolean;
};

export type RelevanceState = {
  readonly rows: Counts;
  readonly fields: Map<string, FieldTally>;
  /** Different values of a field that are kept. */
  readonly valuesMost: number;
};

const DEFAULT_VALUES_MOST = 50_000;

export const createRelevance = (valuesMost: number = DEFAULT_VALUES_MOST): RelevanceState => ({
  rows: { inside: 0, outside: 0 },
  fields: new Map(),
  valuesMost,
});

const addCounts = (into: Counts, { inside, outside }: Counts): void => {
  into.inside += inside;
  into.outside += outside;
};

const addAt = <K>(tally: Map<K, Counts>, key: K, counts: Counts): void => {
  const known = tally.get(key);
  if (known === undefined) tally.set(key, { ...counts });
  else addCounts(known, counts);
};

const fieldOf = (state: RelevanceState, field: string): FieldTally => {
  let tally = state.fields.get(field);
  if (tally === undefined) {
    tally = {
      present: { inside: 0, outside: 0 },
      values: new Map(),
      buckets: undefined,
      isNumeric: true,
    };
    state.fields.set(field, tally);
  }
  return tally;
};

/** From values to buckets. */
const overflow = (tally: FieldTally): void => {
  if (tally.isNumeric) {
    tally.buckets = new Map();
    for (const [value, counts] of tally.values ?? [])
      addAt(tally.buckets, bucketOf(textToNumber(value)), counts);
  }
  tally.values = undefined;
};

const addValue = (state: RelevanceState, tally: FieldTally, value: string, counts: Counts): void => {
  const { values } = tally;
  const known = values?.get(value);
  if (known !== undefined) {
    addCounts(known, counts);
    return;
  }
  const n = tally.isNumeric ? textToNumber(value) : Number.NaN;
  if (Number.isNaN(n)) {
    tally.isNumeric = false;
    tally.buckets = undefined;
  }
  if (values === undefined) {
    if (tally.buckets !== undefined) addAt(tally.buckets, bucketOf(n), counts);
    return;
  }
  values.set(detached(value), { ...counts });
  if (values.size > state.valuesMost) overflow(tally);
};

const oneInside: Counts = { inside: 1, outside: 0 };
const oneOutside: Counts = { inside: 0, outside: 1 };

/** Once for every event: does it meet the condition? */
export const countRow = (state: RelevanceState, isInside: boolean): void => {
  addCounts(state.rows, isInside ? oneInside : oneOutside);
};

/** Once for every field that the event has. */
export const addFieldValue = (
  state: RelevanceState,
  field: string,
  value: string,
  isInside: boolean,
): void => {
  const tally = fieldOf(state, field);
  const counts = isInside ? oneInside : oneOutside;
  addCounts(tally.present, counts);
  addValue(state, tally, value, counts);
};

const mergeField = (state: RelevanceState, into: FieldTally, from: FieldTally): void => {
  addCounts(into.present, from.present);
  if (!from.isNumeric) {
    into.isNumeric = false;
    into.buckets = undefined;
  }
  if (from.values === undefined && into.values !== undefined) overflow(into);
  for (const [value, counts] of from.values ?? []) addValue(state, into, value, counts);
  if (into.buckets === undefined) return;
  for (const [bucket, counts] of from.buckets ?? []) addAt(into.buckets, bucket, counts);
};

export const mergeRelevance = (into: RelevanceState, from: RelevanceState): void => {
  addCounts(into.rows, from.rows);
  for (const [field, tally] of from.fields) mergeField(into, fieldOf(into, field), tally);
};
