// Error logs of Apache (2.2 and 2.4) and nginx. What a script prints over several lines goes on in lines without
// a time; such lines are kept as plain text keeps them.
//
// Apache's `function` (module and level) and `process` have the names of the documentation's samples for Apache
// logs; the rest is named as the servers' own documentation names it.

import type { EventFields, LogFormat } from '../reader.ts';
import { isoTimestampAt } from '../timestamp-text.ts';
import { headLines } from './head-lines.ts';
import { spelledTimeAt } from './spelled-time.ts';
import { type LineClock, openTextReader } from './text-reader.ts';

type LineLayout = {
  readonly pattern: RegExp;
  readonly timeAt: (text: string, at: number) => number;
  readonly fieldsOf: (message: string) => EventFields | undefined;
};

const newClock = ({ pattern, timeAt, fieldsOf }: LineLayout): LineClock => ({
  timeAt,
  isStart: true,
  fieldsOf,
  isPromised: (line) => pattern.test(line),
});

const formatOf = (layout: LineLayout, texts: Pick<LogFormat, 'name' | 'title' | 'example'>): LogFormat => ({
  ...texts,
  // What scripts print may be most of the lines; the first is unlike any other log's.
  detect: (head, whole) => headLines(head, whole, 1).some((line) => layout.pattern.test(line)),
  open: (sink, context) => openTextReader(sink, context, newClock(layout)),
});

const apacheNames = ['function', 'process', 'module', 'level', 'pid', 'tid', 'client', 'message'];
const apacheTime = String.raw`\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\]`;
const levels = 'emerg|alert|crit|error|warn|notice|info|debug|trace[1-8]';
const apachePattern = new RegExp(
  String.raw`^${apacheTime} \[((?:(\w*):)?(${levels}))\]` +
    String.raw`(?: \[(pid (\d+)(?::tid (\d+))?)\])?(?: \[(?:remote|client) ([^\]]+)\])? ?`,
);

const apacheFields = (message: string): EventFields | undefined => {
  const match = apachePattern.exec(message);
  if (match === null) return undefined;
  const [head, place, module, level, process, pid, tid, client] = match;
  const text = message.slice(head.length);
  return { names: apacheNames, values: [place, process, module || undefined, level, pid, tid, client, text] };
};

export const apacheErrorLog = formatOf(
  {
    pattern: apachePattern,
    // The year is spelled at the end: the file's own time does not matter.
    timeAt: (text, at) =>
      text.charCodeAt(at) === 91 /* [ */ ? spelledTimeAt(text, at + 1, Number.NaN) : Number.NaN,
    fieldsOf: apacheFields,
  },
  {
    name: 'apache-error',
    title: 'error log of Apache httpd',
    example: '[Wed Oct 11 14:32:52.123456 2023] [core:error] [pid 7:tid 9] [client 192.0.2.1:5] the message',
  },
);

const nginxNames = [
  'level',
  'pid',
  'tid',
  'connection',
  'message',
  'client',
  'server',
  'request',
  'upstream',
  'host',
  'referrer',
];
const nginxPattern =
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[(emerg|alert|crit|error|warn|notice|info|debug)\] (\d+)#(\d+): (?:\*(\d+) )?/;

// The message ends where nginx tells of the connection: `, client: …, server: …, request: "…", …`.
const connectionStart = /, client: [^\s,]+(?:, server: |$)/;
const nginxConnection =
  /, (client|server|request|upstream|host|referrer): (?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^,"]*))/g;

/** What nginx tells of a connection is some KiB long at most; patterns do not have to bear more. */
const MAX_CONNECTION_CHARACTERS = 256 * 1024;

const nginxFields = (message: string): EventFields | undefined => {
  const match = nginxPattern.exec(message);
  if (match === null) return undefined;
  const [head, level, pid, tid, connection] = match;
  const clientAt = message.search(connectionStart);
  const end = clientAt < 0 ? message.length : clientAt;
  const told = new Map<string, string>();
  for (const [, name, inQuotes, bare] of message
    .slice(end, end + MAX_CONNECTION_CHARACTERS)
    .matchAll(nginxConnection))
    told.set(name!, inQuotes ?? bare!);
  const text = message.slice(head.length, end);
  const rest = nginxNames.slice(5).map((name) => told.get(name) || undefined);
  return { names: nginxNames, values: [level, pid, tid, connection, text, ...rest] };
};

export const nginxErrorLog = formatOf(
  { pattern: nginxPattern, timeAt: isoTimestampAt, fieldsOf: nginxFields },
  {
    name: 'nginx-error',
    title: 'error log of nginx',
    example: '2024/01/01 12:00:00 [error] 12#34: *5 the message, client: 192.0.2.1, server: example.com',
  },
);
