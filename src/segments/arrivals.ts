// Events as they arrive, before they are put in order: plain data, gathered and handed on.

import { EVENT_ID, type EventFields } from '../events/index.ts';
import { MAX_SEGMENT_CHARACTERS, MAX_SEGMENT_ROWS } from './segment.ts';

/** Of one log group, in the order of arrival; a row is an index into all of these. */
export type Arrivals = {
  readonly logGroup: string;
  readonly timestamps: number[];
  readonly messages: string[];
  readonly logStreams: string[];
  /** NaN where nobody knows. */
  readonly ingestionTimes: number[];
  /** What SOURCE keeps; '' for nothing. */
  readonly sources: string[];
  /** Of the events that their format tells fields of; undefined while there is none. */
  fields: (EventFields | undefined)[] | undefined;
  /** UTF-16 units of all messages. */
  characters: number;
};

export const newArrivals = (logGroup: string): Arrivals => ({
  logGroup: logGroup.toWellFormed(),
  timestamps: [],
  messages: [],
  logStreams: [],
  ingestionTimes: [],
  sources: [],
  fields: undefined,
  characters: 0,
});

export const addArrival = (
  arrivals: Arrivals,
  timestampMs: number,
  message: string,
  logStream: string,
  ingestionMs: number,
  fields?: EventFields,
  source = '',
): void => {
  // The service's timestamps are whole milliseconds.
  arrivals.timestamps.push(Math.floor(timestampMs));
  arrivals.messages.push(message);
  arrivals.characters += message.length;
  arrivals.logStreams.push(logStream);
  arrivals.ingestionTimes.push(ingestionMs);
  arrivals.sources.push(source);
  if (fields !== undefined) {
    arrivals.fields ??= [];
    arrivals.fields[arrivals.timestamps.length - 1] = fields;
  }
};

/** The rows of `from` that `isKept`, or all, in their order, after those of `into`. */
export const appendArrivals = (into: Arrivals, from: Arrivals, isKept?: (row: number) => boolean): void => {
  for (let row = 0; row < from.timestamps.length; row += 1) {
    if (isKept !== undefined && !isKept(row)) continue;
    addArrival(
      into,
      from.timestamps[row]!,
      from.messages[row]!,
      from.logStreams[row]!,
      from.ingestionTimes[row]!,
      from.fields?.[row],
      from.sources[row],
    );
  }
};

export const isFull = (arrivals: Arrivals, mostRows = MAX_SEGMENT_ROWS): boolean =>
  arrivals.timestamps.length >= mostRows || arrivals.characters >= MAX_SEGMENT_CHARACTERS;

/** Takes the first rows away, as many as a segment holds, and gives them. */
export const takeSegmentful = (arrivals: Arrivals, mostRows = MAX_SEGMENT_ROWS): Arrivals => {
  const { logGroup, fields } = arrivals;
  const messages = arrivals.messages.splice(0, mostRows);
  const characters =
    arrivals.messages.length === 0
      ? arrivals.characters
      : messages.reduce((sum, message) => sum + message.length, 0);
  const taken = {
    logGroup,
    messages,
    timestamps: arrivals.timestamps.splice(0, mostRows),
    logStreams: arrivals.logStreams.splice(0, mostRows),
    ingestionTimes: arrivals.ingestionTimes.splice(0, mostRows),
    sources: arrivals.sources.splice(0, mostRows),
    fields: fields?.splice(0, mostRows),
    characters,
  };
  arrivals.characters -= characters;
  return taken;
};

/** The service's id of an event, where its format told it. */
export const idOfArrival = (arrivals: Arrivals, row: number): string | undefined => {
  const fields = arrivals.fields?.[row];
  if (fields === undefined) return undefined;
  const at = fields.names.indexOf(EVENT_ID);
  return at === -1 ? undefined : fields.values[at];
};
