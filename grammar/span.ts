// A piece of query text: half-open [start, end), in UTF-16 units as JavaScript counts them.

export type Span = { readonly start: number; readonly end: number };

export const spanFrom = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });

/** 1-based line and column (in characters) of an offset. */
export const lineAndColumn = (
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
};
