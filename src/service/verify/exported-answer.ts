// An answer that someone has exported: what `aws logs get-query-results` prints, the console's JSON (an array
// of objects) or its CSV.

import { readCsv } from '../../files/index.ts';
import type { ServiceAnswer } from './run-on-service.ts';
import type { ServiceRow, ServiceStatistics } from './service-queries.ts';

/** The file holds no answer; the message is a sentence. */
export class BadExport extends Error {
  override readonly name = 'BadExport';
}

export type ExportedAnswer = {
  readonly answer: ServiceAnswer;
  /** JSON objects promise no order of their members. */
  readonly hasColumnOrder: boolean;
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const rowOf = (row: unknown): ServiceRow => {
  if (isFields(row)) return Object.entries(row).map(([field, value]) => ({ field, value: textOf(value) }));
  if (!Array.isArray(row)) throw new BadExport('a row is neither a list of cells nor an object');
  return row.map((cell: unknown) => {
    if (!isFields(cell) || typeof cell.field !== 'string') throw new BadExport('a cell has no "field"');
    return { field: cell.field, value: textOf(cell.value) };
  });
};

const unfinished = (status: unknown): string | undefined =>
  typeof status === 'string' && status !== 'Complete' ? status : undefined;

const answerOfJson = (json: string): ExportedAnswer => {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    throw new BadExport(`it is no JSON: ${(error as Error).message}`);
  }
  const outer: Fields = isFields(document) ? document : { results: document };
  const { results, statistics, status, nextToken } = outer;
  if (!Array.isArray(results)) throw new BadExport('there are no "results" in it');
  const ended = unfinished(status);
  if (ended !== undefined)
    throw new BadExport(`the query has the status ${ended}, so its results are not all there`);
  return {
    answer: {
      rows: results.map(rowOf),
      statistics: (isFields(statistics) ? statistics : {}) as ServiceStatistics,
      isCut: typeof nextToken === 'string',
    },
    hasColumnOrder: !results.some(isFields),
  };
};

const answerOfCsv = (csv: string): ExportedAnswer => {
  const read = readCsv(csv, { skipEmptyLines: false });
  if ('why' in read) throw new BadExport(`record ${read.record} is no CSV: ${read.why}`);
  const [header, ...records] = read.records;
  if (header === undefined) throw new BadExport('it has no header');
  // A single column with an empty cell is an empty line; so is a line too many at the end.
  const rows = records.filter(
    (cells, index) => cells.length > 1 || cells[0] !== '' || index < records.length - 1,
  );
  const odd = rows.findIndex((cells) => cells.length !== header.length);
  if (odd >= 0)
    throw new BadExport(
      `record ${odd + 2} has ${rows[odd]?.length} cells, and there are ${header.length} columns`,
    );
  return {
    answer: {
      // An empty cell may be a missing value or an empty text.
      rows: rows.map((cells) =>
        cells.map((cell, index) => ({ field: header[index] ?? '', value: cell === '' ? undefined : cell })),
      ),
      statistics: {},
      isCut: false,
    },
    hasColumnOrder: true,
  };
};

/** Throws BadExport. */
export const readExportedAnswer = (text: string): ExportedAnswer => {
  const content = text.replace(/^\ufeff/, '');
  return /^\s*[[{]/.test(content) ? answerOfJson(content) : answerOfCsv(content);
};
