// The buckets into which the service sorts the numbers of a percentile once there are many (evidence 2, 4):
// bucket k holds (1.001)^k <= v < (1.001)^(k + 1) and answers (1.001)^k. Zero has a bucket of its own,
// negative numbers the mirror image.
//
// A bucket's key is an integer in the order of the buckets' values: 0 for zero, k + KEY_OFFSET for a positive
// number, its negative for a negative one.

const BASE = 1.001;

/** More than the k of any double, about 745,000 either way, so that positive numbers have positive keys. */
const KEY_OFFSET = 2 ** 20;

/** Numbers nearer to zero than normal doubles count as zero; both print as 0. */
const SMALLEST = 2 ** -1022;

const perBucket = 1 / Math.log(BASE);
/** The quotient below is off by less than this; only so near to an edge must powers decide. */
const DOUBT = 1e-8;

const exponentOf = (magnitude: number): number => {
  const quotient = Math.log(magnitude) * perBucket;
  let k = Math.floor(quotient);
  const above = quotient - k;
  if (above > DOUBT && above < 1 - DOUBT) return k;
  while (BASE ** k > magnitude) k -= 1;
  while (BASE ** (k + 1) <= magnitude) k += 1;
  return k;
};

/** The key of the bucket that holds a finite number. */
export const bucketOf = (value: number): number => {
  if (value >= SMALLEST) return exponentOf(value) + KEY_OFFSET;
  if (value <= -SMALLEST) return -(exponentOf(-value) + KEY_OFFSET);
  return 0;
};

/** What the bucket answers: its edge nearer to zero. */
export const bucketValue = (key: number): number => {
  if (key === 0) return 0;
  return key > 0 ? BASE ** (key - KEY_OFFSET) : -(BASE ** (-key - KEY_OFFSET));
};
