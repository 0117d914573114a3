// For tests of the common formats: what is read of a sample, or of any text, in a file written on 2024-01-02.

import { detectFormat, type EventFields, formatNamed, type ReaderRemark } from '../../src/events/index.ts';
import { sampleText } from './read-sample.ts';
import { cutText } from './read-text.ts';

export const writtenMs = Date.UTC(2024, 0, 2);

const present = (fields: EventFields | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (fields?.names ?? []).flatMap((name, index) => {
      const value = fields?.values[index];
      return value === undefined ? [] : [[name, value]];
    }),
  );

export type ReadEvent = {
  /** ISO, without the day where it is 2024-01-01 and without the zone, which is UTC. */
  readonly time: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
};

const printTime = (ms: number): string => new Date(ms).toISOString().slice(0, -1).replace('2024-01-01T', '');

export const readAs = (name: string, text: string, cuts: readonly number[] = [], wantsFields = true) => {
  const format = formatNamed(name);
  if (format === undefined) throw new Error(`no format ${name}`);
  const events: ReadEvent[] = [];
  const remarks: ReaderRemark[] = [];
  const reader = format.open(
    {
      add: (ms, message, _stream, _ingestionMs, _group, fields) =>
        events.push({ time: printTime(ms), message, fields: present(fields) }),
    },
    { logStream: '', fallbackMs: writtenMs, wantsFields, remark: (remark) => remarks.push(remark) },
  );
  for (const piece of cutText(text, cuts)) reader.push(piece);
  reader.end();
  return { events, remarks: remarks.map(({ code, line }) => [code, line] as const) };
};

/** Reads the sample as what its head looks like, which its name tells too. */
export const readCommonSample = (name: string) => {
  const text = sampleText(name);
  const format = detectFormat(text, true).name;
  return { format, lines: text.split('\n'), ...readAs(format, text) };
};

export const timesOf = (events: readonly ReadEvent[]): string[] => events.map(({ time }) => time);
export const messagesOf = (events: readonly ReadEvent[]): string[] => events.map(({ message }) => message);
export const fieldsOf = (events: readonly ReadEvent[]) => events.map(({ fields }) => fields);
