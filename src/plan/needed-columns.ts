// Which columns a stage reads and makes, and which are still needed behind it.

import { columnsOf } from './expression.ts';
import type { OutputColumn, Stage } from './logical-plan.ts';
import { mineColumns, relevanceColumns } from './made-columns.ts';

/** Columns that the stage makes. */
export const madeBy = (stage: Stage): readonly string[] => {
  switch (stage.kind) {
    case 'extend':
      return stage.columns.map((column) => column.name);
    case 'parse':
      return stage.names;
    case 'aggregate':
      return [...stage.keys, ...stage.calls].map((column) => column.name);
    case 'mine':
      return mineColumns[stage.answer];
    case 'relevance':
      return relevanceColumns;
    case 'unnest':
    case 'accumulate':
    case 'session':
      return [stage.name];
    case 'lookup':
      return stage.outputs.map(({ name }) => name);
    case 'lag':
      return stage.lags.map(({ name }) => name);
    case 'fill-down':
    case 'append':
      return stage.columns.map(({ name }) => name);
    case 'outlier':
      return stage.columns.flatMap(({ name, mark }) => (mark === undefined ? [name] : [name, mark]));
    case 'totals':
      return stage.name === undefined ? [] : [stage.name];
    default:
      return [];
  }
};

/** Columns that a stage reads itself, beside those it hands on. */
const readBy = (stage: Stage): readonly string[] => {
  switch (stage.kind) {
    case 'unnest':
      return columnsOf(stage.value);
    case 'lookup': {
      const { by, outputs } = stage;
      const keys = by.kind === 'equal' ? by.matches.map(({ value }) => value) : [by.value];
      return [...keys.flatMap(columnsOf), ...outputs.flatMap(({ present }) => present ?? [])];
    }
    case 'accumulate':
    case 'lag':
      return [stage.column];
    case 'fill-down':
    case 'outlier':
      return stage.columns.map(({ column }) => column);
    case 'session':
      return ['@timestamp', ...stage.keys];
    case 'totals':
      return stage.columns;
    case 'append':
      return stage.columns.flatMap(({ outer }) => outer ?? []);
    default:
      return [];
  }
};

/** Columns needed before the stage so that those in `after` are there behind it. */
export const neededBefore = (stage: Stage, after: ReadonlySet<string>): ReadonlySet<string> => {
  switch (stage.kind) {
    case 'filter':
      return new Set([...after, ...columnsOf(stage.predicate)]);
    case 'extend': {
      const needed = new Set(after);
      for (const { name, value } of [...stage.columns].reverse()) {
        if (!needed.delete(name)) continue;
        for (const column of columnsOf(value)) needed.add(column);
      }
      return needed;
    }
    case 'parse': {
      const needed = new Set(after);
      for (const name of stage.names) needed.delete(name);
      return new Set([...needed, ...columnsOf(stage.source)]);
    }
    case 'aggregate':
      return new Set([
        ...stage.keys.flatMap((key) => columnsOf(key.value)),
        ...stage.calls.flatMap((call) => (call.argument === undefined ? [] : columnsOf(call.argument))),
        // They go by the time of the event.
        ...(stage.calls.some((call) => timed.has(call.function)) ? ['@timestamp'] : []),
      ]);
    case 'mine':
      return new Set(['@timestamp', ...columnsOf(stage.value)]);
    case 'relevance':
      return new Set([...(stage.fields ?? []), ...columnsOf(stage.condition)]);
    case 'join': {
      const left = [...after].filter((name) => !name.startsWith(stage.prefix));
      return new Set([...left, ...stage.keys.flatMap((key) => columnsOf(key.left))]);
    }
    case 'session':
    case 'unnest':
    case 'lookup':
    case 'accumulate':
    case 'lag':
    case 'fill-down':
    case 'outlier':
    case 'totals':
    case 'append': {
      const needed = new Set(after);
      for (const name of madeBy(stage)) needed.delete(name);
      return new Set([...needed, ...readBy(stage)]);
    }
    case 'fill-missing':
      return new Set([...after, ...stage.keys]);
    case 'arrange':
      return new Set([...after, ...stage.keys.map((key) => key.column), ...stage.dedup]);
  }
};

/** Aggregates that go by the time of the event. */
const timed: ReadonlySet<string> = new Set(['earliest', 'latest', 'rate']);

/** For each stage, the columns needed behind it. */
export const neededAfterEach = (
  stages: readonly Stage[],
  output: readonly OutputColumn[],
): readonly ReadonlySet<string>[] => {
  let needed: ReadonlySet<string> = new Set(output.map((column) => column.column));
  const after: ReadonlySet<string>[] = [];
  for (const stage of [...stages].reverse()) {
    after.unshift(needed);
    needed = neededBefore(stage, needed);
  }
  return after;
};

/** Fields of the events that a plan reads. */
export const fieldsRead = (stages: readonly Stage[], output: readonly OutputColumn[]): readonly string[] => {
  const needed = stages.reduceRight<ReadonlySet<string>>(
    (after, stage) => neededBefore(stage, after),
    new Set(output.map((column) => column.column)),
  );
  return [...needed];
};
