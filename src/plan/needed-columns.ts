// Which columns a stage reads and makes, and which are still needed behind it.

import { columnsOf } from './expression.ts';
import type { OutputColumn, Stage } from './logical-plan.ts';

/** Columns that the stage makes. */
export const madeBy = (stage: Stage): readonly string[] => {
  switch (stage.kind) {
    case 'extend':
      return stage.columns.map((column) => column.name);
    case 'parse':
      return stage.names;
    case 'aggregate':
      return [...stage.keys, ...stage.calls].map((column) => column.name);
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
        ...(stage.calls.some((call) => call.function === 'earliest' || call.function === 'latest')
          ? ['@timestamp']
          : []),
      ]);
    case 'arrange':
      return new Set([...after, ...stage.keys.map((key) => key.column), ...stage.dedup]);
  }
};

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
