// Hashes of texts. Those of a column are kept as long as its texts are: a store keeps its columns for the next
// query, and finding the number of a text again then reads four bytes instead of the text.

/** FNV-1a over UTF-16 units, and the last mixing of Murmur3, so that the low bits depend on all of them. */
export const hashOfText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Of the numbers of a packed text, `count` from `at` on. All bits count: ids of one maker have many in common. */
export const hashOfNumbers = (packing: number, numbers: Uint32Array, at: number, count: number): number => {
  let hash = Math.imul(packing ^ 0x811c9dc5, 0xcc9e2d51);
  for (let number = 0; number < count; number += 1)
    hash = Math.imul((hash ^ (hash >>> 15)) + numbers[at + number]!, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

const known = new WeakMap<readonly (string | undefined)[], Uint32Array>();

/** Of each text; of what is missing there is none. */
export const hashesOfTexts = (texts: readonly (string | undefined)[]): Uint32Array => {
  const found = known.get(texts);
  if (found !== undefined) return found;
  const hashes = new Uint32Array(texts.length);
  for (let place = 0; place < texts.length; place += 1) hashes[place] = hashOfText(texts[place] ?? '');
  known.set(texts, hashes);
  return hashes;
};
