// A segment as somebody else is to see it.

import type { Column } from './column.ts';
import { pickColumn } from './pick-column.ts';
import type { Segment } from './segment.ts';

/**
 * The same events with columns of its own before the others, or under another log group's name; nothing is read
 * before it is asked for. `own`: undefined where a column is not changed.
 */
export const derivedSegment = (
  segment: Segment,
  own: (field: string) => Column | undefined,
  logGroup = segment.logGroup,
): Segment => {
  const { rowCount, startMs, endMs, messageBytes, arrival, columnAt, rowsWith } = segment;
  const ownAt = (field: string, rows: Uint32Array): Column | undefined => {
    const column = own(field);
    return column && pickColumn(column, rows);
  };
  return {
    ...{ logGroup, rowCount, startMs, endMs, messageBytes },
    ...(arrival === undefined ? {} : { arrival }),
    get fields() {
      return segment.fields;
    },
    column: (field) => own(field) ?? segment.column(field),
    columnAt: columnAt && ((field, rows) => ownAt(field, rows) ?? columnAt(field, rows)),
    rowsWith: rowsWith && ((field) => (own(field) === undefined ? rowsWith(field) : undefined)),
  };
};
