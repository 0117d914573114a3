// The arrange stage: the first rows by some keys, after duplicates are dropped. It never keeps many more
// rows than it may give, and takes the cells of a row only when the row has a chance.

import type { ArrangeStage } from '../plan/index.ts';
import { QueryFailed } from '../result/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { naturalOrder, type Value } from '../values/index.ts';
import { type Arrival, compareArrivals } from './arrival.ts';
import { arrivalOf, type Batch } from './batch.ts';
import { columnOfValues } from './column-values.ts';
import { identityOf, isNoKey } from './group-rows.ts';
import type { Table } from './table.ts';

/** `ms` and its arrival place the row in the stream; a table's rows have no time of their own. */
type Row = Arrival & {
  readonly keys: readonly Value[];
  readonly ms: number;
  /** When its event arrived, which a table keeps beside the order of its rows; none for other rows. */
  readonly arrival: Arrival | undefined;
  readonly cells: readonly Value[];
};

/** What the stage has gathered. Plain data. */
export type ArrangeState = {
  rows: Row[];
  /** The last of the rows that may stay, once there are enough: a newcomer must come before it. */
  threshold: Row | undefined;
  readonly firsts: Map<string, Row>;
  /** Were there more rows than may stay? */
  isCut: boolean;
};

type Compare = (a: Row, b: Row) => number;

/** A table keeps its order; events come newest first, and of equal times the last to arrive. */
const streamOrder: Compare = (a, b) => {
  if (Number.isNaN(a.ms)) return a.sequence - b.sequence;
  return b.ms - a.ms || compareArrivals(b, a) || a.part - b.part;
};

const keyOrder = (stage: ArrangeStage): Compare => {
  const signs = stage.keys.map((key) => (key.descending ? -1 : 1));
  const time = stage.keys.find(({ isTime }) => isTime);
  const arrivalSign = time?.descending ? -1 : 1;
  return (a, b) => {
    for (let key = 0; key < signs.length; key += 1) {
      const sign = signs[key]!;
      const difference = naturalOrder(a.keys[key], b.keys[key]);
      if (difference !== 0) return sign * difference;
    }
    // Events of one millisecond are ordered as they arrived.
    if (time !== undefined && a.arrival !== undefined && b.arrival !== undefined) {
      const difference =
        arrivalSign * compareArrivals(a.arrival, b.arrival) || a.arrival.part - b.arrival.part;
      if (difference !== 0) return difference;
    }
    return streamOrder(a, b);
  };
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
  if (stage.end === 'last' || (order.kind === 'events' && order.origins !== undefined)) return selection;
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

/** Keeps the first of each combination of dedup values; rows that lack one of them all stay. */
const keep = (state: ArrangeState, row: Row, dedupValues: readonly Value[], compare: Compare): void => {
  if (dedupValues.length === 0 || dedupValues.some(isNoKey)) {
    state.rows.push(row);
    return;
  }
  const key = identityOf(dedupValues);
  const first = state.firsts.get(key);
  if (first === undefined || compare(row, first) < 0) state.firsts.set(key, row);
};

/** Does a value of the first key alone put a row behind the threshold? */
const isBeaten = (value: Value, threshold: Row, descending: boolean): boolean => {
  const difference = naturalOrder(value, threshold.keys[0]);
  return descending ? difference < 0 : difference > 0;
};

const addRows = (
  state: ArrangeState,
  batch: Batch,
  stage: ArrangeStage,
  needed: readonly string[],
  compare: Compare,
): void => {
  const { order } = batch;
  const columnsOf = (names: readonly string[]): readonly Column[] => names.map(batch.column);
  const keys = columnsOf(stage.keys.map((key) => key.column));
  const dedup = columnsOf(stage.dedup);
  const cells = columnsOf(needed);
  const [firstKey] = keys;
  const rows = worthLooking(batch, stage);
  state.isCut ||= rows.length < batch.selection.length;
  // Backwards: the newest rows first, so that the threshold rises soon.
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i]!;
    const { threshold } = state;
    const descending = stage.keys[0]?.descending !== (stage.end === 'last');
    if (threshold && firstKey && isBeaten(valueAt(firstKey, row), threshold, descending)) {
      state.isCut = true;
      continue;
    }
    const values = (columns: readonly Column[]): readonly Value[] =>
      columns.map((column) => valueAt(column, row));
    const ms = order.kind === 'events' ? order.timestamps[row]! : Number.NaN;
    const isTable = order.kind === 'table';
    const arrived = arrivalOf(order, row);
    const place = isTable ? { logGroup: '', sequence: order.sequence + row, part: 0 } : arrived;
    const arrival = isTable && order.arrivals?.[row] === undefined ? undefined : arrived;
    const candidate: Row = { keys: values(keys), ms, ...place, arrival, cells: values(cells) };
    keep(state, candidate, values(dedup), compare);
    if (state.rows.length >= 2 * stage.limit + SLACK) prune(state, stage, compare);
    checkKept(state);
  }
};

export const arrangement = (stage: ArrangeStage, needed: readonly string[]): Arrangement => {
  const forwards = keyOrder(stage);
  // The last rows are the first ones from the other end.
  const compare: Compare = stage.end === 'last' ? (a, b) => forwards(b, a) : forwards;
  return {
    create: () => ({ rows: [], threshold: undefined, firsts: new Map(), isCut: false }),
    add: (state, batch) => addRows(state, batch, stage, needed, compare),
    merge: (into, from) => {
      into.isCut ||= from.isCut;
      for (const row of from.rows) into.rows.push(row);
      for (const [key, row] of from.firsts) {
        const first = into.firsts.get(key);
        if (first === undefined || compare(row, first) < 0) into.firsts.set(key, row);
      }
      if (stage.dedup.length === 0) prune(into, stage, compare);
      checkKept(into);
    },
    finish: (state) => {
      const all = [...state.rows, ...state.firsts.values()];
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
