// The slots of hash tables in typed arrays. A slot holds a number, 0 for none, and above it six bits of the hash
// that has it, so that what has another hash is mostly passed over without a look at it.

const NUMBER_BITS = 26;

/** Numbers are at most this. */
export const MOST_NUMBERED = 2 ** NUMBER_BITS - 1;

/** A slot with a number, as it is written to a Uint32Array. */
export const slotOf = (number: number, hash: number): number => number | (hash & ~MOST_NUMBERED);

export const numberIn = (slot: number): number => slot & MOST_NUMBERED;

/** False where the number has another hash. */
export const mayHave = (slot: number, hash: number): boolean => (slot ^ hash) >>> NUMBER_BITS === 0;

/** Puts a number that is not there yet into the first free slot. There is one, and the length is a power of two. */
export const putNumber = (slots: Uint32Array, number: number, hash: number): void => {
  const mask = slots.length - 1;
  let at = hash & mask;
  while (slots[at] !== 0) at = (at + 1) & mask;
  slots[at] = slotOf(number, hash);
};
