// One line of syslog, taken apart into the fields that the service gives syslog events (page CWL_Syslog):
// RFC 5424, RFC 3164 with and without its <priority>, and Cisco's ASA and FTD.
//
// Severities and facilities have the keywords of syslog.conf beside their numbers. NILVALUE ("-") is missing.

import type { EventFields } from '../reader.ts';
import { isoTimestampAt } from '../timestamp-text.ts';
import { spelledTimeAt } from './spelled-time.ts';

export type SyslogLine = {
  /** NaN for a line without a time. */
  readonly timestampMs: number;
  readonly fields: EventFields;
  readonly kind: 'rfc5424' | 'rfc3164' | 'cisco';
};

const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const facilities = (
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock ' +
  'local0 local1 local2 local3 local4 local5 local6 local7'
).split(' ');

const rfc3164Names = [
  'facility',
  'facilityCode',
  'severity',
  'severityCode',
  'timestamp',
  'hostname',
  'appName',
  'procId',
  'message',
];
const rfc5424Names = [...rfc3164Names.slice(0, -1), 'msgId', 'structuredData', 'message'];
const ciscoNames = [
  'device',
  'timestamp',
  'deviceId',
  'severity',
  'severityLevel',
  'messageId',
  'subsystem',
  'message',
];

type Values = readonly (string | undefined)[];

/** Facility and severity with their codes; four missing values where the line has no priority. */
const priorityValues = (priority: string | undefined): Values => {
  if (priority === undefined) return [undefined, undefined, undefined, undefined];
  const facility = Number(priority) >> 3;
  const severity = Number(priority) & 7;
  return [facilities[facility], String(facility), severities[severity], String(severity)];
};

/** The highest priority is 23 * 8 + 7. */
const isPriority = (priority: string | undefined): boolean =>
  priority === undefined || Number(priority) <= 191;

const timeOf = (text: string, writtenMs: number): number => {
  const ms = isoTimestampAt(text, 0);
  return Number.isNaN(ms) ? spelledTimeAt(text, 0, writtenMs) : ms;
};

const nilToMissing = (text: string): string | undefined => (text === '-' || text === '' ? undefined : text);

/** Where the structured data at `at` ends: elements [id name="value" …] in a row; -1 when it is malformed. */
const structuredDataEnd = (text: string, at: number): number => {
  let isQuoted = false;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isQuoted && code === 92 /* \ */) i += 1;
    else if (code === 34 /* " */) isQuoted = !isQuoted;
    else if (code === 93 /* ] */ && !isQuoted && text.charCodeAt(i + 1) !== 91 /* [ */) return i + 1;
  }
  return -1;
};

const rfc5424 = /^<(\d{1,3})>\d{1,2} (-|\d{4}-\d\d-\d\dT\S+) (\S+) (\S+) (\S+) (\S+) (?=[-[])/;

const parseRfc5424 = (line: string): SyslogLine | undefined => {
  const match = rfc5424.exec(line);
  if (match === null) return undefined;
  const [head, priority, time, hostname, appName, procId, msgId] = match as unknown as readonly string[];
  const from = head!.length;
  if (!isPriority(priority)) return undefined;
  const end = line.charCodeAt(from) === 91 /* [ */ ? structuredDataEnd(line, from) : from + 1;
  if (end < 0 || (end < line.length && line.charCodeAt(end) !== 32)) return undefined;
  // A message in UTF-8 may begin with a byte order mark.
  const message = end === line.length ? undefined : line.slice(end + 1).replace(/^\uFEFF/, '');
  const own = [time, hostname, appName, procId, msgId, line.slice(from, end)].map((text) =>
    nilToMissing(text!),
  );
  return {
    timestampMs: isoTimestampAt(time!, 0),
    fields: { names: rfc5424Names, values: [...priorityValues(priority), ...own, message] },
    kind: 'rfc5424',
  };
};

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const bsdTime = String.raw`(?:${months}) [ \d]?\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z]{3,4}(?=:))?`;
const isoTime = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)`;
const header = new RegExp(String.raw`^(?:<(\d{1,3})>)?(?:(${bsdTime}|${isoTime}):? +)?`);

// `host : %ASA-6-302013: …`, `%FTD-session-5-106100: …`: the host and the class of messages may be missing.
const cisco = /^(?:([^\s:%]+) ?)?:? ?%(ASA|FTD)-(?:([A-Za-z]\w*)-)?([0-7])-(\d{6}): ?/;
const tag = /^([^\s:[\]]{1,64})(?:\[([^\]\s]*)\])?: ?/;
const host = /^([^\s[\]]+) /;

const ciscoFields = (rest: string, time: string | undefined): EventFields | undefined => {
  const match = cisco.exec(rest);
  if (match === null) return undefined;
  const [head, deviceId, device, subsystem, level, messageId] = match;
  const message = rest.slice(head.length);
  const severity = severities[Number(level)];
  return {
    names: ciscoNames,
    values: [device, time, deviceId, severity, level, messageId, subsystem, message],
  };
};

/** Hosts are left out by those who write to their own syslog: then the tag comes first. */
const bsdValues = (rest: string, isDated: boolean): Values => {
  // Without a time there is no header at all, and so no host.
  const hostname = !isDated || tag.test(rest) ? undefined : host.exec(rest)?.[1];
  const afterHost = hostname === undefined ? rest : rest.slice(hostname.length + 1);
  const match = tag.exec(afterHost);
  const message = match === null ? afterHost : afterHost.slice(match[0].length);
  return [hostname, match?.[1], match?.[2], message];
};

const parseBsd = (line: string, writtenMs: number): SyslogLine | undefined => {
  const [head, priority, time] = header.exec(line) as unknown as readonly [string, string?, string?];
  if (priority === undefined && time === undefined) return undefined;
  if (!isPriority(priority)) return undefined;
  const rest = line.slice(head.length);
  const timestampMs = time === undefined ? Number.NaN : timeOf(time, writtenMs);
  if (time !== undefined && Number.isNaN(timestampMs)) return undefined;
  const fields = ciscoFields(rest, time);
  if (fields !== undefined) return { timestampMs, fields, kind: 'cisco' };
  const values = [...priorityValues(priority), time, ...bsdValues(rest, time !== undefined)];
  return { timestampMs, fields: { names: rfc3164Names, values }, kind: 'rfc3164' };
};

/** What the line holds, or undefined when it is no syslog. `writtenMs` tells the year of times without one. */
export const parseSyslogLine = (line: string, writtenMs: number): SyslogLine | undefined =>
  parseRfc5424(line) ?? parseBsd(line, writtenMs);
