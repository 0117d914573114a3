// A number for each group, in an array with room for more.

/** The array, or a longer one that begins with its numbers; room that is new holds `fill`. */
export const withRoom = (values: Float64Array, count: number, fill = 0): Float64Array => {
  if (count <= values.length) return values;
  const grown = new Float64Array(Math.max(count, 2 * values.length));
  grown.set(values);
  if (fill !== 0) grown.fill(fill, values.length);
  return grown;
};
