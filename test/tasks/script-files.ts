// The files of scripts of imports: events in a short notation, written as the service and others write them.
//
// An event is `<tick> <message>`, where its id is known ` #<id>`, and ` @<stream>` unless the stream is "s".

import { crc32, gzipSync } from 'node:zlib';

type Event = {
  readonly ms: number;
  readonly message: string;
  readonly id: string | undefined;
  readonly stream: string;
};

export type GivenFile = {
  /** Below the folder of the group, which so gives the group its name. */
  readonly place: string;
  readonly group: string;
  /** `padding` goes behind every message. */
  readonly bytes: (padding: string, group: string) => Buffer;
};

/** The files of one import. */
export type Run = readonly GivenFile[];

export const BASE_MS = 1_700_000_000_000;

/** The ids of the service are 56 digits, and those of one moment differ in the last only. */
export const idOf = (word: string): string =>
  `3729484749871982347198234719823471982347198234${String(crc32(word)).padStart(10, '0')}`;

const notation = /^(\d+) (.*?)(?: #(\S+))?(?: @(\S+))?$/s;

const eventOf = (text: string): Event => {
  const [, tick, message = '', id, stream = 's'] = notation.exec(text) ?? [];
  return { ms: BASE_MS + Number(tick), message, id: id && idOf(id), stream };
};

/** A later export of the same lines is another file: gzip notes the time. */
const gzip = (text: string, place: string): Buffer => {
  const bytes = gzipSync(text);
  bytes.writeUInt32LE(crc32(place), 4);
  return bytes;
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** The object with this number of every stream that the events have, of the export task with this hex digit. */
export const s3Part = (task: string, part: number, ...lines: readonly string[]): Run => {
  const byStream = Map.groupBy(lines.map(eventOf), ({ stream }) => stream);
  const folder = [8, 4, 4, 4, 12].map((digits) => task.repeat(digits)).join('-');
  return [...byStream].map(([stream, events]) => {
    const place = `${folder}/${stream}/${String(part).padStart(6, '0')}.gz`;
    const text = (padding: string) =>
      events.map(({ ms, message }) => `${iso(ms)} ${message}${padding}\n`).join('');
    return { place, group: 'g', bytes: (padding) => gzip(text(padding), place) };
  });
};

export const s3Export = (task: string, ...lines: readonly string[]): Run => s3Part(task, 0, ...lines);

const fileOf =
  (extension: string, text: (events: readonly Event[], name: string, group: string) => string) =>
  (name: string, ...lines: readonly string[]): Run => {
    const bytes = (padding: string, group: string): Buffer => {
      const events = lines.map(eventOf).map((event) => ({ ...event, message: event.message + padding }));
      return Buffer.from(text(events, name, group));
    };
    return [{ place: `${name}.${extension}`, group: 'g', bytes }];
  };

const joined = <T>(values: readonly T[], text: (value: T) => string): string => values.map(text).join('');

/** Without an id an event has none in the document. */
export const filterLogEvents = fileOf('json', (events, name) =>
  JSON.stringify({
    events: events.map(({ ms, message, id, stream }) => ({
      ...{ logStreamName: stream, timestamp: ms, message, ingestionTime: ms + 1, eventId: id },
    })),
    nextToken: name,
  }),
);

/** Events of such a document that somebody has selected the streams away from. */
export const filterLogEventsWithoutStreams = fileOf('json', (events) =>
  JSON.stringify(events.map(({ ms, message, id }) => ({ timestamp: ms, message, eventId: id }))),
);

/** Every row has an id: without one in the script it is one that nothing else has. */
export const cliText = fileOf('txt', (events, name) =>
  joined(events, (event) => {
    const { ms, message, stream, id = idOf(`${name} ${events.indexOf(event)}`) } = event;
    return `EVENTS\t${id}\t${ms + 1}\t${stream}\t${message}\t${ms}\n`;
  }),
);

export const cliTail = fileOf('log', (events) =>
  joined(events, ({ ms, message, stream }) => `${iso(ms).replace('Z', '000+00:00')} ${stream} ${message}\n`),
);

export const subscription = fileOf('json', (events, name, group) =>
  joined([...Map.groupBy(events, ({ stream }) => stream)], ([stream, own]) =>
    JSON.stringify({
      ...{ messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: group, logStream: stream },
      subscriptionFilters: [name],
      logEvents: own.map(({ ms, message, id }) => ({ id, timestamp: ms, message })),
    }),
  ),
);

/** Lines have no time: they get that of the file, which is tick 0, and no stream. */
export const plainText = fileOf('log', (events) => joined(events, ({ message }) => `${message}\n`));

export const jsonLines = fileOf('jsonl', (events) =>
  joined(
    events,
    ({ ms, message, stream }) => `${JSON.stringify({ timestamp: ms, message, logStream: stream })}\n`,
  ),
);

export const inGroup = (group: string, files: Run): Run => files.map((file) => ({ ...file, group }));

/** What a download leaves that broke off near its end. */
export const cutShort = (files: Run): Run =>
  files.map((file) => ({ ...file, bytes: (...given) => file.bytes(...given).subarray(0, -9) }));
