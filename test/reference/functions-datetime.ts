// Functions of time. An instant is a timestamp or a number of epoch milliseconds. Periods are arguments that
// are no values, so these functions see the expressions themselves.

import type { Expression } from '../../grammar/syntax-tree.ts';
import { formatDate, parseDate } from './dates.ts';
import type { Row, Setting } from './row.ts';
import { ceilInstant, floorInstant, type Period, unitNamed } from './time.ts';
import { instant, numberOf, textOf, type Value } from './values.ts';

type Evaluate = (part: Expression) => Value;

/** The value of a function of time; undefined when the name is none of them. */
export const callDatetime = (
  name: string,
  args: readonly Expression[],
  row: Row,
  setting: Setting,
  of: Evaluate,
): { readonly value: Value } | undefined => {
  if (name === 'bin') return { value: bin(args, row, setting, of) };
  if (name === 'datefloor') return { value: atBoundary(args, of, floorInstant) };
  if (name === 'dateceil') return { value: atBoundary(args, of, ceilInstant) };
  const timed = { ...ofWindow(setting), ...ofValues }[name];
  return timed === undefined ? undefined : { value: timed(args.map(of)) };
};

/** `bin(5m)` is of @timestamp; `bin(x, 5m)` of another instant. `by … offset d` moves where bins begin. */
const bin = (args: readonly Expression[], row: Row, setting: Setting, of: Evaluate): Value => {
  const [first, second] = args;
  const time = second === undefined || first === undefined ? row.fields.get('@timestamp') : of(first);
  const offset = setting.binOffsetMs ?? 0;
  return boundary(time, second ?? first, (ms, period) => floorInstant(ms - offset, period) + offset);
};

type ToBoundary = (ms: number, period: Period) => number;

const atBoundary = (args: readonly Expression[], of: Evaluate, toBoundary: ToBoundary): Value => {
  const [time, period] = args;
  return time === undefined ? undefined : boundary(of(time), period, toBoundary);
};

const boundary = (time: Value, period: Expression | undefined, toBoundary: ToBoundary): Value => {
  const ms = numberOf(time);
  if (ms === undefined || period?.kind !== 'period') return undefined;
  const unit = unitNamed(period.unit);
  const start = unit === undefined ? Number.NaN : toBoundary(ms, { count: period.count, unit });
  return Number.isFinite(start) ? instant(start) : undefined;
};

type Timed = (values: readonly Value[]) => Value;

const ofWindow = ({ window }: Setting): Readonly<Record<string, Timed>> => ({
  now: () => window && Math.floor(window.nowMs / 1000),
  querystarttime: () => window?.startMs,
  queryendtime: () => window?.endMs,
  querytimerange: () => window && window.endMs - window.startMs,
});

const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

const ofValues: Readonly<Record<string, Timed>> = {
  frommillis: ([value]) => {
    const ms = numberOf(value);
    return ms === undefined ? undefined : instant(Math.trunc(ms));
  },
  // fidelity: tomillis-text.
  tomillis: ([value]) => {
    const isIso = typeof value === 'string' && ISO_WITH_ZONE.test(value);
    return isIso ? numberOf(Date.parse(value)) : numberOf(value);
  },
  parsedate: (values) => {
    const [text, pattern, zone = 'UTC'] = values.map(textOf);
    if (values.includes(undefined) || text === undefined || pattern === undefined) return undefined;
    return parseDate(text, pattern, zone);
  },
  formatdate: (values) => {
    const [ms, pattern, zone = 'UTC'] = [numberOf(values[0]), textOf(values[1]), textOf(values[2])];
    if (values.includes(undefined) || ms === undefined || pattern === undefined) return undefined;
    return formatDate(ms, pattern, zone);
  },
};
