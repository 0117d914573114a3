// The CSV files of the console: query results (a header of column names) and log events (`timestamp,message`).
//
// A CSV cell cannot say whether a value is missing or empty: an empty cell is missing, but in the column of
// the messages an empty text.

import { HEAD_CHARACTERS } from '../limits.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { csvCells, openCsvRecords } from './csv-records.ts';
import { openResultRows } from './result-rows.ts';

/** The columns of exported log events, and what they are in query results. */
const eventColumns: Readonly<Record<string, string>> = {
  timestamp: '@timestamp',
  message: '@message',
  logStreamName: '@logStream',
  ingestionTime: '@ingestionTime',
};

const isEventHeader = (cells: readonly string[]): boolean =>
  cells.includes('timestamp') &&
  cells.includes('message') &&
  cells.every((cell) => Object.hasOwn(eventColumns, cell) || cell === 'eventId');

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const rows = openResultRows(sink, context);
  let names: readonly string[] | undefined;
  const addBad = (text: string, line: number): void => {
    const message = names === undefined ? 'a header that is no CSV' : 'a record that does not fit the header';
    context.remark({ code: 'bad-line', message, line });
    rows.addText(text, line);
  };
  return openCsvRecords((text, line) => {
    const cells = csvCells(text);
    if (names === undefined) {
      if (cells === undefined) addBad(text, line);
      else names = isEventHeader(cells) ? cells.map((cell) => eventColumns[cell] ?? cell) : cells;
      return;
    }
    if (cells?.length !== names.length) {
      addBad(text, line);
      return;
    }
    const columns = names;
    const values = cells.map((cell, column) =>
      cell === '' && columns[column] !== '@message' ? undefined : cell,
    );
    rows.add(columns, values, line);
  });
};

// Columns that only query results have: fields of the service's own, and calls of functions.
const ownField = /^@{1,2}[A-Za-z][\w.]*$/;
const call =
  /^(?:count|count_distinct|sum|avg|min|max|pct|stddev|earliest|latest|sortsFirst|sortsLast|bin|datefloor|dateceil)\(.*\)$/s;

const isResultHeader = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() !== '') && cells.some((cell) => ownField.test(cell) || call.test(cell));

/** The first two records that the head holds as a whole. */
const firstRecords = (head: string, whole: boolean): readonly string[] => {
  const records: string[] = [];
  const csv = openCsvRecords((text) => records.length < 2 && records.push(text));
  csv.push(whole || head.length < HEAD_CHARACTERS ? head : head.slice(0, head.lastIndexOf('\n') + 1));
  if (whole) csv.end();
  return records;
};

const detect = (head: string, whole: boolean): boolean => {
  if (!/^\s*"?(?:@|\w)/.test(head)) return false;
  const [header, first] = firstRecords(head, whole).map(csvCells);
  if (header === undefined || !(isEventHeader(header) || isResultHeader(header))) return false;
  // The second record may be too long for the head.
  return first === undefined || first.length === header.length;
};

export const consoleCsv: LogFormat = {
  name: 'console-csv',
  title: "CSV that the console exports: query results, or a group's log events",
  example: '@timestamp,@message\n2024-01-01 12:00:00.000,the message',
  detect,
  open,
};
