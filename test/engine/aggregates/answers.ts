// Aggregates over a handful of events, in one pass or in parts that are merged, as their answers print.

import type { AggregateFunctionName } from '../../../grammar/vocabulary/index.ts';
import { feedOf } from '../../../src/engine/aggregate-feed.ts';
import { aggregateOf } from '../../../src/engine/aggregate-functions.ts';
import { tableBatch } from '../../../src/engine/batch.ts';
import { columnOfValues } from '../../../src/engine/column-values.ts';
import { printValue, type Value } from '../../../src/values/index.ts';

/** Events arrive in the order of their `sequence`. */
export type Event = { readonly ms: number; readonly sequence: number; readonly value: Value };

/** Values as events a minute apart. */
export const eventsOf = (values: readonly Value[]): readonly Event[] =>
  values.map((value, sequence) => ({ ms: 60_000 * sequence, sequence, value }));

const batchOf = (events: readonly Event[]) => {
  const value = columnOfValues(events.map((event) => event.value));
  const batch = tableBatch({
    rowCount: events.length,
    columns: new Map([
      ['@timestamp', { form: 'timestamp', values: Float64Array.from(events, ({ ms }) => ms) }],
    ]),
    arrivals: events.map(({ sequence }) => ({ logGroup: '', sequence, part: 0 })),
  });
  return { batch, value };
};

/** All events are of group 1 of each part, which is group 2 of the whole; group 0 stays without events. */
export const answerOf = (
  name: AggregateFunctionName,
  parameter: number,
  parts: readonly (readonly Event[])[],
): string | undefined => {
  const aggregate = aggregateOf(name);
  const whole = aggregate.create('service');
  for (const events of parts) {
    const state = aggregate.create('service');
    const { batch, value } = batchOf(events);
    aggregate.add(state, feedOf(batch, new Uint32Array(events.length).fill(1), value, 2));
    // What another thread sends is a copy.
    aggregate.merge(whole, structuredClone(state), Uint32Array.of(0, 2));
  }
  const call = { name: 'answer', function: name, argument: undefined, parameter };
  return printValue(aggregate.answer(whole, 2, call));
};
