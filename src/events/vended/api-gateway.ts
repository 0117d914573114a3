// Access logs of API Gateway in the formats that its console and guide propose: JSON, CLF and CSV. Fields
// have the names of the JSON format in all three (docs/fidelity.md, "access-log-names"); in JSON they are
// discovered in the line, in the others they are given here, and `-` is no value.

import { flattenJson } from '../discovery/json.ts';
import type { LogFormat } from '../reader.ts';
import { timestampOf } from '../timestamp-text.ts';
import { firstLine, type LineReading, openLineRecords } from './line-records.ts';

const names = [
  'ip',
  'caller',
  'user',
  'requestTime',
  'httpMethod',
  'resourcePath',
  'protocol',
  'status',
  'responseLength',
  'requestId',
  'extendedRequestId',
] as const;

/** REST APIs make UUIDs, HTTP APIs 16 characters of base64. */
const requestId = String.raw`(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-Za-z0-9_-]{15}=)\S*`;
const time = String.raw`\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}`;

/** The guide's CLF has no blank between the time and the request. */
const clfPattern = new RegExp(
  String.raw`^(\S+) (\S+) (\S+) \[(${time})\] ?"(\S+) (.*) (\S+)" (\d{3}|-) (\d+|-) (${requestId})(?: (\S+))?$`,
);

const csvPattern = new RegExp(
  String.raw`^([^,]+),([^,]+),([^,]+),(${time}),([^,]+),(.+),(HTTP/[\d.]+|-),(\d{3}|-),(\d+|-),(${requestId.replace('\\S', '[^,]')})(?:,([^,]+))?$`,
);

const recordOf = (line: string, wantsFields: boolean): LineReading => {
  const match = clfPattern.exec(line) ?? csvPattern.exec(line);
  if (match === null) return undefined;
  const ms = timestampOf(match[4]);
  if (!wantsFields) return { ms };
  const values = match.slice(1).map((value) => (value === '-' ? undefined : value));
  return { ms, fields: { names, values } };
};

const jsonKeys: ReadonlySet<string> = new Set(['requestId', 'ip', 'requestTime', 'httpMethod', 'status']);
const jsonTimes: ReadonlySet<string> = new Set(['requestTime', 'requestTimeEpoch']);

/** The values under the keys; undefined when the line is no JSON object. */
const jsonValues = (line: string, keys: ReadonlySet<string>): ReadonlyMap<string, string> | undefined => {
  const values = new Map<string, string>();
  const isObject = flattenJson(line, (key, _kind, value) => values.set(key, value), keys);
  return isObject ? values : undefined;
};

/** The time in ms goes before the one in whole seconds. */
const jsonRecord = (line: string): LineReading => {
  const times = jsonValues(line, jsonTimes);
  if (times === undefined) return undefined;
  const ms = timestampOf(times.get('requestTimeEpoch'));
  return { ms: Number.isNaN(ms) ? timestampOf(times.get('requestTime')) : ms };
};

export const apiGateway: LogFormat = {
  name: 'api-gateway',
  title: 'API Gateway access logs in CLF, CSV or JSON',
  example:
    '192.0.2.1 - - [01/Jan/2024:12:00:00 +0000]"GET /pets HTTP/1.1" 200 1024 c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  detect: (head) => {
    const text = firstLine(head);
    return recordOf(text, false) !== undefined || jsonValues(text, jsonKeys)?.size === jsonKeys.size;
  },
  open: (sink, context) =>
    openLineRecords(
      sink,
      context,
      (line, wantsFields) =>
        (line.startsWith('{') ? jsonRecord(line) : undefined) ?? recordOf(line, wantsFields),
      'request in one of the formats of API Gateway',
    ),
};
