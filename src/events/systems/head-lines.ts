// The first lines of a file, for those who recognise a format by them.

/** Complete lines of the head that are not empty, at most `most`, without their line ends. */
export const headLines = (head: string, whole: boolean, most: number): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < head.length && lines.length < most; ) {
    const newline = head.indexOf('\n', at);
    // A line that the head cuts is looked at only when there is no other.
    if (newline < 0 && !whole && lines.length > 0) break;
    const end = newline < 0 ? head.length : newline;
    const line = head.slice(at, end).replace(/\r$/, '');
    if (line.trim() !== '') lines.push(line);
    at = end + 1;
  }
  return lines;
};

/** How many lines of the head are looked at. */
const LOOKED_AT = 20;

/** Is the first line of the format, and at least this share of the first lines? */
export const mostLinesAre = (
  head: string,
  whole: boolean,
  isLine: (line: string) => boolean,
  share = 0.75,
): boolean => {
  const lines = headLines(head, whole, LOOKED_AT);
  if (lines.length === 0 || !isLine(lines[0]!)) return false;
  return lines.filter(isLine).length >= lines.length * share;
};
