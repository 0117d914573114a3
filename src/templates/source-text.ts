// A text taken out of a file that still knows where each of its characters stood there, and which parts of
// it are placeholders that somebody fills in later (`${Region}`, `{{group}}`). Texts lie within texts: a
// query in the JSON of a dashboard in a string of a template; `origin` always answers for the file.
//
// Offsets are UTF-16 units; spans are half-open.

export type Span = { readonly start: number; readonly end: number };

export type SourceText = {
  readonly text: string;
  /** The offset in the file of the character at `offset`; defined for 0 to the text's length. */
  readonly origin: (offset: number) => number;
  /** Placeholders, in order, none within another. */
  readonly holes: readonly Span[];
};

/** A text decoded from a piece of another: `offsets[i]` is the place in that other of character i. */
export type Decoded = { readonly text: string; readonly offsets: readonly number[] };

export const wholeText = (text: string): SourceText => ({ text, origin: (offset) => offset, holes: [] });

/** What is filled in later, shown as `shown`; all of it stands where the file says so. */
export const holeText = (shown: string, at: number): SourceText => ({
  text: shown,
  origin: () => at,
  holes: [{ start: 0, end: shown.length }],
});

const originOf =
  (offsets: readonly number[], start: number, outer: SourceText) =>
  (offset: number): number => {
    const last = offsets.at(-1);
    if (offset < offsets.length) return outer.origin(offsets[offset] ?? start);
    return last === undefined ? outer.origin(start) : outer.origin(last) + 1;
  };

/** The runs of decoded characters that came out of each hole of the outer text. */
const inheritedHoles = (offsets: readonly number[], outer: SourceText): readonly Span[] => {
  const holes: Span[] = [];
  let index = 0;
  for (const hole of outer.holes) {
    while (index < offsets.length && (offsets[index] ?? 0) < hole.start) index += 1;
    const start = index;
    while (index < offsets.length && (offsets[index] ?? 0) < hole.end) index += 1;
    if (index > start) holes.push({ start, end: index });
  }
  return holes;
};

const isWithin = (spans: readonly Span[], offset: number): boolean =>
  spans.some(({ start, end }) => offset >= start && offset < end);

/**
 * The text that was decoded from a part of `outer`; `start` is where that part begins. Inside the holes of
 * `outer` its own characters count: decoding may have seen stand-ins (standingIn).
 */
export const textWithin = (outer: SourceText, decoded: Decoded, start: number): SourceText => {
  const holes = inheritedHoles(decoded.offsets, outer);
  const text =
    holes.length === 0
      ? decoded.text
      : decoded.text
          .split('')
          .map((unit, index) =>
            isWithin(holes, index) ? (outer.text[decoded.offsets[index] ?? 0] ?? unit) : unit,
          )
          .join('');
  return { text, origin: originOf(decoded.offsets, start, outer), holes };
};

/**
 * A text of the same length in which digits stand in for the holes: within quotes and without, what is left
 * can be read as JSON.
 */
export const standingIn = ({ text, holes }: SourceText): string => {
  let shape = '';
  let from = 0;
  for (const { start, end } of holes) {
    shape += text.slice(from, start) + '1'.repeat(end - start);
    from = end;
  }
  return shape + text.slice(from);
};

export const joinTexts = (pieces: readonly SourceText[]): SourceText => {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  const holes = pieces.flatMap((piece, index) =>
    piece.holes.map(({ start, end }) => ({
      start: start + (starts[index] ?? 0),
      end: end + (starts[index] ?? 0),
    })),
  );
  const origin = (offset: number): number => {
    const index = Math.max(
      0,
      starts.findLastIndex((start, each) => start <= offset && pieces[each]?.text !== ''),
    );
    return pieces[index]?.origin(offset - (starts[index] ?? 0)) ?? 0;
  };
  return { text: pieces.map((piece) => piece.text).join(''), origin, holes };
};

/** Is there nothing in it but what is filled in later? */
export const isAllHoles = ({ text, holes }: SourceText): boolean => {
  const length = holes.reduce((sum, { start, end }) => sum + end - start, 0);
  return length > 0 && length >= text.trim().length;
};
