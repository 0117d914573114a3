// The arrange stage: the first rows by some keys, after duplicates are dropped. It never keeps many more
// rows than it may give, and takes the cells of a row only when the row has a chance.

import type { ArrangeStage } from '../plan/index.ts';
import { QueryFailed } from '../result/index.ts';
import { type Column, INTEGER, lazily, valueAt } from '../segments/index.ts';
import { naturalOrder, numberOf, scalarOf } from '../values/index.ts';
import { type Compare, keyOrder, type Place, type Row } from './arrange-order.ts';
import { arrivalOf, type Batch, withSelection } from './batch.ts';
import { columnOfValues } from './column-values.ts';
import { createGroups, type Groups, groupOfRows, hasNoKey, mergeGroups } from './group-rows.ts';
import type { Table } from './table.ts';

/** What the stage has gathered. Plain data. */
export type ArrangeState = {
  rows: Row[];
  /** The last of the rows that may stay, once there are enough: a newcomer must come before it. */
  threshold: Row | undefined;
  /** The combinations of dedup values, and the first row of each; rows that lack a value are in `rows`. */
  readonly groups: Groups;
  readonly firsts: (Row | undefined)[];
  /** Were there more rows than may stay? */
  isCut: boolean;
};

/** Rows that a stage may keep at once: what memory still holds. */
const MOST_KEPT = 5_000_000;

const checkKept = ({ rows }: ArrangeState): void => {
  if (rows.length > MOST_KEPT)
    throw new QueryFailed(
      `the query keeps all its rows in their order, and they are more than ${MOST_KEPT.toLocaleString('en-US')}; filter or aggregate them first`,
    );
};

/** Rows are sorted and cut when there are twice as many as may stay. */
const SLACK = 1024;

export type Arrangement = {
  create(): ArrangeState;
  add(state: ArrangeState, batch: Batch): void;
  merge(into: ArrangeState, from: ArrangeState): void;
  finish(state: ArrangeState): Table;
  /** Can no event at or before this instant be among the rows any more? */
  isSettled(state: ArrangeState, ms: number): boolean;
};

/** Without keys, or by time alone, the rows that count stand at one end of a batch. */
const onlyTime = (stage: ArrangeStage): 'newest' | 'oldest' | undefined => {
  if (stage.dedup.length > 0 || stage.keys.length > 1) return undefined;
  const [key] = stage.keys;
  if (key === undefined) return 'newest';
  if (key.column !== '@timestamp') return undefined;
  return key.descending ? 'newest' : 'oldest';
};

const worthLooking = (batch: Batch, stage: ArrangeStage): Uint32Array => {
  const { selection, order } = batch;
  // Rows of one event stand in another order than events do.
  if (stage.end === 'last' || (order.kind === 'events' && order.mayRepeat)) return selection;
  const end =
    order.kind === 'events'
      ? onlyTime(stage)
      : stage.keys.length === 0 && stage.dedup.length === 0
        ? 'oldest'
        : undefined;
  if (end === 'newest') return selection.subarray(Math.max(0, selection.length - stage.limit));
  if (end === 'oldest') return selection.subarray(0, stage.limit);
  return selection;
};

const prune = (state: ArrangeState, stage: ArrangeStage, compare: Compare): void => {
  state.rows.sort(compare);
  state.isCut ||= state.rows.length > stage.limit;
  state.rows.length = Math.min(state.rows.length, stage.limit);
  state.threshold = stage.dedup.length === 0 ? state.rows[stage.limit - 1] : undefined;
};

/** What rows are compared by first, where that is a number: a column's values, and which end of them comes first. */
type Lead = { readonly values: Float64Array | undefined; readonly descending: boolean };

/** NaN where a value is missing or no number. */
const numbersIn = (key: Column): Float64Array | undefined => {
  if (key.form === 'number' || key.form === 'timestamp' || key.form === 'numeral') return key.values;
  if (key.form !== 'text' || key.packed === undefined) return undefined;
  return key.packed.packing === INTEGER ? key.packed.values : undefined;
};

const leadOf = (stage: ArrangeStage, key: Column | undefined, { order }: Batch): Lead => {
  const descending = (stage.keys[0]?.descending ?? true) !== (stage.end === 'last');
  if (key === undefined)
    return { values: order.kind === 'events' ? order.timestamps : undefined, descending };
  return { values: numbersIn(key), descending };
};

/** Does its first key alone put a row behind the other one? Two numbers are compared as such. */
const isBehind = (row: number, rival: Row, lead: Lead, key: Column | undefined): boolean => {
  const n = lead.values?.[row] ?? Number.NaN;
  if (!Number.isNaN(n) && !Number.isNaN(rival.lead)) return lead.descending ? n < rival.lead : n > rival.lead;
  if (key === undefined) return false;
  const difference = naturalOrder(valueAt(key, row), rival.keys[0]);
  return lead.descending ? difference < 0 : difference > 0;
};

/** Where the row stands among others; `keys` are the columns of the stage's keys. */
const placeOf = ({ order }: Batch, keys: readonly Column[], row: number): Place => {
  const ms = order.kind === 'events' ? order.timestamps[row]! : Number.NaN;
  const isTable = order.kind === 'table';
  const arrived = arrivalOf(order, row);
  const place = isTable ? { logGroup: '', sequence: order.sequence + row, part: 0 } : arrived;
  const arrival = isTable && order.arrivals?.[row] === undefined ? undefined : arrived;
  const values = keys.map((column) => valueAt(column, row));
  const lead = keys.length === 0 ? ms : numberOf(scalarOf(values[0]));
  return { keys: values, ms, ...place, arrival, lead };
};

/** The group of each row that has all dedup values. */
const dedupGroups = (
  state: ArrangeState,
  stage: ArrangeStage,
  batch: Batch,
): ((row: number) => number | undefined) => {
  if (stage.dedup.length === 0) return () => undefined;
  const numbers = groupOfRows(state.groups, stage.dedup.map(batch.column), batch);
  const { groups, firsts } = state;
  while (firsts.length < groups.count) firsts.push(undefined);
  return (row) => (hasNoKey(groups, numbers[row]!) ? undefined : numbers[row]!);
};

const addRows = (
  state: ArrangeState,
  given: Batch,
  stage: ArrangeStage,
  needed: readonly string[],
  compare: Compare,
): void => {
  const batch = withSelection(given, worthLooking(given, stage));
  const rows = batch.selection;
  const keys = stage.keys.map(({ column }) => batch.column(column));
  // Read when the first row has its place: in most batches none has.
  const cells = lazily(() => needed.map(batch.column));
  const [firstKey] = keys;
  const lead = leadOf(stage, firstKey, batch);
  const groupOf = dedupGroups(state, stage, batch);
  const rowAt = (place: Place, row: number): Row => ({
    ...place,
    cells: cells().map((column) => valueAt(column, row)),
  });
  state.isCut ||= rows.length < given.selection.length;
  // Backwards: the newest rows first, so that the threshold rises soon.
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i]!;
    const group = groupOf(row);
    const rival = group === undefined ? state.threshold : state.firsts[group];
    if (rival !== undefined && isBehind(row, rival, lead, firstKey)) {
      // A duplicate is dropped, not cut off.
      state.isCut ||= group === undefined;
      continue;
    }
    const place = placeOf(batch, keys, row);
    if (rival !== undefined && compare(place, rival) >= 0) {
      state.isCut ||= group === undefined;
      continue;
    }
    if (group !== undefined) {
      state.firsts[group] = rowAt(place, row);
      continue;
    }
    state.rows.push(rowAt(place, row));
    if (state.rows.length >= 2 * stage.limit + SLACK) prune(state, stage, compare);
    checkKept(state);
  }
};

const mergeFirsts = (into: ArrangeState, from: ArrangeState, compare: Compare): void => {
  const groups = mergeGroups(into.groups, from.groups);
  from.firsts.forEach((row, other) => {
    const group = groups[other]!;
    const first = into.firsts[group];
    if (row !== undefined && (first === undefined || compare(row, first) < 0)) into.firsts[group] = row;
  });
};

export const arrangement = (stage: ArrangeStage, needed: readonly string[]): Arrangement => {
  const forwards = keyOrder(stage);
  // The last rows are the first ones from the other end.
  const compare: Compare = stage.end === 'last' ? (a, b) => forwards(b, a) : forwards;
  return {
    create: () => ({
      rows: [],
      threshold: undefined,
      groups: createGroups(stage.dedup.length),
      firsts: [],
      isCut: false,
    }),
    add: (state, batch) => addRows(state, batch, stage, needed, compare),
    merge: (into, from) => {
      into.isCut ||= from.isCut;
      for (const row of from.rows) into.rows.push(row);
      if (stage.dedup.length === 0) prune(into, stage, compare);
      else mergeFirsts(into, from, compare);
      checkKept(into);
    },
    finish: (state) => {
      const all = [...state.rows, ...state.firsts.filter((row) => row !== undefined)];
      const rows = all.sort(compare).slice(0, stage.limit);
      if (stage.end === 'last') rows.reverse();
      const columns = needed.map(
        (name, index) => [name, columnOfValues(rows.map((row) => row.cells[index]))] as const,
      );
      return {
        rowCount: rows.length,
        columns: new Map(columns),
        arrivals: rows.map(({ arrival }) => arrival),
        isCut: state.isCut || all.length > rows.length,
      };
    },
    isSettled: (state, ms) => {
      if (stage.isAny === true) return state.rows.length >= stage.limit;
      if (stage.end === 'last' || onlyTime(stage) !== 'newest' || state.rows.length < stage.limit)
        return false;
      prune(state, stage, compare);
      return (state.rows[stage.limit - 1]?.ms ?? Number.NEGATIVE_INFINITY) > ms;
    },
  };
};
