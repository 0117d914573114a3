// Time order of rows as they arrived.

/**
 * The order that sorts `timestamps` ascending and keeps equal ones as they are; undefined when they are
 * sorted already, as logs mostly are.
 */
export const timestampOrder = (timestamps: readonly number[]): Uint32Array | undefined => {
  let isSorted = true;
  for (let row = 1; row < timestamps.length && isSorted; row += 1)
    isSorted = timestamps[row - 1]! <= timestamps[row]!;
  if (isSorted) return undefined;
  const order = Uint32Array.from(timestamps, (_, row) => row);
  return order.sort((a, b) => timestamps[a]! - timestamps[b]! || a - b);
};
