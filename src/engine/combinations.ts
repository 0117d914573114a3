// Combinations of codes, numbered in the order of first appearance: a hash table in typed arrays.

/** Plain data. */
export type Combinations = {
  /** How many there are; the arrays below have room for more. */
  count: number;
  /** For each place of a combination, the codes that stand there. */
  readonly members: Uint32Array[];
  /** Number + 1 by the hash of the codes, 0 where there is none; of single codes the hash is the code itself. */
  slots: Uint32Array;
};

const FIRST_ROOM = 64;

export const createCombinations = (length: number): Combinations => ({
  count: 0,
  members: Array.from({ length }, () => new Uint32Array(FIRST_ROOM)),
  slots: new Uint32Array(4 * FIRST_ROOM),
});

const longer = (values: Uint32Array, length: number): Uint32Array => {
  const grown = new Uint32Array(length);
  grown.set(values);
  return grown;
};

/** Two rounds of multiplying and shifting spread neighbouring codes over all slots. */
const mix = (hash: number, code: number): number => {
  const scattered = Math.imul(hash ^ Math.imul(code, 0xcc9e2d51), 0x1b873593);
  return scattered ^ (scattered >>> 15);
};

const rehash = (table: Combinations): void => {
  const { members, count } = table;
  const slots = new Uint32Array(2 * table.slots.length);
  const mask = slots.length - 1;
  for (let number = 0; number < count; number += 1) {
    let hash = 0;
    for (let place = 0; place < members.length; place += 1) hash = mix(hash, members[place]![number]!);
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
  table.slots = slots;
};

const addCodes = (table: Combinations, codes: Uint32Array, slot: number): number => {
  const { members } = table;
  const number = table.count++;
  if (members[0]?.length === number)
    for (const [place, known] of members.entries()) members[place] = longer(known, 2 * number);
  for (let place = 0; place < codes.length; place += 1) members[place]![number] = codes[place]!;
  table.slots[slot] = number + 1;
  return number;
};

const numberOfCode = (table: Combinations, codes: Uint32Array): number => {
  const code = codes[0]!;
  if (table.slots.length <= code)
    table.slots = longer(table.slots, Math.max(2 * table.slots.length, code + 1));
  const known = table.slots[code]!;
  return known === 0 ? addCodes(table, codes, code) : known - 1;
};

/** The number of a combination; a new one for a new combination. */
export const numberOfCodes = (table: Combinations, codes: Uint32Array): number => {
  if (codes.length === 1) return numberOfCode(table, codes);
  // At most half full, so that runs of taken slots stay short.
  if (table.slots.length <= 2 * table.count) rehash(table);
  const { members, slots } = table;
  const mask = slots.length - 1;
  let hash = 0;
  for (let place = 0; place < codes.length; place += 1) hash = mix(hash, codes[place]!);
  let slot = hash & mask;
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const number = slots[slot]! - 1;
    let place = 0;
    while (place < codes.length && members[place]![number] === codes[place]) place += 1;
    if (place === codes.length) return number;
  }
  return addCodes(table, codes, slot);
};
