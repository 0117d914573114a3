// The time of a JSON object of any schema: under which keys it is looked for, and which of them is trusted most.

import { flattenJson, type LeafSink } from '../discovery/json.ts';
import { isPossibleTime } from '../event-clock.ts';
import { timestampOf } from '../timestamp-text.ts';

/**
 * Paths as they are discovered (a first key with @ has another one), the most trusted first: the names that
 * can only mean the event's own time, EMF's, those of loggers, those that may mean another time.
 */
const timePaths = [
  'timestamp',
  '@@timestamp',
  '_aws.Timestamp',
  'time',
  'ts',
  '@@t',
  'datetime',
  'dateTime',
  'eventTime',
  'event_time',
  'eventTimestamp',
  'event_timestamp',
  'Timestamp',
  'TimeGenerated',
  'asctime',
  '_time',
  'Time',
  'timeMillis',
  'timestampMs',
  'timestamp_ms',
  't.$date',
  't',
  'requestReceivedTimestamp',
  'query_timestamp',
  'date',
  'Date',
  'DateTime',
  'logged_at',
  'created',
  'created_at',
  'createdAt',
] as const;

const rankOf: ReadonlyMap<string, number> = new Map(timePaths.map((path, rank) => [path, rank]));
const wantedPaths: ReadonlySet<string> = new Set(timePaths);

// What was found in the object being read; it serves every object. `found` holds the ranks in their order here.
const found: number[] = [];
const texts: string[] = new Array<string>(timePaths.length).fill('');
const isNumber: boolean[] = new Array<boolean>(timePaths.length).fill(false);

/** Smaller numbers under such keys are durations and counts rather than times before 1973. */
const SMALLEST_EPOCH = 1e8;

const forget = (rank: number): void => {
  const at = found.indexOf(rank);
  if (at >= 0) found.splice(at, 1);
};

const takeTime: LeafSink = (path, kind, value) => {
  const rank = rankOf.get(path)!;
  // Of equal keys the last one counts, also when it is no time.
  if (found.length > 0) forget(rank);
  if (kind !== 'text' && kind !== 'number') return;
  texts[rank] = value;
  isNumber[rank] = kind === 'number';
  found.push(rank);
};

const timeAtRank = (rank: number, writtenMs: number): number => {
  const text = texts[rank]!;
  if (!isNumber[rank]) return timestampOf(text, writtenMs);
  const number = Number(text);
  return number >= SMALLEST_EPOCH ? timestampOf(number) : Number.NaN;
};

const dateOnly = /^\d{4}-\d\d-\d\d$/;
const timeOnly = /^\d\d:\d\d/;
const dateRank = rankOf.get('date')!;
const timeRank = rankOf.get('time')!;

/** {"date":"2024-01-01","time":"12:00:00"}, as CloudFront and others write it. */
const dateAndTime = (): number => {
  if (!found.includes(dateRank) || !found.includes(timeRank)) return Number.NaN;
  const date = texts[dateRank]!;
  const time = texts[timeRank]!;
  return dateOnly.test(date) && timeOnly.test(time) ? timestampOf(`${date}T${time}`) : Number.NaN;
};

/**
 * The time of the JSON object, or NaN; when only impossible times were found, one of these. `writtenMs` gives
 * times without a year theirs.
 */
export const jsonTime = (text: string, writtenMs: number): number => {
  found.length = 0;
  if (!flattenJson(text, takeTime, wantedPaths)) return Number.NaN;
  if (found.length > 1) found.sort((a, b) => a - b);
  let impossibleMs = Number.NaN;
  for (const rank of found) {
    const ms = timeAtRank(rank, writtenMs);
    if (isPossibleTime(ms)) return ms;
    if (!Number.isNaN(ms)) impossibleMs = ms;
  }
  const ms = dateAndTime();
  return Number.isNaN(ms) ? impossibleMs : ms;
};
