// A place among the events of one millisecond: by log group, and within one in the order of arrival.

export type Arrival = { readonly logGroup: string; readonly sequence: number };

export const compareArrivals = (a: Arrival, b: Arrival): number => {
  if (a.logGroup !== b.logGroup) return a.logGroup < b.logGroup ? -1 : 1;
  return a.sequence - b.sequence;
};
