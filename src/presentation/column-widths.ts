// How wide each column of a table is drawn when the terminal is narrower than the table.
//
// The one idea: a water level. Every column wider than the level is cut down to it, none below its floor, and
// the level is the highest at which the line fits. Thus the widest text columns give way first, numbers are
// never cut, and a short first column, which tells the rows apart, stays whole. If even the floors
// do not fit, the last columns are left out and counted.

export type ColumnShape = {
  /** Width of the widest cell, the header included. */
  readonly natural: number;
  /** Width of the widest cell, the header left aside. */
  readonly cells: number;
  readonly isNumeric: boolean;
};

/** Widths of the columns shown, from the first on; `mark` heads the column that stands for those left out. */
export type TableLayout = { readonly widths: readonly number[]; readonly mark: string };

/** Blanks between two columns. */
export const GAP = 2;
/** A first column up to this wide, as a timestamp is, stays whole. */
const FIRST_COLUMN_WHOLE = 24;
const TEXT_FLOOR = 12;
/** A header over narrow numbers is not cut shorter than this. */
const NUMERIC_HEADER_FLOOR = 6;

const floorOf = (shape: ColumnShape, index: number): number => {
  if (shape.isNumeric) return Math.max(shape.cells, Math.min(shape.natural, NUMERIC_HEADER_FLOOR));
  if (index === 0 && shape.natural <= FIRST_COLUMN_WHOLE) return shape.natural;
  return Math.min(shape.natural, TEXT_FLOOR);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const gaps = (columnCount: number): number => GAP * Math.max(0, columnCount - 1);

const widthsAt = (level: number, shapes: readonly ColumnShape[]): readonly number[] =>
  shapes.map((shape, index) => Math.max(floorOf(shape, index), Math.min(shape.natural, level)));

/** Columns too narrow by the rounding of the level get one more each, from the left. */
const spendRest = (
  widths: readonly number[],
  shapes: readonly ColumnShape[],
  rest: number,
): readonly number[] => {
  let left = rest;
  return widths.map((width, index) => {
    const isCut = width < (shapes[index]?.natural ?? 0);
    return isCut && left-- > 0 ? width + 1 : width;
  });
};

const widthsWithin = (shapes: readonly ColumnShape[], room: number): readonly number[] => {
  let low = 0;
  let high = shapes.reduce((widest, { natural }) => Math.max(widest, natural), 0);
  while (low < high) {
    const level = Math.ceil((low + high) / 2);
    if (sum(widthsAt(level, shapes)) <= room) low = level;
    else high = level - 1;
  }
  const widths = widthsAt(low, shapes);
  return spendRest(widths, shapes, room - sum(widths));
};

const floorsOf = (shapes: readonly ColumnShape[]): number => sum(shapes.map(floorOf)) + gaps(shapes.length);

const leaveOutLast = (shapes: readonly ColumnShape[], lineWidth: number): TableLayout => {
  for (let count = shapes.length - 1; count > 0; count--) {
    const shown = shapes.slice(0, count);
    const mark = `+${shapes.length - count}…`;
    const room = lineWidth - GAP - mark.length;
    if (floorsOf(shown) <= room) return { widths: widthsWithin(shown, room - gaps(count)), mark };
  }
  return { widths: [Math.min(shapes[0]?.natural ?? 0, lineWidth)], mark: '' };
};

export const layOutColumns = (shapes: readonly ColumnShape[], lineWidth: number | undefined): TableLayout => {
  const naturals = shapes.map(({ natural }) => natural);
  const isNarrow = lineWidth !== undefined && sum(naturals) + gaps(shapes.length) > lineWidth;
  if (!isNarrow) return { widths: naturals, mark: '' };
  if (floorsOf(shapes) > lineWidth) return leaveOutLast(shapes, lineWidth);
  return { widths: widthsWithin(shapes, lineWidth - gaps(shapes.length)), mark: '' };
};
