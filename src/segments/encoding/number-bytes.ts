// Numbers as bytes and back: whole numbers, and decimals as multiples of their last digit, as offsets from the
// least in as few bytes as hold them; instants in their order as differences; the rest as doubles.

import type { NumberColumn, NumeralColumn, TimestampColumn } from '../column.ts';
import { appendVarint, newByteList } from './byte-list.ts';
import { aligned, bytesOf } from './text-bytes.ts';

export type NumberForm = 'number' | 'timestamp' | 'numeral';

type Numbers = NumberColumn | TimestampColumn | NumeralColumn;

/**
 * `integers`: (`base` + offset) / `scale`. With `planes` the first bytes of all offsets stand before the second
 * ones, and so on: the high ones are much alike. Without, an offset is 4 bytes.
 */
export type NumberLayout = {
  readonly form: NumberForm;
  /** Of numerals that are all spelled with so many digits behind the point. */
  readonly decimals?: number;
} & (
  | { readonly layout: 'doubles' }
  | {
      readonly layout: 'integers';
      readonly base: number;
      readonly scale?: number;
      readonly planes?: number;
    }
  | {
      readonly layout: 'ascending';
      readonly first: number;
      readonly rowCount: number;
    }
);

type NumberBytes = { readonly layout: NumberLayout; readonly bytes: Uint8Array };

/** Digits behind the point of decimals that are kept as whole numbers. */
const scales = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;

const isMultiple = (value: number, scale: number): boolean => {
  const whole = Math.round(value * scale);
  // Dividing whole numbers gives the nearest double, which is what the decimal was read as.
  return Number.isSafeInteger(whole) && whole / scale === value && !Object.is(value, -0);
};

/** The least scale that makes all of them whole. */
const scaleOf = (values: Float64Array): number | undefined => {
  let at = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    while (at < scales.length && !isMultiple(value, scales[at]!)) at += 1;
    if (at === scales.length) return undefined;
  }
  return scales[at];
};

const rangeOf = (values: Float64Array, scale: number): { base: number; span: number } => {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const whole = Math.round(value * scale);
    if (whole < least) least = whole;
    if (whole > most) most = whole;
  }
  return least > most ? { base: 0, span: 0 } : { base: least, span: most - least };
};

/** The greatest offset stands for NaN. */
const absentOf = (planes: number): number => 2 ** (8 * planes) - 1;

const planesFor = (span: number): number | undefined =>
  [1, 2, 3, 4].find((planes) => span < absentOf(planes));

const encodeIntegers = (form: NumberForm, values: Float64Array): NumberBytes | undefined => {
  const scale = scaleOf(values);
  if (scale === undefined) return undefined;
  const { base, span } = rangeOf(values, scale);
  const planes = planesFor(span);
  if (planes === undefined) return undefined;
  const absent = absentOf(planes);
  const rowCount = values.length;
  const bytes = new Uint8Array(rowCount * planes);
  // Scales that later values asked for must suit the earlier ones too.
  for (let row = 0; row < rowCount; row += 1) {
    const value = values[row]!;
    const whole = Math.round(value * scale);
    if (!Number.isNaN(value) && whole / scale !== value) return undefined;
    const offset = Number.isNaN(value) ? absent : whole - base;
    for (let plane = 0; plane < planes; plane += 1) bytes[plane * rowCount + row] = offset >>> (8 * plane);
  }
  return { layout: { layout: 'integers', form, base, scale, planes }, bytes };
};

/** Differences that take few bytes. */
const LARGEST_STEP = 2 ** 28;

const isAscending = (values: Float64Array): boolean => {
  if (values.length === 0 || !Number.isSafeInteger(values[0]!) || Object.is(values[0], -0)) return false;
  for (let row = 1; row < values.length; row += 1) {
    const step = values[row]! - values[row - 1]!;
    if (!(Number.isSafeInteger(values[row]!) && step >= 0 && step < LARGEST_STEP)) return false;
  }
  return true;
};

const encodeAscending = (form: NumberForm, values: Float64Array): NumberBytes => {
  const steps = newByteList(values.length * 2);
  for (let row = 1; row < values.length; row += 1) appendVarint(steps, values[row]! - values[row - 1]!);
  const layout = { layout: 'ascending', form, first: values[0]!, rowCount: values.length } as const;
  return { layout, bytes: steps.bytes.subarray(0, steps.length) };
};

const encodeValues = ({ form, values }: Numbers): NumberBytes => {
  if (form === 'timestamp' && isAscending(values)) return encodeAscending(form, values);
  return (
    encodeIntegers(form, values) ?? { layout: { layout: 'doubles', form }, bytes: bytesOf(values.slice()) }
  );
};

export const encodeNumbers = (column: Numbers): NumberBytes => {
  const { layout, bytes } = encodeValues(column);
  if (column.form !== 'numeral' || column.decimals === undefined) return { layout, bytes };
  return { layout: { ...layout, decimals: column.decimals }, bytes };
};

const offsetsOf = (bytes: Uint8Array, planes: number): Uint32Array => {
  const rowCount = bytes.length / planes;
  const offsets = new Uint32Array(rowCount);
  for (let plane = 0; plane < planes; plane += 1) {
    const shift = 8 * plane;
    const from = plane * rowCount;
    for (let row = 0; row < rowCount; row += 1) offsets[row]! |= bytes[from + row]! << shift;
  }
  return offsets;
};

const decodeIntegers = (
  bytes: Uint8Array,
  { base, scale = 1, planes }: Extract<NumberLayout, { layout: 'integers' }>,
): Float64Array => {
  const offsets = planes === undefined ? new Uint32Array(aligned(bytes)) : offsetsOf(bytes, planes);
  const absent = absentOf(planes ?? 4);
  const values = new Float64Array(offsets.length);
  for (let row = 0; row < offsets.length; row += 1)
    values[row] = offsets[row] === absent ? Number.NaN : (base + offsets[row]!) / scale;
  return values;
};

const decodeAscending = (
  bytes: Uint8Array,
  { first, rowCount }: Extract<NumberLayout, { layout: 'ascending' }>,
): Float64Array => {
  const values = new Float64Array(rowCount);
  let value = first;
  let at = 0;
  values[0] = value;
  for (let row = 1; row < rowCount; row += 1) {
    let byte = bytes[at++]!;
    let step = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      step |= (byte & 127) << shift;
    }
    value += step;
    values[row] = value;
  }
  return values;
};

const decodeValues = (layout: NumberLayout, bytes: Uint8Array): Float64Array => {
  switch (layout.layout) {
    case 'doubles':
      return new Float64Array(aligned(bytes));
    case 'integers':
      return decodeIntegers(bytes, layout);
    case 'ascending':
      return decodeAscending(bytes, layout);
  }
};

export const decodeNumbers = (layout: NumberLayout, bytes: Uint8Array): Numbers => {
  const { form, decimals } = layout;
  const values = decodeValues(layout, bytes);
  return form === 'numeral' && decimals !== undefined ? { form, values, decimals } : { form, values };
};
