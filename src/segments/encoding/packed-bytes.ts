// Texts that are kept as numbers as bytes and back: the code of each row's odd word, if there are any, then the
// numbers.

import { HEX16, HEX32, INTEGER, IPV4, type Packing, UUID } from '../packed-text.ts';
import type { PackedTexts } from '../packed-texts.ts';
import { decodeNumbers, encodeNumbers, type NumberLayout } from './number-bytes.ts';
import { aligned, bytesOf } from './text-bytes.ts';

const names = { integer: INTEGER, ipv4: IPV4, hex16: HEX16, hex32: HEX32, uuid: UUID } as const;

type Name = keyof typeof names;

const nameOf = new Map(Object.entries(names).map(([name, packing]) => [packing as Packing, name as Name]));

export type PackedLayout = {
  readonly layout: 'packed';
  readonly as: Name;
  /** The words of the rows that are packed otherwise, by code from 1 on; null is missing. */
  readonly odd?: { readonly words: readonly (string | null)[]; readonly rowCount: number };
  /** Of whole numbers and addresses; the others are 4 bytes each as they are. */
  readonly of?: NumberLayout;
};

type Encoded = { readonly layout: PackedLayout; readonly bytes: Uint8Array };

const encodePackedNumbers = ({
  packing,
  values,
}: PackedTexts): { readonly of?: NumberLayout; readonly bytes: Uint8Array } => {
  if (packing !== INTEGER && packing !== IPV4) return { bytes: bytesOf(values) };
  const { layout: of, bytes } = encodeNumbers({ form: 'numeral', values });
  return { of, bytes };
};

export const encodePacked = (packed: PackedTexts): Encoded => {
  const { of, bytes: numbers } = encodePackedNumbers(packed);
  const { odd, packing } = packed;
  const layout = {
    layout: 'packed',
    as: nameOf.get(packing)!,
    ...(of === undefined ? {} : { of }),
  } as const;
  if (odd === undefined) return { layout, bytes: numbers };
  const bytes = new Uint8Array(odd.codes.length + numbers.length);
  bytes.set(odd.codes);
  bytes.set(numbers, odd.codes.length);
  const words = odd.words.slice(1).map((word) => word ?? null);
  return { layout: { ...layout, odd: { words, rowCount: odd.codes.length } }, bytes };
};

const decodePackedNumbers = ({ as, of }: PackedLayout, bytes: Uint8Array): PackedTexts => {
  const packing = names[as];
  if (packing !== INTEGER && packing !== IPV4) return { packing, values: new Uint32Array(aligned(bytes)) };
  if (of === undefined) throw new RangeError(`the layout of the numbers is missing: ${as}`);
  return { packing, values: decodeNumbers(of, bytes).values };
};

export const decodePacked = (layout: PackedLayout, bytes: Uint8Array): PackedTexts => {
  const { odd } = layout;
  if (odd === undefined) return decodePackedNumbers(layout, bytes);
  const packed = decodePackedNumbers(layout, bytes.subarray(odd.rowCount));
  const codes = new Uint8Array(aligned(bytes.subarray(0, odd.rowCount)));
  return { ...packed, odd: { codes, words: ['', ...odd.words.map((word) => word ?? undefined)] } };
};
