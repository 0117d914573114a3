// The journal of systemd as `journalctl -o json` prints it, an entry on each line; also json-seq (a record
// separator before each), json-sse ("data: " before each) and json-pretty (an entry over many lines).
//
// The message is MESSAGE; all other fields of the entry, which are upper case, are fields of the event.
// Values are texts, arrays of bytes where they are not plain text, arrays of these where a field comes
// several times, and null where they are too large to print.

import { checkEventLength } from '../limits.ts';
import { openLineReader } from '../line-splitter.ts';
import type { EventFields, EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { headLines } from './head-lines.ts';
import { newLayouts } from './layouts.ts';
import { openRecordReader, type ParseLine } from './record-lines.ts';

type Entry = Readonly<Record<string, unknown>>;

const timeKey = '__REALTIME_TIMESTAMP';

const entryOf = (line: string): Entry | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && timeKey in value ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
};

const prefixes = ['\x1e', 'data: '];

const withoutPrefix = (line: string): string => {
  const prefix = prefixes.find((text) => line.startsWith(text)) ?? '';
  return line.slice(prefix.length);
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const isBytes = (value: readonly unknown[]): boolean => value.every((item) => typeof item === 'number');

/** The values of a field that comes several times, or undefined. */
const severalOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) && !isBytes(value) ? value : undefined;

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value) && isBytes(value)) return decoder.decode(Uint8Array.from(value as number[]));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A field that comes several times has the names NAME.0, NAME.1 …, as a JSON array would be discovered. */
const fieldsOf = (entry: Entry, layouts: ReturnType<typeof newLayouts>): EventFields => {
  const names: string[] = [];
  const values: (string | undefined)[] = [];
  const put = (name: string, value: unknown): void => {
    names.push(name);
    values.push(textOf(value));
  };
  for (const [name, value] of Object.entries(entry)) {
    if (name === 'MESSAGE') continue;
    const several = severalOf(value);
    if (several === undefined) put(name, value);
    else for (const [index, item] of several.entries()) put(`${name}.${index}`, item);
  }
  return layouts.fieldsOf(names, values);
};

/** Of several MESSAGE fields, as of several of any, the first is what journalctl shows. */
const messageOf = (value: unknown): string | undefined => textOf(severalOf(value)?.[0] ?? value);

const newParser = (wantsFields: boolean): ParseLine => {
  const layouts = newLayouts();
  return (line) => {
    const entry = entryOf(withoutPrefix(line));
    if (entry === undefined) return undefined;
    return {
      timestampMs: Math.floor(Number(entry[timeKey]) / 1000),
      // Some entries have no message, only fields.
      message: messageOf(entry.MESSAGE) ?? line,
      fields: wantsFields ? fieldsOf(entry, layouts) : undefined,
    };
  };
};

/** An entry of json-pretty begins and ends with a brace alone on its line; what is between has no newlines. */
const open = (sink: EventSink, context: ReaderContext): Reader => {
  const records = openRecordReader(sink, context, newParser(context.wantsFields));
  let entry = '';
  const lines = openLineReader((raw) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (entry === '' && line !== '{') return records.push(`${line}\n`);
    entry += line;
    checkEventLength(entry.length);
    if (line !== '}') return;
    records.push(`${entry}\n`);
    entry = '';
  });
  return {
    push: lines.push,
    end: () => {
      lines.end();
      if (entry !== '') records.push(entry);
      records.end();
    },
  };
};

const prettyEntry =
  /^\s*\{\s*"(?:__CURSOR|__REALTIME_TIMESTAMP|_[A-Z_]+|[A-Z][A-Z_]*)"\s*:[\s\S]*"__REALTIME_TIMESTAMP"\s*:\s*"\d+"/;

const detect = (head: string, whole: boolean): boolean => {
  const [first] = headLines(head, whole, 1);
  if (first === undefined) return false;
  const text = withoutPrefix(first);
  if (text === '{') return prettyEntry.test(head);
  return text.startsWith('{') && text.includes(`"${timeKey}"`);
};

export const journald: LogFormat = {
  name: 'journald',
  title: 'the journal of systemd, journalctl -o json',
  example: '{"__REALTIME_TIMESTAMP":"1704110400123456","MESSAGE":"the message","_HOSTNAME":"host"}',
  detect,
  open,
};
