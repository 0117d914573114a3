// CSV as RFC 4180 has it: cells between commas, quoted where they hold commas, quotes (doubled) or line ends.

import { type EventText, newEventText } from '../event-text.ts';
import { openLineReader } from '../line-splitter.ts';

/** The cells of one record, or undefined when it is not written by the rules. */
export const csvCells = (record: string): string[] | undefined => {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    if (record[at] === '"') {
      let end = record.indexOf('"', at + 1);
      while (record[end + 1] === '"' && end >= 0) end = record.indexOf('"', end + 2);
      if (end < 0 || (end + 1 < record.length && record[end + 1] !== ',')) return undefined;
      cells.push(record.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const comma = record.indexOf(',', at);
      const end = comma < 0 ? record.length : comma;
      const cell = record.slice(at, end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      at = end;
    }
    if (at >= record.length) return cells;
  }
};

const quotesIn = (line: string): number => {
  let count = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count += 1;
  return count;
};

export type CsvRecords = { push(text: string): void; end(): void };

/**
 * Calls `record(text, line)` for each record, without its line end; `line` is its first, from 1. Quotes come in
 * pairs within a record, so a line that leaves one open goes on in the next. Empty lines are no records.
 */
export const openCsvRecords = (record: (text: string, line: number) => void): CsvRecords => {
  const text: EventText = newEventText();
  let isOpen = false;
  let firstLine = 0;
  const close = (last: string): void => {
    const whole = text.take(last);
    isOpen = false;
    const end = whole.endsWith('\r') ? -1 : undefined;
    if (whole.length + (end ?? 0) > 0) record(whole.slice(0, end), firstLine);
  };
  const lines = openLineReader((line, lineNumber) => {
    const leavesOpen = quotesIn(line) % 2 === 1;
    if (!isOpen) firstLine = lineNumber;
    if (isOpen === leavesOpen) {
      close(line);
    } else {
      isOpen = true;
      text.add(`${line}\n`);
    }
  });
  return {
    push: lines.push,
    end: () => {
      lines.end();
      if (isOpen) close('');
    },
  };
};
