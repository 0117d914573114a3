// Some of many numbers.

/** Rows may come in any order and more than once. */
export const pickNumbers = <T extends Float64Array | Uint8Array | Uint16Array | Uint32Array>(
  values: T,
  rows: ArrayLike<number>,
): T => {
  const picked = new (values.constructor as new (length: number) => T)(rows.length);
  for (let index = 0; index < rows.length; index += 1) picked[index] = values[rows[index]!]!;
  return picked;
};
