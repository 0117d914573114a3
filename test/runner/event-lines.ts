// Lines of events: a time, blanks, and the message to the end of the line, bare or in quotes.

import { readText } from './cells.ts';
import type { ScriptEvent } from './script.ts';
import { readTime, TIME } from './times.ts';

const LINE = new RegExp(`^\\s*(${TIME.source})(?:\\s+(.*?))?\\s*$`);

/** The event of a line, or what is wrong with it. */
export const readEventLine = (line: string, group: string, stream: string): ScriptEvent | string => {
  const [, time = '', written = ''] = LINE.exec(line) ?? [];
  const timestampMs = readTime(time);
  if (timestampMs === undefined) return 'an event begins with its time, such as 10:00:00.000';
  const message = readText(written);
  if (message === undefined)
    return 'a message that begins with a quote is written in quotes, with \\" inside';
  return { timestampMs, message, logStream: stream, logGroup: group, ingestionMs: timestampMs };
};
