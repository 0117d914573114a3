// Timestamps as the service prints them: "2024-04-28 15:30:00.000", UTC, no zone (evidence 23).

/** `ms` within the range of Date; outside it the text is the bare number of milliseconds. */
export const printTimestamp = (ms: number): string => {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date.toISOString().replace('T', ' ').replace('Z', '');
};
