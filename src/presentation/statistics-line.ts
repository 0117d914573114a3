// What an answer cost, in one line like the console's: the rows of the answer and the events that matched, which
// behind a stats are more.

import type { QueryResult, Statistics } from '../result/index.ts';
import { printBytes, printCount, printDuration } from './print-quantities.ts';

const printRecords = (count: number): string => `${printCount(count)} ${count === 1 ? 'record' : 'records'}`;

const printMatched = (rowCount: number, { recordsMatched }: Statistics): string =>
  `${printCount(rowCount)} ${rowCount === 1 ? 'row' : 'rows'} from ${printRecords(recordsMatched)} matched`;

const printScanned = ({ recordsScanned, bytesScanned }: Statistics, elapsedMs: number): string => {
  const scanned = `${printRecords(recordsScanned)} (${printBytes(bytesScanned)}) scanned in ${printDuration(elapsedMs)}`;
  if (!(elapsedMs > 0)) return scanned;
  const perSecond = 1000 / elapsedMs;
  return `${scanned} @ ${printCount(recordsScanned * perSecond)} records/s (${printBytes(bytesScanned * perSecond)}/s)`;
};

const printSkipped = ({ estimatedRecordsSkipped, estimatedBytesSkipped }: Statistics): readonly string[] =>
  estimatedRecordsSkipped > 0
    ? [`${printRecords(estimatedRecordsSkipped)} (${printBytes(estimatedBytesSkipped)}) skipped unread`]
    : [];

export const renderStatisticsLine = ({ table, statistics }: QueryResult, elapsedMs: number): string =>
  [
    printMatched(table.rows.length, statistics),
    printScanned(statistics, elapsedMs),
    ...printSkipped(statistics),
  ].join(' · ');
