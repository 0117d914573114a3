// The two answers as tables of the same columns.

import type { Cell, ResultTable } from '../../result/index.ts';
import type { Rows } from './align-rows.ts';
import type { ServiceRow } from './service-queries.ts';

/** Something that is wrong with a column as a whole, so that its cells are not compared. */
export type ColumnFinding = {
  readonly column: string;
  readonly kind: 'only-local' | 'only-service' | 'misplaced';
};

export type Tables = {
  /** Those of both answers, in the order of ours. */
  readonly columns: readonly string[];
  readonly local: Rows;
  readonly service: Rows;
  readonly findings: readonly ColumnFinding[];
};

/** Leads to a record of the service; no file has it. */
const POINTER = '@ptr';

const serviceColumns = (rows: readonly ServiceRow[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const row of rows) for (const { field } of row) if (field !== POINTER) names.add(field);
  return names;
};

/** The first column that stands in some row of the service behind one that is behind it in ours. */
const misplaced = (columns: readonly string[], rows: readonly ServiceRow[]): readonly ColumnFinding[] => {
  const placeOf = new Map(columns.map((column, index) => [column, index]));
  for (const row of rows) {
    let last = -1;
    for (const { field } of row) {
      const place = placeOf.get(field);
      if (place === undefined) continue;
      if (place < last) return [{ column: field, kind: 'misplaced' }];
      last = place;
    }
  }
  return [];
};

const isEmpty = (cell: Cell): boolean => cell === undefined || cell === '';

/** `hasOrder`: do the columns of the service's rows stand in the order of the answer? */
export const tablesOf = (local: ResultTable, rows: readonly ServiceRow[], hasOrder: boolean): Tables => {
  const ofService = serviceColumns(rows);
  const placesOf = local.columns.flatMap((column, index) => (column === POINTER ? [] : [{ column, index }]));
  const isLost = ({ column, index }: { column: string; index: number }): boolean =>
    // A column without any value may be left out of every row.
    rows.length > 0 && !ofService.has(column) && local.rows.some((row) => !isEmpty(row[index]));
  const shared = placesOf.filter((place) => !isLost(place));
  const columns = shared.map(({ column }) => column);
  const extra = [...ofService].filter((column) => !local.columns.includes(column));
  const hasValue = (column: string): boolean =>
    rows.some((row) => row.some(({ field, value }) => field === column && !isEmpty(value)));
  return {
    columns,
    local: local.rows.map((row) => shared.map(({ index }) => row[index])),
    service: rows.map((row) => {
      const values = new Map(row.map(({ field, value }) => [field, value]));
      return columns.map((column) => values.get(column));
    }),
    findings: [
      ...placesOf.filter(isLost).map(({ column }) => ({ column, kind: 'only-local' }) as const),
      ...extra.filter(hasValue).map((column) => ({ column, kind: 'only-service' }) as const),
      ...(hasOrder ? misplaced(columns, rows) : []),
    ],
  };
};
