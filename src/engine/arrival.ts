// A place among the events of one millisecond: by log group, and within one in the order of arrival.

/** `part` tells rows of one event apart, as unnest makes them: they keep their order among each other. */
export type Arrival = { readonly logGroup: string; readonly sequence: number; readonly part: number };

export const compareArrivals = (a: Arrival, b: Arrival): number => {
  if (a.logGroup !== b.logGroup) return a.logGroup < b.logGroup ? -1 : 1;
  return a.sequence - b.sequence;
};
