// Time order of rows as they arrived.

/** Where stretches begin that are in order, and where the last one ends. */
const stretches = (timestamps: readonly number[]): number[] => {
  const starts = [0];
  for (let row = 1; row < timestamps.length; row += 1)
    if (timestamps[row - 1]! > timestamps[row]!) starts.push(row);
  starts.push(timestamps.length);
  return starts;
};

/** Merges rows [start, middle) and [middle, end), of equal ones the first goes first. */
const merge = (
  times: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  [start, middle, end]: readonly [number, number, number],
): void => {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const isLeft = right === end || (left < middle && times[from[left]!]! <= times[from[right]!]!);
    to[at] = isLeft ? from[left++]! : from[right++]!;
  }
};

/**
 * The order that sorts `timestamps` ascending and keeps equal ones as they are; undefined when they are
 * sorted already, as logs mostly are. What several files gave is in order by stretches, which are merged.
 */
export const timestampOrder = (timestamps: readonly number[]): Uint32Array | undefined => {
  let starts = stretches(timestamps);
  if (starts.length <= 2) return undefined;
  const times = Float64Array.from(timestamps);
  let order = Uint32Array.from(times, (_, row) => row);
  let merged = new Uint32Array(order.length);
  while (starts.length > 2) {
    const fewer: number[] = [];
    for (let index = 0; index + 1 < starts.length; index += 2) {
      const end = starts[index + 2] ?? starts[index + 1]!;
      merge(times, order, merged, [starts[index]!, starts[index + 1]!, end]);
      fewer.push(starts[index]!);
    }
    fewer.push(order.length);
    starts = fewer;
    [order, merged] = [merged, order];
  }
  return order;
};
