// For tests of readers: the events and remarks that a format's reader makes of a text, whole or in pieces.

import type { LogFormat, ReaderRemark } from '../../src/events/index.ts';

export type ReadEvent = {
  readonly timestampMs: number;
  readonly message: string;
  readonly logStream: string;
  readonly ingestionMs: number;
  readonly logGroup: string;
};

export const fallbackMs = 5_000;

/** The text cut into pieces of these lengths, over and over. */
export const cutText = (text: string, lengths: readonly number[]): string[] => {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const length = lengths[i % lengths.length] ?? text.length;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
};

export const readPieces = (format: LogFormat, pieces: readonly string[]) => {
  const events: ReadEvent[] = [];
  const remarks: ReaderRemark[] = [];
  const reader = format.open(
    {
      add: (timestampMs, message, logStream, ingestionMs, logGroup) =>
        events.push({ timestampMs, message, logStream, ingestionMs, logGroup }),
    },
    { logStream: 'folder', fallbackMs, wantsFields: true, remark: (remark) => remarks.push(remark) },
  );
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return { events, remarks };
};

export const readText = (format: LogFormat, text: string) => readPieces(format, [text]);

/** Only what most tests ask for. */
export const datedMessages = (format: LogFormat, text: string): (readonly [number, string])[] =>
  readText(format, text).events.map((event) => [event.timestampMs, event.message]);
