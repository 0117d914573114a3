// Numbers in typed arrays with room for more. What they leave behind is given back at once: V8 would free it when
// it collects garbage, for which tens of megabytes outside of its heap are little reason.

type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** How long an array becomes that is to have room for so many: half as long again, as there may be millions. */
export const roomFor = (count: number, before: number): number =>
  Math.max(count, before + Math.ceil(before / 2));

/** The numbers of an array that nobody uses any more, and zeros. */
export const longer = <T extends Numbers>(numbers: T, length: number): T => {
  const bytes = numbers.buffer.transfer(length * numbers.BYTES_PER_ELEMENT);
  return new (numbers.constructor as new (bytes: ArrayBuffer) => T)(bytes);
};

/** Nobody uses them any more. */
export const giveBack = (...all: readonly Numbers[]): void => {
  for (const { buffer } of all) buffer.transfer(0);
};

/** By group: the array, or a longer one in its place; room that is new holds `fill`. */
export const withRoom = (
  values: Float64Array<ArrayBuffer>,
  count: number,
  fill = 0,
): Float64Array<ArrayBuffer> => {
  if (count <= values.length) return values;
  const before = values.length;
  const grown = longer(values, roomFor(count, before));
  if (fill !== 0) grown.fill(fill, before);
  return grown;
};

/** The numbers of so many groups; of those behind the last one that has a number, `fill`. */
export const ofGroups = (values: Float64Array, count: number, fill = 0): Float64Array => {
  if (count <= values.length) return values.subarray(0, count);
  const all = new Float64Array(count).fill(fill, values.length);
  all.set(values);
  return all;
};
