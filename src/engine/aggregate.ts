// The aggregate stage: rows into groups, groups into states, states into a table.

import type { AggregateCall, AggregateStage } from '../plan/index.ts';
import { type Column, pickColumn } from '../segments/index.ts';
import { type Aggregate, feedOf } from './aggregate-feed.ts';
import { aggregateOf, stateKind } from './aggregate-functions.ts';
import type { PercentileMode } from './aggregates/index.ts';
import type { Batch } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues } from './column-values.ts';
import { groupOrder, keyColumn, sortedGroups } from './group-order.ts';
import { createGroups, type Groups, groupOfRows, mergeGroups } from './group-rows.ts';
import type { GatheredTable } from './order-rows.ts';

/** What a stage with states has gathered. Plain data. */
export type AggregateState = { readonly groups: Groups; readonly states: readonly unknown[] };

/** A stage made ready: which state each call reads, and what feeds each state. */
type Ready = {
  readonly keys: readonly ColumnEvaluator[];
  /** Each state, by one of the calls that read it, and which argument feeds it. */
  readonly feeds: readonly { readonly call: number; readonly argument: number }[];
  readonly arguments: readonly ColumnEvaluator[];
  /** For each call, its state. */
  readonly stateOf: readonly number[];
};

const everyRow: Column = { form: 'constant', value: true };

const makeReady = (
  stage: AggregateStage,
  compile: (expression: AggregateStage['keys'][number]['value']) => ColumnEvaluator,
): Ready => {
  const states = new Map<string, number>();
  const places = new Map<string, number>();
  const feeds: { call: number; argument: number }[] = [];
  const evaluators: ColumnEvaluator[] = [];
  const argumentOf = (call: AggregateStage['calls'][number]): number => {
    const key = JSON.stringify(call.argument ?? null);
    let place = places.get(key);
    if (place === undefined) {
      place = evaluators.push(call.argument ? compile(call.argument) : () => everyRow) - 1;
      places.set(key, place);
    }
    return place;
  };
  const stateOf = stage.calls.map((call, index) => {
    const argument = argumentOf(call);
    const key = `${stateKind(call.function)} ${argument}`;
    let state = states.get(key);
    if (state === undefined) {
      state = feeds.push({ call: index, argument }) - 1;
      states.set(key, state);
    }
    return state;
  });
  return { keys: stage.keys.map((key) => compile(key.value)), feeds, arguments: evaluators, stateOf };
};

export type Aggregation = {
  create(): AggregateState;
  add(state: AggregateState, batch: Batch): void;
  /** `from` is used up. */
  merge(into: AggregateState, from: AggregateState): void;
  kept(state: AggregateState): number;
  /** The groups as they came, with what orders them. */
  finish(state: AggregateState): GatheredTable;
};

const answersOf = (
  { answer, column }: Aggregate<unknown>,
  state: unknown,
  { count }: Groups,
  call: AggregateCall,
): Column =>
  column?.(state, count) ??
  columnOfValues(Array.from({ length: count }, (_, group) => answer(state, group, call)));

export const aggregation = (
  stage: AggregateStage,
  compile: (expression: AggregateStage['keys'][number]['value']) => ColumnEvaluator,
  mode: PercentileMode,
): Aggregation => {
  const ready = makeReady(stage, compile);
  const functionOf = (call: number) => aggregateOf(stage.calls[call]!.function);
  return {
    create: () => ({
      groups: createGroups(stage.keys.length),
      states: ready.feeds.map(({ call }) => functionOf(call).create(mode)),
    }),
    add: ({ groups, states }, batch) => {
      const keys = ready.keys.map((key) => key(batch));
      const rows = groupOfRows(groups, keys, batch);
      const feeds = ready.arguments.map((argument) => feedOf(batch, rows, argument(batch), groups.count));
      ready.feeds.forEach(({ call, argument }, index) => {
        functionOf(call).add(states[index], feeds[argument]!);
      });
    },
    merge: (into, from) => {
      const mapping = mergeGroups(into.groups, from.groups);
      ready.feeds.forEach(({ call }, index) => {
        functionOf(call).merge(into.states[index], from.states[index], mapping);
      });
    },
    kept: ({ groups, states }) =>
      ready.feeds.reduce(
        (sum, { call }, index) => sum + (functionOf(call).kept?.(states[index]) ?? 0),
        groups.count,
      ),
    finish: ({ groups, states }) => {
      const inOrder = groupOrder(groups);
      const columns = new Map<string, Column>();
      stage.keys.forEach((key, index) => {
        columns.set(key.name, keyColumn(groups, index));
      });
      stage.calls.forEach((call, index) => {
        columns.set(call.name, answersOf(functionOf(index), states[ready.stateOf[index]!], groups, call));
      });
      const rowCount = groups.count;
      if (inOrder !== undefined) return { rowCount, columns, inOrder };
      const order = sortedGroups(groups);
      return {
        rowCount,
        columns: new Map([...columns].map(([name, column]) => [name, pickColumn(column, order)])),
      };
    },
  };
};
