// What verify prints: the rows of both answers in one table, what there is to say of them, one line in all.

import { escapeHostile, type Painter, painterFor, printCount, renderTable } from '../presentation/index.ts';
import type { CellReport, Remark, Report, RowReport, Verdict } from '../service/index.ts';
import type { Terminal } from './terminal.ts';

/** Rows that are shown; those that differ go before those that agree. */
const MOST_ROWS = 20;

const marks: Readonly<Record<Verdict, string>> = {
  agrees: '=',
  consistent: '≈',
  inconclusive: '?',
  differs: '≠',
};

const sideMarks = { local: '−', service: '+' } as const;

const markOf = ({ side, verdict }: RowReport): string =>
  side === 'both' ? marks[verdict] : `${sideMarks[side]}${verdict === 'differs' ? '' : marks[verdict]}`;

const MISSING = '·';

const cellText = ({ local, service, verdict }: CellReport): string | undefined =>
  verdict === 'agrees' ? local : `${local ?? MISSING} ${marks[verdict]} ${service ?? MISSING}`;

const rowTexts = ({ side, cells }: RowReport): readonly (string | undefined)[] =>
  side === 'both' ? cells.map(cellText) : cells.map(({ local, service }) => local ?? service);

const chosenRows = (rows: readonly RowReport[]): readonly RowReport[] => {
  const indexes = [...rows.keys()];
  const notable = indexes.filter((index) => rows[index]?.verdict !== 'agrees');
  const others = indexes.filter((index) => rows[index]?.verdict === 'agrees');
  const chosen = [...notable, ...others].slice(0, MOST_ROWS).sort((a, b) => a - b);
  return chosen.flatMap((index) => rows[index] ?? []);
};

const tableOf = ({ rows, columns }: Report, { color, widthColumns }: Terminal): string => {
  const chosen = chosenRows(rows);
  if (chosen.length === 0 || columns.length === 0) return '';
  const table = {
    columns: ['', ...columns],
    rows: chosen.map((row) => [markOf(row), ...rowTexts(row)]),
  };
  const hidden = rows.length - chosen.length;
  const note = hidden > 0 ? `… and ${printCount(hidden)} more row${hidden === 1 ? '' : 's'}\n` : '';
  return `${renderTable(table, { color, widthColumns })}${note}\n`;
};

const placeOf = ({ of, column, count }: Remark): string => {
  const where = column === undefined ? '' : ` "${escapeHostile(column)}"`;
  if (of === 'order') return 'order';
  if (of === 'columns') return `column${where}`;
  const noun = count === 1 ? of.slice(0, -1) : of;
  return `${printCount(count)} ${noun}${column === undefined ? '' : ` of${where}`}`;
};

const colours = { agrees: 'dim', consistent: 'cyan', inconclusive: 'yellow', differs: 'red' } as const;

const remarkLine = (remark: Remark, paint: Painter): string =>
  `${paint(colours[remark.verdict], marks[remark.verdict])} ${placeOf(remark)}: ${escapeHostile(remark.sentence)}\n`;

const verdictWords: Readonly<Record<Verdict, string>> = {
  agrees: 'the answers are the same',
  consistent: 'the answers differ only as the service is known to do',
  inconclusive: 'what differs says nothing about insitu',
  differs: 'the answers differ',
};

const eventsText = ({ eventCounts: { local, service } }: Report): string => {
  if (local === undefined && service === undefined) return '';
  const ours = local === undefined ? '' : `${printCount(local)} in the store`;
  const theirs = service === undefined ? '' : `${printCount(service)} scanned by the service`;
  return `; events: ${[ours, theirs].filter((text) => text !== '').join(', ')}`;
};

const rowsText = ({ rowCounts: { local, service } }: Report): string =>
  local === service
    ? `${printCount(local)} row${local === 1 ? '' : 's'}`
    : `${printCount(local)} rows here, ${printCount(service)} from the service`;

export type Counts = Readonly<Record<Verdict, number>>;

const cellsText = (counts: Counts): string => {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${printCount(counts.agrees)} of ${printCount(all)} cells equal`;
};

export const renderReportTable = (
  report: Report,
  remarks: readonly Remark[],
  counts: Counts,
  terminal: Terminal,
): string => {
  const paint = painterFor(terminal.color);
  const lines = remarks.map((remark) => remarkLine(remark, paint)).join('');
  const words = paint('bold', `${marks[report.verdict]} ${verdictWords[report.verdict]}`);
  return `${tableOf(report, terminal)}${lines}${words}: ${rowsText(report)}, ${cellsText(counts)}${eventsText(report)}\n`;
};

const jsonCell = (column: string, { local, service, verdict, explanation }: CellReport): object => ({
  column,
  insitu: local ?? null,
  service: service ?? null,
  verdict,
  ...(explanation === undefined ? {} : { explanation }),
});

const jsonRow = ({ side, verdict, cells, explanation }: RowReport, columns: readonly string[]): object => ({
  side,
  verdict,
  ...(explanation === undefined ? {} : { explanation }),
  cells: cells.map((cell, index) => jsonCell(columns[index] ?? '', cell)),
});

/** For programs: rows that agree are counted, not repeated. */
export const renderReportJson = (report: Report, remarks: readonly Remark[], counts: Counts): string => {
  const { verdict, columns, rows, order, rowCounts, eventCounts, statistics, notices } = report;
  const notable = rows.filter((row) => row.verdict !== 'agrees').map((row) => jsonRow(row, columns));
  const document = {
    verdict,
    rows: { insitu: rowCounts.local, service: rowCounts.service },
    cells: counts,
    events: { insitu: eventCounts.local ?? null, service: eventCounts.service ?? null },
    order: order.verdict,
    remarks: remarks.map(({ column, ...remark }) => ({ ...remark, column: column ?? null })),
    differences: notable,
    statistics,
    notices,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
