// Files of syslog: what a relay stored as it came (with <priority>), and what /var/log/syslog and its like hold
// (without). The message is the line; a line is an event. Times without a zone are taken as UTC.

import type { LogFormat } from '../reader.ts';
import { mostLinesAre } from './head-lines.ts';
import { openRecordReader, type ParseLine } from './record-lines.ts';
import { parseSyslogLine } from './syslog-line.ts';

// Without a priority only lines that name host and program count; other logs also begin with a time and a word,
// which then is a level. rsyslog's own times have a fraction and an offset in digits.
const level = 'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRIT|CRITICAL|FATAL|SEVERE';
const bsdStart = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d`;
const isoStart = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d`;
const program = String.raw`(?:[^\s:[\]]+(?:\[\d+\])?: |last message repeated|-- MARK --)`;
const namedProgram = new RegExp(
  String.raw`^(?:${bsdStart}|${isoStart}) (?!(?:${level})\b)[\w.:-]+ ${program}`,
  'i',
);

/** When a line is looked at for what it is, its year does not matter. */
const ANY_TIME_MS = Date.UTC(2024, 11, 31);

const isSyslog = (line: string): boolean => {
  const isPrioritised = line.startsWith('<');
  if (!isPrioritised && namedProgram.test(line)) return true;
  const parsed = parseSyslogLine(line, ANY_TIME_MS);
  if (parsed === undefined) return false;
  return (
    parsed.kind === 'cisco' ||
    (isPrioritised && (parsed.kind === 'rfc5424' || !Number.isNaN(parsed.timestampMs)))
  );
};

const newParser =
  (writtenMs: number, wantsFields: boolean): ParseLine =>
  (line) => {
    const parsed = parseSyslogLine(line, writtenMs);
    if (parsed === undefined) return undefined;
    const fields = wantsFields ? parsed.fields : undefined;
    return { timestampMs: parsed.timestampMs, message: line, fields };
  };

export const syslog: LogFormat = {
  name: 'syslog',
  title: 'syslog: RFC 5424, RFC 3164, /var/log/syslog, Cisco ASA and FTD',
  example: '<34>1 2024-01-01T12:00:00.123Z host app 123 ID47 - the message',
  detect: (head, whole) => mostLinesAre(head, whole, isSyslog),
  open: (sink, context) =>
    openRecordReader(sink, context, newParser(context.fallbackMs, context.wantsFields)),
};
