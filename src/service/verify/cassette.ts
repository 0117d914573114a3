// A recorded verification: one JSON file with the query, what it was put to and what the service answered, so
// that the answer can be compared again without the service, and with the events in it without the logs too.

import type { ServiceAnswer } from './run-on-service.ts';
import type { SecondsRange, ServiceRow, ServiceStatistics } from './service-queries.ts';
import type { EventRecord, EventsDigest } from './stored-events.ts';

export type Cassette = {
  readonly query: string;
  readonly logGroups: readonly string[] | undefined;
  readonly range: SecondsRange;
  /** When the query was put to the service, epoch ms. */
  readonly askedMs: number;
  /** The host, which may be another server than the service's. */
  readonly answeredBy: string | undefined;
  readonly answer: ServiceAnswer;
  /** Of the events that the store had then. */
  readonly digest: EventsDigest | undefined;
  readonly events: readonly EventRecord[] | undefined;
};

/** A file that is no cassette; the message is a sentence. */
export class BadCassette extends Error {
  override readonly name = 'BadCassette';
}

const FORMAT = 'insitu cassette';
const VERSION = 1;

/** One row a line, as answers are printed: such files are kept beside tests and read in differences. */
const linesOf = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;

export const writeCassette = ({
  answer,
  range,
  logGroups,
  query,
  askedMs,
  answeredBy,
  digest,
  events,
}: Cassette): string => {
  const members: readonly (readonly [name: string, json: string | undefined])[] = [
    ['format', JSON.stringify(FORMAT)],
    ['version', String(VERSION)],
    ['query', JSON.stringify(query)],
    ['logGroups', JSON.stringify(logGroups ?? null)],
    ['startTime', String(range.startSeconds)],
    ['endTime', String(range.endSeconds)],
    ['askedAt', JSON.stringify(new Date(askedMs).toISOString())],
    ['answeredBy', answeredBy && JSON.stringify(answeredBy)],
    ['status', JSON.stringify(answer.isCut ? 'Cut' : 'Complete')],
    ['statistics', JSON.stringify(answer.statistics)],
    ['results', linesOf(answer.rows)],
    ['digest', digest && JSON.stringify(digest)],
    ['events', events && linesOf(events)],
  ];
  const written = members.flatMap(([name, json]) => (json === undefined ? [] : [`  "${name}": ${json}`]));
  return `{\n${written.join(',\n')}\n}\n`;
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (what: string): BadCassette => new BadCassette(`it is no cassette of insitu: ${what}`);

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw wrong(`"${name}" is no text`);
  return value;
};

const number = (fields: Fields, name: string): number => {
  const value = fields[name];
  if (typeof value !== 'number') throw wrong(`"${name}" is no number`);
  return value;
};

const list = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name];
  if (!Array.isArray(value)) throw wrong(`"${name}" is no list`);
  return value;
};

const rowOf = (row: unknown): ServiceRow => {
  if (!Array.isArray(row)) throw wrong('a row is no list of cells');
  return row.map((cell: unknown) => {
    if (!isFields(cell)) throw wrong('a cell has no field');
    return {
      field: text(cell, 'field'),
      value: cell.value === undefined ? undefined : text(cell, 'value'),
    };
  });
};

const eventOf = (event: unknown): EventRecord => {
  if (!isFields(event)) throw wrong('an event is no object');
  return {
    logGroup: text(event, 'logGroup'),
    logStream: text(event, 'logStream'),
    timestampMs: number(event, 'timestampMs'),
    ingestionMs: event.ingestionMs === undefined ? undefined : number(event, 'ingestionMs'),
    message: text(event, 'message'),
  };
};

const digestOf = (value: unknown): EventsDigest | undefined =>
  isFields(value) ? { events: number(value, 'events'), sha256: text(value, 'sha256') } : undefined;

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw wrong((error as Error).message);
  }
};

/** Throws BadCassette. */
export const readCassette = (json: string): Cassette => {
  const fields = parsed(json);
  if (!isFields(fields) || fields.format !== FORMAT) throw wrong('"format" says something else');
  if (fields.version !== VERSION)
    throw wrong(`its version is ${JSON.stringify(fields.version)}, not ${VERSION}`);
  const askedMs = Date.parse(text(fields, 'askedAt'));
  if (Number.isNaN(askedMs)) throw wrong('"askedAt" is no time');
  const groups = fields.logGroups === null ? undefined : list(fields, 'logGroups');
  return {
    query: text(fields, 'query'),
    logGroups: groups?.map(String),
    range: { startSeconds: number(fields, 'startTime'), endSeconds: number(fields, 'endTime') },
    askedMs,
    answeredBy: fields.answeredBy === undefined ? undefined : text(fields, 'answeredBy'),
    answer: {
      rows: list(fields, 'results').map(rowOf),
      statistics: (isFields(fields.statistics) ? fields.statistics : {}) as ServiceStatistics,
      isCut: fields.status === 'Cut',
    },
    digest: digestOf(fields.digest),
    events: fields.events === undefined ? undefined : list(fields, 'events').map(eventOf),
  };
};
