// The numbers at a place of a pattern: how many fell into each bucket, and the exact ends. A bucket is what
// doubles have in common whose sign, exponent and first five bits of the fraction are the same, so it is at
// most 1/32 wide and whole numbers below 64 have one each. Counts only, so order cannot matter.

export type NumberTally = { readonly buckets: Map<number, number>; least: number; most: number };

export const createNumbers = (): NumberTally => ({
  buckets: new Map(),
  least: Number.POSITIVE_INFINITY,
  most: Number.NEGATIVE_INFINITY,
});

const bits = new DataView(new ArrayBuffer(8));
/** Of the high 32 bits: what is left is 11 of the exponent and 5 of the fraction. */
const DROPPED_BITS = 15;

/** Keys are in the order of the numbers; zero is 0. */
export const bucketOf = (value: number): number => {
  bits.setFloat64(0, Math.abs(value));
  const key = bits.getUint32(0) >>> DROPPED_BITS;
  return value < 0 ? -key : key;
};

/** The edge of the bucket nearer to zero. */
export const bucketEdge = (key: number): number => {
  bits.setUint32(0, Math.abs(key) << DROPPED_BITS);
  bits.setUint32(4, 0);
  const edge = bits.getFloat64(0);
  return key < 0 ? -edge : edge;
};

/** Zero has no sign here. */
export const addNumber = (tally: NumberTally, number: number): void => {
  if (!Number.isFinite(number)) return;
  const value = number + 0;
  const key = bucketOf(value);
  tally.buckets.set(key, (tally.buckets.get(key) ?? 0) + 1);
  if (value < tally.least) tally.least = value;
  if (value > tally.most) tally.most = value;
};

export const mergeNumbers = (into: NumberTally, from: NumberTally): void => {
  for (const [key, count] of from.buckets) into.buckets.set(key, (into.buckets.get(key) ?? 0) + count);
  into.least = Math.min(into.least, from.least);
  into.most = Math.max(into.most, from.most);
};
