// A number for each group, in an array with room for more.

/** How long an array becomes that is to have room for so many: half as long again, as there may be millions. */
export const roomFor = (count: number, before: number): number =>
  Math.max(count, before + Math.ceil(before / 2));

/** The array, or a longer one that begins with its numbers; room that is new holds `fill`. */
export const withRoom = (values: Float64Array, count: number, fill = 0): Float64Array => {
  if (count <= values.length) return values;
  const grown = new Float64Array(roomFor(count, values.length));
  grown.set(values);
  if (fill !== 0) grown.fill(fill, values.length);
  return grown;
};
