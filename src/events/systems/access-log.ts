// Access logs in the common and the combined format of Apache, which nginx and many others write too, also with
// the virtual host before and nginx's forwarded address behind.
//
// Fields have the names of the samples for Apache logs in the documentation, where it has any: there `request`
// is the path that was asked for, beside `method` and `query`, whose question mark belongs to it. A request
// line that is none is `request` as a whole. "-" is missing: the service knows no such fields, and in these
// logs the hyphen only says that there is nothing.

import type { EventFields, LogFormat } from '../reader.ts';
import { mostLinesAre } from './head-lines.ts';
import { openRecordReader, type ParseLine } from './record-lines.ts';
import { spelledTimeAt } from './spelled-time.ts';

const quoted = String.raw`"([^"\\]*(?:\\.[^"\\]*)*)"`;
// Host, identity and user before the time, perhaps a virtual host before them.
const time = String.raw`\[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\]`;
const pattern = new RegExp(
  String.raw`^([^\s[]+(?: [^\s["]+){2,}) ${time} ${quoted} (\d{3}|-) (\d+|-)(?: ${quoted} ${quoted}(?: ${quoted})?)?`,
);
// A virtual host is told by its port, or by the identity, nearly always "-", being one word further.
const isVirtualHost = ([first, second, third]: readonly string[]): boolean =>
  second !== '-' && (third === '-' || /^[^:]+:\d+$/.test(first!));

const requestLine = /^([A-Z]+) ([^\s?]*)(\?\S*)?(?: (HTTP\/[\d.]+))?$/;

const names = [
  'host',
  'remoteIP',
  'remoteLogname',
  'remoteUser',
  'method',
  'request',
  'query',
  'protocol',
  'status',
  'bytesSent',
  'referrer',
  'userAgent',
  'forwardedFor',
];

const present = (text: string | undefined): string | undefined =>
  text === '-' || text === '' ? undefined : text;

type Match = readonly (string | undefined)[];

/** Virtual host, address, identity and user; blanks beyond these belong to the user. */
const whoValues = (text: string): Match => {
  const words = text.split(' ');
  const isHosted = words.length > 3 && isVirtualHost(words);
  const [remoteIP, remoteLogname, ...user] = isHosted ? words.slice(1) : words;
  return [isHosted ? words[0] : undefined, remoteIP, present(remoteLogname), present(user.join(' '))];
};

const fieldsOf = (match: Match): EventFields => {
  const [, who, , request, status, bytesSent, referrer, userAgent, forwardedFor] = match;
  const asked = requestLine.exec(request!);
  const askedValues = asked === null ? [undefined, present(request), undefined, undefined] : asked.slice(1);
  const rest = [status, bytesSent, referrer, userAgent, forwardedFor].map(present);
  return { names, values: [...whoValues(who!), ...askedValues, ...rest] };
};

/** Servers refuse requests of some KiB; a longer line is no access, and patterns do not have to bear it. */
const MAX_LINE_CHARACTERS = 256 * 1024;

const newParser =
  (wantsFields: boolean): ParseLine =>
  (line) => {
    const match = line.length <= MAX_LINE_CHARACTERS ? pattern.exec(line) : null;
    if (match === null) return undefined;
    const timestampMs = spelledTimeAt(match[2]!, 0, Number.NaN);
    return { timestampMs, message: line, fields: wantsFields ? fieldsOf(match) : undefined };
  };

export const accessLog: LogFormat = {
  name: 'access-log',
  title: 'access log of a web server, common or combined format',
  example: '192.0.2.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /index.html HTTP/1.0" 200 2326',
  detect: (head, whole) => mostLinesAre(head, whole, (line) => pattern.test(line)),
  open: (sink, context) => openRecordReader(sink, context, newParser(context.wantsFields)),
};
