// CSV as lookup tables have it (RFC 4180): to cells, and back from the answer of a query.

/** Rows of cells; undefined where a quote is opened and never closed. */
export const parseCsv = (text: string): readonly (readonly string[])[] | undefined => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const endRow = (): void => {
    // An empty line is no row.
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      for (;;) {
        const quote = text.indexOf('"', at + 1);
        if (quote < 0) return undefined;
        cell += text.slice(at + 1, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    }
    const rest = /[,\n]|\r\n?/g;
    rest.lastIndex = at;
    const end = rest.exec(text);
    row.push(cell + text.slice(at, end?.index ?? text.length));
    if (end === null) break;
    at = rest.lastIndex;
    if (end[0] !== ',') endRow();
  }
  endRow();
  return rows;
};

const printCell = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const printCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(printCell).join(',')}\n`).join('');
