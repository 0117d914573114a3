// For tests of formats: the samples in samples/, each named after its format, and what is read from one.

import { readdirSync, readFileSync } from 'node:fs';
import { detectFormat, type EventFields, type ReaderRemark } from '../../src/events/index.ts';
import { fallbackMs } from './read-text.ts';

const folder = new URL('samples/', import.meta.url);

export const sampleNames = (): readonly string[] => readdirSync(folder).sort();

export const sampleText = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** The format that the first part of a sample's name promises: vpc-flow-logs.custom.log. */
export const promisedFormat = (sample: string): string => sample.slice(0, sample.indexOf('.'));

/** The fields that have a value. */
const presentFields = (fields: EventFields | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (fields?.names ?? []).flatMap((name, index) => {
      const value = fields?.values[index];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Reads the sample in the format that its head shows: times as ISO text, messages, given fields, remarks. */
export const readSample = (name: string, wantsFields = true) => {
  const text = sampleText(name);
  const format = detectFormat(text, true);
  const times: string[] = [];
  const messages: string[] = [];
  const fields: Readonly<Record<string, string>>[] = [];
  const remarks: ReaderRemark[] = [];
  const reader = format.open(
    {
      add: (timestampMs, message, _logStream, _ingestionMs, _logGroup, given) => {
        times.push(new Date(timestampMs).toISOString());
        messages.push(message);
        fields.push(presentFields(given));
      },
    },
    { logStream: '', fallbackMs, wantsFields, remark: (remark) => remarks.push(remark) },
  );
  reader.push(text);
  reader.end();
  return {
    format: format.name,
    times,
    messages,
    fields,
    remarks: remarks.map(({ code, line }) => [code, line] as const),
  };
};
