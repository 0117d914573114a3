// How many numbers fell into each bucket: a hash table in two typed arrays, from a bucket's key to its
// count. Keys come in long runs, so they are scattered (Fibonacci hashing): runs that met would be walked
// from end to end.

export type BucketCounts = { keys: Int32Array; counts: Float64Array; used: number };

const FREE = -(2 ** 31);
const FIRST_SLOTS = 256;

const empty = (slots: number): BucketCounts => ({
  keys: new Int32Array(slots).fill(FREE),
  counts: new Float64Array(slots),
  used: 0,
});

export const createBucketCounts = (): BucketCounts => empty(FIRST_SLOTS);

/** 2^32 ÷ the golden ratio. */
const SCATTER = 0x9e3779b1;

const hash = (key: number): number => {
  const scattered = Math.imul(key, SCATTER);
  return scattered ^ (scattered >>> 15);
};

/** The slot of the key, or the free slot where it belongs. */
const slotOf = (keys: Int32Array, key: number): number => {
  const mask = keys.length - 1;
  let slot = hash(key) & mask;
  while (keys[slot] !== key && keys[slot] !== FREE) slot = (slot + 1) & mask;
  return slot;
};

const doubleSlots = (table: BucketCounts): void => {
  const { keys, counts } = table;
  Object.assign(table, empty(2 * keys.length));
  for (let slot = 0; slot < keys.length; slot += 1)
    if (keys[slot] !== FREE) addToBucket(table, keys[slot]!, counts[slot]!);
};

export const addToBucket = (table: BucketCounts, key: number, times: number): void => {
  const slot = slotOf(table.keys, key);
  if (table.keys[slot] === FREE) {
    table.keys[slot] = key;
    table.used += 1;
  }
  table.counts[slot] = table.counts[slot]! + times;
  if (2 * table.used > table.keys.length) doubleSlots(table);
};

/** The occupied buckets, lowest first. */
export const occupiedBuckets = ({ keys }: BucketCounts): Int32Array =>
  keys.filter((key) => key !== FREE).sort();

export const countInBucket = ({ keys, counts }: BucketCounts, key: number): number =>
  counts[slotOf(keys, key)]!;
