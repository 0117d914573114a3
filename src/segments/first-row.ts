// Where numbers that ascend reach one.

/** The first place whose number is not below `least`, or how many there are; of times, epoch ms, or of rows. */
export const firstRowFrom = (ascending: Float64Array | Uint32Array, least: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
};
