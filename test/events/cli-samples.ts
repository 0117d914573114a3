// For tests of formats: samples and what their reader makes of them, and the events that many of them hold.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  detectFormat,
  EVENT_ID,
  type EventFields,
  formatNamed,
  type ReaderRemark,
} from '../../src/events/index.ts';

export const sample = (name: string): string =>
  readFileSync(new URL(`samples/${name}`, import.meta.url), { encoding: 'utf8' });

export type Event = readonly [ms: number, message: string, stream: string, group: string, fields: object];

/** What a query can name: not the id. */
const fieldsOf = (fields: EventFields | undefined): object =>
  Object.fromEntries(
    (fields?.names ?? []).flatMap((name, i) => {
      const value = fields?.values[i];
      return value === undefined || name === EVENT_ID ? [] : [[name, value]];
    }),
  );

const gunzip = (bytes: Uint8Array, limitBytes: number): Uint8Array | undefined => {
  try {
    return gunzipSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return undefined;
  }
};

export const read = (name: string, text: string, canDecompress = true) => {
  const events: Event[] = [];
  const ingestionTimes: number[] = [];
  const ids: (string | undefined)[] = [];
  const remarks: ReaderRemark[] = [];
  const format = formatNamed(name) ?? assert.fail(name);
  const reader = format.open(
    {
      add: (ms, message, stream, ingestionMs, group, fields) => {
        events.push([ms, message, stream, group, fieldsOf(fields)]);
        ingestionTimes.push(ingestionMs);
        ids.push(fields?.values[fields.names.indexOf(EVENT_ID)]);
      },
    },
    {
      logStream: '',
      fallbackMs: 5000,
      wantsFields: true,
      remark: (remark) => remarks.push(remark),
      ...(canDecompress ? { gunzip } : {}),
    },
  );
  reader.push(text);
  reader.end();
  return { events, ingestionTimes, ids, remarks: remarks.map(({ code, line }) => [code, line]) };
};

export const readSample = (file: string) => {
  const name = file.split('.')[0] ?? '';
  assert.equal(detectFormat(sample(file), true).name, name, file);
  return read(name, sample(file));
};
export const messagesOf = (events: readonly Event[]): string[] => events.map(([, message]) => message);
export const start = 1_710_354_984_046; // 2024-03-13T18:36:24.046Z
const lambda = '2024/03/13/[$LATEST]0123456789abcdef0123456789abcdef';
const id = '8f1c2d3e-1234-4abc-9def-000000000001';

/** The twelve events that most samples hold, as the service has them. */
export const service: readonly (readonly [ms: number, stream: string, message: string])[] = [
  [
    start,
    lambda,
    'INIT_START Runtime Version: nodejs:20.v22\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:0001\n',
  ],
  [start + 3, lambda, `START RequestId: ${id} Version: $LATEST\n`],
  [start + 10, lambda, `2024-03-13T18:36:24.056Z\t${id}\tINFO\thello wörld 😀\n`],
  [start + 11, lambda, '{"level":"info","user":{"id":7,"name":"Zoë"},"price":1.50,"tags":["a","b"]}\n'],
  [
    start + 12,
    lambda,
    `2024-03-13T18:36:24.058Z\t${id}\tERROR\tError: boom\n    at handler (/var/task/index.js:3:9)\n\n    at run (/var/runtime/index.js:1:1)\n`,
  ],
  [start + 13, 'web-1', 'a tab\tand a number\t42'],
  [start + 14, 'web-1', 'C:\\temp\\new "quoted"'],
  [start + 15, 'web-1', ''],
  [start + 16, 'web-1', '  leading blanks'],
  [start + 954, 'web-2', 'on the second'],
  [start + 1000, lambda, `END RequestId: ${id}\n`],
  [
    start + 1000,
    lambda,
    `REPORT RequestId: ${id}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 79 MB\t\n`,
  ],
];
