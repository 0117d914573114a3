// The kinds of value: comparing, coercing, ordering and printing them; periods of time. No clock, no I/O.

export { numberOf, truthOf } from './coerce.ts';
export { equal, order } from './compare.ts';
export { checkDatePattern } from './dates/date-pattern.ts';
export { checkStrftime, formatDate } from './dates/format-date.ts';
export { parseDate } from './dates/parse-date.ts';
export { isTimeZone } from './dates/time-zone.ts';
export { compareChunks, naturalOrder } from './natural-order.ts';
export { textToNumber } from './numeral.ts';
export { ceilToPeriod, floorToPeriod, type Period, type PeriodUnit, periodUnits } from './period.ts';
export { printNumber } from './print-number.ts';
export { printTimestamp } from './print-timestamp.ts';
export { printValue, textOf } from './print-value.ts';
export {
  isList,
  isTimestamp,
  type List,
  type Missing,
  missing,
  numberOrMissing,
  type Timestamp,
  timestamp,
  type Value,
} from './value.ts';
