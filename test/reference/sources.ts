// Which events a query sees: those of the log groups that its SOURCE stages select, within its window.

import type { Command, SourceCommand, SourceSelector, SourceTime } from '../../grammar/syntax-tree.ts';
import { discoverFields, type ReferenceEvent } from './discovery.ts';
import type { Row, Window } from './row.ts';
import { newestFirst } from './sort.ts';

const isSource = (command: Command): command is SourceCommand => command.kind === 'source';

/** Several stages select the groups of each; without any, the query asks the groups it was put to. */
export const eventsSelected = (
  commands: readonly Command[],
  own: readonly ReferenceEvent[],
  all: readonly ReferenceEvent[],
): readonly ReferenceEvent[] => {
  const sources = commands.filter(isSource);
  if (sources.length === 0) return own;
  return all.filter((event) => sources.some((source) => isSelected(source, event.logGroup)));
};

const isSelected = ({ selectors }: SourceCommand, logGroup: string): boolean =>
  selectors.every((selector) => selects(selector, logGroup));

/** Of accounts, classes, data sources and tags nothing is known; queries that ask for them are refused. */
const selects = (selector: SourceSelector, logGroup: string): boolean => {
  if (selector.kind === 'group-name') return nameInArn(selector.name) === logGroup;
  if (selector.kind !== 'log-groups') return true;
  return selector.prefixes.length === 0 || selector.prefixes.some((prefix) => logGroup.startsWith(prefix));
};

/** arn:aws:logs:eu-west-1:123456789012:log-group:name:* */
const nameInArn = (name: string): string =>
  /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/.exec(name)?.[1] ?? name;

/** The window of the query around it, unless a SOURCE says otherwise; the last one that does counts. */
export const windowOf = (commands: readonly Command[], outer: Window | undefined): Window | undefined => {
  const sources = commands.filter(isSource);
  const start = sources.findLast((source) => source.start !== undefined)?.start;
  const end = sources.findLast((source) => source.end !== undefined)?.end;
  if (start === undefined && end === undefined) return outer;
  const { startMs, endMs, nowMs } = outer ?? { startMs: -Infinity, endMs: Infinity, nowMs: Infinity };
  return {
    startMs: start === undefined ? startMs : instantOf(start, nowMs),
    endMs: end === undefined ? endMs : instantOf(end, nowMs),
    nowMs,
  };
};

const instantOf = (time: SourceTime, nowMs: number): number => {
  if (time.kind === 'now') return nowMs;
  return time.kind === 'ago' ? nowMs - time.ms : time.ms;
};

/** Newest first. Among events of one time the groups stand in the order of their names, as if they arrived so. */
export const rowsOf = (events: readonly ReferenceEvent[], window: Window | undefined): Row[] =>
  newestFirst(
    events
      .toSorted((a, b) => (a.logGroup < b.logGroup ? -1 : a.logGroup > b.logGroup ? 1 : 0))
      .filter((event) => isWithin(event, window))
      .map((event, arrival) => ({
        fields: discoverFields(event),
        made: new Set(),
        arrival,
        eventMs: event.timestampMs,
      })),
  );

/** Both ends of the window belong to it (API_StartQuery). */
const isWithin = ({ timestampMs }: ReferenceEvent, window: Window | undefined): boolean =>
  window === undefined || (timestampMs >= window.startMs && timestampMs <= window.endMs);
