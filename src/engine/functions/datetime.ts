// Functions of time. An instant is a timestamp or a number of epoch milliseconds. bin, datefloor and dateceil
// take a period, which is no value: their kernels are made for one.

import {
  ceilToPeriod,
  floorToPeriod,
  formatDate,
  isTimestamp,
  missing,
  numberOf,
  type Period,
  parseDate,
  textOf,
  timestamp,
  type Value,
} from '../../values/index.ts';
import { type Kernel, ofNumber } from './kernel.ts';

const timestampOrMissing = (ms: number): Value => (Number.isFinite(ms) ? timestamp(ms) : missing);

const isoInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** The documented example converts "2022-01-14T13:18:31-08:00", so such text counts as an instant here. */
const toMillis: Kernel = ([value]) => {
  if (isTimestamp(value)) return value.ms;
  const ms = typeof value === 'string' && isoInstant.test(value) ? Date.parse(value) : numberOf(value);
  return Number.isNaN(ms) ? missing : ms;
};

/** The zone argument, UTC where it is left out. */
const zoneOf = (args: readonly Value[]): string | undefined => (args.length > 2 ? textOf(args[2]) : 'UTC');

const parse: Kernel = (args) => {
  const text = textOf(args[0]);
  const pattern = textOf(args[1]);
  const zone = zoneOf(args);
  if (text === undefined || pattern === undefined || zone === undefined) return missing;
  return parseDate(text, pattern, zone);
};

const format: Kernel = (args) => {
  const ms = numberOf(args[0]);
  const pattern = textOf(args[1]);
  const zone = zoneOf(args);
  if (Number.isNaN(ms) || pattern === undefined || zone === undefined) return missing;
  return formatDate(ms, pattern, zone);
};

export const datetimeKernels = {
  fromMillis: ofNumber((ms) => timestampOrMissing(Math.trunc(ms))),
  toMillis,
  now: (_, { nowMs }) => Math.floor(nowMs / 1000),
  parseDate: parse,
  formatDate: format,
  queryStartTime: (_, { queryStartMs }) => queryStartMs,
  queryEndTime: (_, { queryEndMs }) => queryEndMs,
  queryTimeRange: (_, { queryStartMs, queryEndMs }) => queryEndMs - queryStartMs,
} satisfies Record<string, Kernel>;

/** A kernel whose first argument is the instant, for bin the event's @timestamp. */
const toPeriod =
  (round: (ms: number, period: Period) => number) =>
  (period: Period): Kernel =>
    ofNumber((ms) => timestampOrMissing(round(ms, period)));

export const periodKernels = {
  bin: toPeriod(floorToPeriod),
  datefloor: toPeriod(floorToPeriod),
  dateceil: toPeriod(ceilToPeriod),
} satisfies Record<string, (period: Period) => Kernel>;
