// The texts of a column as numbers, but for a few.

import {
  type HEX16,
  type HEX32,
  INTEGER,
  IPV4,
  numbersOf,
  printIpv4,
  type UUID,
  unpackText,
} from './packed-text.ts';

/** Of words that are odd: the one that says that there is no value. */
export const MISSING_WORD = 1;
/** The rows of texts that are packed otherwise than the others, or not at all. */
export type OddTexts = {
  /** By row; 0 where the text is packed. */
  readonly codes: Uint8Array;
  /** By code; the first one is never read, the second one is missing. */
  readonly words: readonly (string | undefined)[];
};

/** Texts as numbers (packed-text.ts): a double for each row, NaN where it is odd; or as many as the packing has. */
export type PackedTexts = (
  | { readonly packing: typeof INTEGER | typeof IPV4; readonly values: Float64Array }
  | { readonly packing: typeof HEX16 | typeof HEX32 | typeof UUID; readonly values: Uint32Array }
) & { readonly odd?: OddTexts | undefined };

/** Numbers that each row has. */
export const widthOf = ({ packing }: PackedTexts): number =>
  packing === INTEGER || packing === IPV4 ? 1 : numbersOf[packing]!;

/** How many rows there are. */
export const packedRows = (packed: PackedTexts): number => packed.values.length / widthOf(packed);

const packedText = (packed: PackedTexts, row: number): string => {
  switch (packed.packing) {
    case INTEGER:
      return String(packed.values[row]!);
    case IPV4:
      return printIpv4(packed.values[row]!);
    default:
      return unpackText(packed.packing, packed.values, row * numbersOf[packed.packing]!);
  }
};

/** Undefined where it is missing. */
export const packedTextAt = (packed: PackedTexts, row: number): string | undefined => {
  const { odd } = packed;
  if (odd === undefined || odd.codes[row] === 0) return packedText(packed, row);
  return odd.words[odd.codes[row]!];
};
