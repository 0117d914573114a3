// Arrivals on their way to another thread: long texts and numbers, which are copied at the speed of memory,
// in place of many small ones.

import type { Arrivals } from '../segments/index.ts';

/** The distinct texts of a list, and where in them each one is. */
type Coded = { readonly words: readonly string[]; readonly codes: Uint32Array };

export type Parcel = Pick<Arrivals, 'logGroup' | 'fields' | 'characters'> & {
  /** All messages end to end, and where each ends. */
  readonly text: string;
  readonly ends: Uint32Array;
  readonly timestamps: Float64Array;
  readonly ingestionTimes: Float64Array;
  readonly logStreams: Coded;
  readonly sources: Coded;
};

const encode = (texts: readonly string[]): Coded => {
  const codeOf = new Map<string, number>();
  const codes = new Uint32Array(texts.length);
  let last: string | undefined;
  let code = 0;
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row]!;
    if (text !== last) {
      code = codeOf.get(text) ?? codeOf.size;
      if (code === codeOf.size) codeOf.set(text, code);
      last = text;
    }
    codes[row] = code;
  }
  return { words: [...codeOf.keys()], codes };
};

// Plain loops: they run over every row of every segment that another thread seals.

const decode = ({ words, codes }: Coded): string[] => {
  const texts = new Array<string>(codes.length);
  for (let row = 0; row < codes.length; row += 1) texts[row] = words[codes[row]!]!;
  return texts;
};

const listOf = (numbers: Float64Array): number[] => {
  const list = new Array<number>(numbers.length);
  for (let row = 0; row < numbers.length; row += 1) list[row] = numbers[row]!;
  return list;
};

const endsOf = (texts: readonly string[]): Uint32Array => {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  for (let row = 0; row < texts.length; row += 1) {
    end += texts[row]!.length;
    ends[row] = end;
  }
  return ends;
};

const cut = (text: string, ends: Uint32Array): string[] => {
  const texts = new Array<string>(ends.length);
  let start = 0;
  for (let row = 0; row < ends.length; row += 1) {
    texts[row] = text.substring(start, ends[row]!);
    start = ends[row]!;
  }
  return texts;
};

export const packParcel = (arrivals: Arrivals): Parcel => ({
  logGroup: arrivals.logGroup,
  fields: arrivals.fields,
  characters: arrivals.characters,
  text: arrivals.messages.join(''),
  ends: endsOf(arrivals.messages),
  timestamps: Float64Array.from(arrivals.timestamps),
  ingestionTimes: Float64Array.from(arrivals.ingestionTimes),
  logStreams: encode(arrivals.logStreams),
  sources: encode(arrivals.sources),
});

export const unpackParcel = (parcel: Parcel): Arrivals => ({
  logGroup: parcel.logGroup,
  timestamps: listOf(parcel.timestamps),
  messages: cut(parcel.text, parcel.ends),
  logStreams: decode(parcel.logStreams),
  ingestionTimes: listOf(parcel.ingestionTimes),
  sources: decode(parcel.sources),
  fields: parcel.fields,
  characters: parcel.characters,
});
