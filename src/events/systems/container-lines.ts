// What container runtimes write: Docker's json-file driver {"log":"…\n","stream":"stdout","time":"…"} and the
// lines of the Kubernetes CRI (containerd, CRI-O) `<time> stdout F message`. The message is what the container
// printed. Long lines come in parts (16 KiB): Docker's parts lack the newline, CRI's are marked P.

import type { LogFormat } from '../reader.ts';
import { isoTimestampAt, timestampOf } from '../timestamp-text.ts';
import { mostLinesAre } from './head-lines.ts';
import { newLayouts } from './layouts.ts';
import { openRecordReader, type ParseLine, type RecordLine } from './record-lines.ts';

type DockerLine = {
  readonly log: string;
  readonly stream?: unknown;
  readonly time: string;
  readonly attrs?: unknown;
};

const dockerKeys: ReadonlySet<string> = new Set(['log', 'stream', 'time', 'attrs']);

const isDockerLine = (value: unknown): value is DockerLine => {
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (!dockerKeys.has(key)) return false;
  const { log, time } = value as Partial<DockerLine>;
  return typeof log === 'string' && typeof time === 'string' && !Number.isNaN(timestampOf(time));
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Labels and variables that the daemon was told to log, as attrs.<name>. */
const attributesOf = (attrs: unknown): readonly (readonly [string, string])[] =>
  typeof attrs === 'object' && attrs !== null
    ? Object.entries(attrs).map(([name, value]) => [`attrs.${name}`, String(value)])
    : [];

const dockerParser = (wantsFields: boolean): ParseLine => {
  const layouts = newLayouts();
  const fieldsOf = (stream: string, attrs: unknown) => {
    const attributes = attributesOf(attrs);
    const names = ['stream', ...attributes.map(([name]) => name)];
    return layouts.fieldsOf(names, [stream, ...attributes.map(([, value]) => value)]);
  };
  return (line): RecordLine | undefined => {
    const value = parseJson(line);
    if (!isDockerLine(value)) return undefined;
    const stream = typeof value.stream === 'string' ? value.stream : '';
    const isPartial = !value.log.endsWith('\n');
    return {
      timestampMs: timestampOf(value.time),
      message: isPartial ? value.log : value.log.slice(0, -1),
      fields: wantsFields ? fieldsOf(stream, value.attrs) : undefined,
      source: stream,
      isPartial,
    };
  };
};

export const docker: LogFormat = {
  name: 'docker',
  title: "Docker's json-file lines",
  example: '{"log":"the message\\n","stream":"stdout","time":"2024-01-01T12:00:00.123456789Z"}',
  detect: (head, whole) => mostLinesAre(head, whole, (line) => isDockerLine(parseJson(line))),
  open: (sink, context) => openRecordReader(sink, context, dockerParser(context.wantsFields)),
};

const criPattern =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP](?::\S*)?) /;
const streamNames = ['stream'];

const parseCri =
  (wantsFields: boolean): ParseLine =>
  (line): RecordLine | undefined => {
    // A runtime may strip the blank after the tag when nothing follows.
    const match = criPattern.exec(line) ?? criPattern.exec(`${line} `);
    if (match === null) return undefined;
    const [start, time, stream, tag] = match;
    return {
      timestampMs: isoTimestampAt(time!, 0),
      message: line.slice(start.length),
      fields: wantsFields ? { names: streamNames, values: [stream] } : undefined,
      source: stream!,
      isPartial: tag!.startsWith('P'),
    };
  };

export const cri: LogFormat = {
  name: 'cri',
  title: 'lines of the Kubernetes container runtime interface',
  example: '2024-01-01T12:00:00.123456789Z stdout F the message',
  detect: (head, whole) => mostLinesAre(head, whole, (line) => criPattern.test(line)),
  open: (sink, context) => openRecordReader(sink, context, parseCri(context.wantsFields)),
};
