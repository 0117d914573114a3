// A result as a table for people: header, thin rule, aligned columns, numbers to the right.
//
// A missing cell is a dot, an empty text is blank. Hostile characters are shown as escapes. With a width the
// lines fit it, long cells ending in "…"; without one nothing is cut. All lines are equally wide, except that
// in a very large table a cell beyond `alignmentLimit` sticks out, lest padding outgrow the data.

import type { ResultTable } from '../result/index.ts';
import { type ColumnShape, GAP, layOutColumns } from './column-widths.ts';
import { escapeHostile, paintEscapes } from './escape-hostile.ts';
import { numericColumns } from './numeric-columns.ts';
import { type Painter, painterFor } from './style-text.ts';
import { measureStart, textWidth } from './text-width.ts';

export type TableOptions = {
  /** Columns of the terminal; undefined (or 0) when the table does not go to one. */
  readonly widthColumns?: number | undefined;
  readonly color: boolean;
};

const MISSING = '·';
const CUT = '…';
const BETWEEN = ' '.repeat(GAP);
/** Blanks spent on alignment in one table, in characters; keeps the output near the size of the data. */
const PADDING_BUDGET = 16_000_000;
/** Cells up to this wide are aligned however many rows there are. */
const ALWAYS_ALIGNED = 200;

/** A text and its width, escaped, measured once. */
type Shown = { readonly raw: string; readonly text: string; readonly width: number };

/** A column made ready: its cells from the first row on, undefined where missing. */
type Column = ColumnShape & { readonly header: Shown; readonly shown: readonly (Shown | undefined)[] };

const show = (raw: string): Shown => {
  const text = escapeHostile(raw);
  return { raw, text, width: textWidth(text) };
};

const alignmentLimit = (table: ResultTable): number =>
  Math.max(ALWAYS_ALIGNED, Math.floor(PADDING_BUDGET / (table.rows.length * table.columns.length)));

const prepareColumns = (table: ResultTable): readonly Column[] => {
  const isNumeric = numericColumns(table);
  const limit = alignmentLimit(table);
  return table.columns.map((name, columnIndex) => {
    const header = show(name);
    let cells = 0;
    const shown = table.rows.map((row) => {
      const cell = row[columnIndex];
      const made = cell === undefined ? undefined : show(cell);
      cells = Math.max(cells, Math.min(limit, made?.width ?? MISSING.length));
      return made;
    });
    const natural = Math.max(cells, Math.min(limit, header.width));
    return { header, shown, cells, natural, isNumeric: isNumeric[columnIndex] ?? false };
  });
};

const pad = (text: string, blankCount: number, toTheRight: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, blankCount));
  return toTheRight ? blanks + text : text + blanks;
};

const paintShown = (shown: Shown, length: number, paint: Painter): string =>
  shown.text === shown.raw
    ? shown.text.slice(0, length)
    : paintEscapes(shown.raw, length, (escapes) => paint('dim', escapes));

/** The text cut to `width` columns, "…" included. */
const cutShown = (
  shown: Shown,
  width: number,
  paint: Painter,
): { readonly text: string; readonly width: number } => {
  const start = measureStart(shown.text, width - 1);
  return { text: paintShown(shown, start.length, paint) + paint('dim', CUT), width: start.width + 1 };
};

type Drawing = { readonly paint: Painter; readonly mayCut: boolean };

const drawCell = (
  shown: Shown | undefined,
  width: number,
  isNumeric: boolean,
  { paint, mayCut }: Drawing,
): string => {
  if (shown === undefined) return pad(paint('dim', MISSING), width - MISSING.length, isNumeric);
  if (mayCut && shown.width > width) {
    const cut = cutShown(shown, width, paint);
    return pad(cut.text, width - cut.width, isNumeric);
  }
  return pad(paintShown(shown, shown.text.length, paint), width - shown.width, isNumeric);
};

/** The header is bold as a whole, so its escapes are not painted apart. */
const drawHeader = (column: Column, width: number, { paint, mayCut }: Drawing): string =>
  paint('bold', drawCell(column.header, width, column.isNumeric, { paint: painterFor(false), mayCut }));

const drawTable = (
  columns: readonly Column[],
  rowCount: number,
  lineWidth: number | undefined,
  paint: Painter,
): string => {
  const { widths, mark } = layOutColumns(columns, lineWidth);
  const visible = columns.slice(0, widths.length);
  const drawing: Drawing = { paint, mayCut: lineWidth !== undefined };
  const drawLine = (draw: (column: Column, width: number) => string, last: string): string => {
    const cells = visible.map((column, index) => draw(column, widths[index] ?? 0));
    return (mark === '' ? cells : [...cells, paint('dim', last)]).join(BETWEEN);
  };

  const lines = [
    drawLine((column, width) => drawHeader(column, width, drawing), mark),
    drawLine((_column, width) => paint('dim', '─'.repeat(width)), '─'.repeat(mark.length)),
  ];
  const lastCell = CUT.padEnd(mark.length);
  for (let row = 0; row < rowCount; row++) {
    lines.push(
      drawLine((column, width) => drawCell(column.shown[row], width, column.isNumeric, drawing), lastCell),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
};

const asLineWidth = (widthColumns: number | undefined): number | undefined =>
  widthColumns !== undefined && widthColumns >= 1 ? Math.floor(widthColumns) : undefined;

export const renderTable = (table: ResultTable, options: TableOptions): string => {
  if (table.rows.length === 0) return '(no rows)\n';
  if (table.columns.length === 0) return '(no columns)\n';
  const columns = prepareColumns(table);
  return drawTable(columns, table.rows.length, asLineWidth(options.widthColumns), painterFor(options.color));
};
