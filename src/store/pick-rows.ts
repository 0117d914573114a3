// Some rows of a segment as a segment of their own: what is left when a log stream is deleted.

import { type Column, EVENT_ID, pickColumn, type Segment, utf8Length, valueAt } from '../segments/index.ts';
import { eventIdsOf, timesOf } from './event-id.ts';

const hasValue = (column: Column, rowCount: number): boolean => {
  for (let row = 0; row < rowCount; row += 1) if (valueAt(column, row) !== undefined) return true;
  return false;
};

/** Events keep the ids that they are known by, also those that came without one. `rows` ascend; some are. */
export const pickRows = (segment: Segment, rows: readonly number[]): Segment => {
  const times = timesOf(segment);
  const ids = eventIdsOf(segment);
  const columns = new Map<string, Column>([
    [EVENT_ID, { form: 'text', values: rows.map((row) => ids.id(row)) }],
  ]);
  for (const field of segment.fields) {
    const column = segment.column(field);
    if (column === undefined) continue;
    const picked = pickColumn(column, rows);
    if (hasValue(picked, rows.length)) columns.set(field, picked);
  }
  const messages = columns.get('@message');
  return {
    logGroup: segment.logGroup,
    rowCount: rows.length,
    startMs: times[rows[0]!]!,
    endMs: times[rows.at(-1)!]!,
    messageBytes: rows.reduce((bytes, _, index) => {
      const message = messages === undefined ? undefined : valueAt(messages, index);
      return bytes + (typeof message === 'string' ? utf8Length(message) : 0);
    }, 0),
    fields: [...columns.keys()].filter((field) => field !== EVENT_ID),
    column: (field) => columns.get(field),
  };
};
