// Which time and which log groups a plan looks at: what the user says beside the query, and what its SOURCE
// says instead.

import type { SourceTime } from '../../grammar/index.ts';
import type { Baseline, GroupSelector, LogicalPlan } from '../plan/index.ts';

/** Both inclusive, epoch ms; infinite where nothing is said. */
export type Window = { readonly startMs: number; readonly endMs: number };

const instantOf = (time: SourceTime, nowMs: number): number => {
  switch (time.kind) {
    case 'now':
      return nowMs;
    case 'instant':
      return time.ms;
    case 'ago':
      return nowMs - time.ms;
  }
};

/** The range of a plan: that of its SOURCE goes before the one around it. */
export const windowOf = (plan: LogicalPlan, around: Window, nowMs: number): Window => {
  const { start, end } = plan.source ?? { start: undefined, end: undefined };
  return {
    startMs: start === undefined ? around.startMs : instantOf(start, nowMs),
    endMs: end === undefined ? around.endMs : instantOf(end, nowMs),
  };
};

/** The same day and time a month before; the last day of a shorter month. */
const monthBefore = (ms: number): number => {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
};

/** An equally long range before, in which both ends count too. */
export const baselineWindow = (baseline: Baseline, { startMs, endMs }: Window): Window => {
  const length = endMs - startMs;
  switch (baseline.kind) {
    case 'range-before':
      return { startMs: startMs - length - 1, endMs: startMs - 1 };
    case 'shifted':
      return { startMs: startMs - baseline.ms, endMs: endMs - baseline.ms };
    case 'month-before': {
      const start = monthBefore(startMs);
      return { startMs: start, endMs: start + length };
    }
  }
};

const overlaps = (a: Window, b: Window): boolean => a.endMs >= b.startMs && a.startMs <= b.endMs;

/** Does the range reach into the plan's window, or into the one that it compares with? */
export const isWithinReach = ({ baseline }: LogicalPlan, window: Window, range: Window): boolean =>
  overlaps(range, window) || (baseline !== undefined && overlaps(range, baselineWindow(baseline, window)));

const fits = (selector: GroupSelector, name: string): boolean => {
  if (selector.kind === 'name') return selector.name === name;
  return selector.prefixes.length === 0 || selector.prefixes.some((prefix) => name.startsWith(prefix));
};

/** Is the log group asked? `around`: the groups named beside the query, or those of the query around it. */
export const groupTest = (
  plan: LogicalPlan,
  around: (name: string) => boolean,
): ((name: string) => boolean) => {
  const { source } = plan;
  return source === undefined ? around : (name) => source.selectors.some((selector) => fits(selector, name));
};

/** Log groups that the query names one by one. */
export const groupsNamed = (plan: LogicalPlan): readonly string[] => [
  ...(plan.source?.selectors ?? []).flatMap((selector) => (selector.kind === 'name' ? [selector.name] : [])),
  ...plan.inner.flatMap(groupsNamed),
];
