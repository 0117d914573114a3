// The kinds of value: comparing, coercing, ordering and printing them; structures, periods of time,
// IP addresses. No clock, no I/O.

export { numberOf, truthOf } from './coerce.ts';
export { equal, order, unequal } from './compare.ts';
export { checkDatePattern } from './dates/date-pattern.ts';
export { checkStrftime, formatDate } from './dates/format-date.ts';
export { parseDate } from './dates/parse-date.ts';
export { isTimeZone } from './dates/time-zone.ts';
export {
  type IpAddress,
  type IpNetwork,
  isInNetwork,
  maskV4,
  maskV6,
  parseIpAddress,
  parseIpNetwork,
  parseIpv4,
} from './ip-address.ts';
export { elementsOf, type MemberPath, memberOf, stepInto, valueOfJson } from './members.ts';
export { compareChunks, naturalOrder } from './natural-order.ts';
export { textToNumber } from './numeral.ts';
export { parseStructure } from './parse-json.ts';
export {
  cappedCount,
  ceilToPeriod,
  floorToPeriod,
  type Period,
  type PeriodUnit,
  periodLength,
  periodUnits,
} from './period.ts';
export { printJson } from './print-json.ts';
export { printNumber } from './print-number.ts';
export { printTimestamp } from './print-timestamp.ts';
export { printValue, textOf } from './print-value.ts';
export {
  isStructure,
  isTimestamp,
  type Json,
  type JsonList,
  type JsonMap,
  type Missing,
  missing,
  type Numeral,
  numberOrMissing,
  type Scalar,
  type Structure,
  scalarOf,
  type Timestamp,
  timestamp,
  type Value,
} from './value.ts';
