// The English names of months, weekdays and halves of the day, for parseDate and formatDate.

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** From Sunday, as Date counts. */
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

export const halfDayNames = ['AM', 'PM'] as const;

/** "Jan", "Mon": the first three letters. */
export const shortNames = (names: readonly string[]): readonly string[] =>
  names.map((name) => name.slice(0, 3));

/** Midnight UTC of a day; month from 0. Date.UTC would read the years 0 to 99 as 1900 to 1999. */
export const utcDay = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month, day);
