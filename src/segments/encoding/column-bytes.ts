// Columns as bytes and back: what a store keeps. Little-endian; a layout, which is JSON, says what is in them.

import type { Value } from '../../values/index.ts';
import { missingColumn, type PlainColumn } from '../column.ts';
import { packedColumn } from '../packed-column.ts';
import { UUID } from '../packed-text.ts';
import { type DictionaryLayout, decodeDictionary, encodeDictionary } from './dictionary-bytes.ts';
import { decodeNumbers, encodeNumbers, type NumberLayout } from './number-bytes.ts';
import { decodePacked, encodePacked, type PackedLayout } from './packed-bytes.ts';
import {
  aligned,
  type Characters,
  decodeText,
  decodeTexts,
  encodeText,
  encodeTexts,
  type Lengthy,
} from './text-bytes.ts';

/** What is written beside the bytes. */
export type ColumnLayout =
  | NumberLayout
  | DictionaryLayout
  | { readonly layout: 'booleans' }
  | { readonly layout: 'slices'; readonly characters: Lengthy; readonly rowCount: number }
  | { readonly layout: 'texts'; readonly characters: Characters; readonly rowCount: number }
  | PackedLayout
  | { readonly layout: 'json' }
  | { readonly layout: 'constant'; readonly value: string | number | boolean | null };

export type EncodedColumn = { readonly layout: ColumnLayout; readonly bytes: Uint8Array };

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const constantOf = (value: Value): string | number | boolean | null =>
  value === undefined || typeof value === 'object' ? null : value;

export const encodeColumn = (column: PlainColumn): EncodedColumn => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return encodeNumbers(column);
    case 'boolean':
      return { layout: { layout: 'booleans' }, bytes: column.values };
    case 'slices': {
      const rowCount = column.offsets.length - 1;
      const { characters, bytes } = encodeText(column.text, column.offsets.slice(1));
      return { layout: { layout: 'slices', characters, rowCount }, bytes };
    }
    case 'dictionary':
      return encodeDictionary(column);
    case 'text': {
      if (column.packed !== undefined) return encodePacked(column.packed);
      const { characters, bytes } = encodeTexts(column.values);
      return { layout: { layout: 'texts', characters, rowCount: column.values.length }, bytes };
    }
    case 'mixed': {
      const text = JSON.stringify(column.values.map((value) => (value === undefined ? null : value)));
      return { layout: { layout: 'json' }, bytes: encoder.encode(text) };
    }
    case 'constant':
      return { layout: { layout: 'constant', value: constantOf(column.value) }, bytes: new Uint8Array(0) };
  }
};

export const decodeColumn = ({ layout, bytes }: EncodedColumn): PlainColumn => {
  switch (layout.layout) {
    case 'doubles':
    case 'integers':
    case 'ascending':
      return decodeNumbers(layout, bytes);
    case 'booleans':
      return { form: 'boolean', values: new Uint8Array(aligned(bytes)) };
    case 'slices': {
      const { lengths: ends, text } = decodeText(bytes, layout.rowCount, layout.characters);
      const offsets = new Uint32Array(layout.rowCount + 1);
      offsets.set(ends, 1);
      return { form: 'slices', text, offsets };
    }
    case 'texts':
      if (layout.characters === 'uuid')
        return packedColumn({ packing: UUID, values: new Uint32Array(aligned(bytes)) });
      return { form: 'text', values: decodeTexts(bytes, layout.rowCount, layout.characters) };
    case 'packed':
      return packedColumn(decodePacked(layout, bytes));
    case 'dictionary':
      return decodeDictionary(layout, bytes);
    case 'json': {
      const values = JSON.parse(decoder.decode(bytes)) as (string | boolean | null)[];
      return { form: 'mixed', values: values.map((value) => value ?? undefined) };
    }
    case 'constant':
      return layout.value === null ? missingColumn : { form: 'constant', value: layout.value };
  }
};
