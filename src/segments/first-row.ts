// Rows by their time.

/** The first row at or after the time, or the number of rows; `timestamps` ascend, epoch ms. */
export const firstRowFrom = (timestamps: Float64Array, ms: number): number => {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timestamps[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
};
