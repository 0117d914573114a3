// Random events cut into random files, as JSON lines that name their groups.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

export type LogEvent = {
  readonly timestamp: number;
  readonly message: string;
  readonly logGroup: string;
  readonly logStream: string;
};

const BASE_MS = 1_700_000_000_000;

const anyMessage = fc.oneof(
  fc
    .record({ n: fc.integer({ min: -3, max: 12 }), s: fc.constantFrom('a', 'B', '10', '9', '', 'é😀') })
    .map((object) => JSON.stringify(object)),
  fc.constantFrom('plain', 'error: x=1', 'two\nlines', 'START RequestId: 7 Version: $LATEST'),
  fc
    .integer({ min: 100, max: 999 })
    .map(
      (ms) =>
        `REPORT RequestId: 7\tDuration: ${ms / 100} ms\tBilled Duration: ${ms} ms\tMemory Size: 128 MB\t`,
    ),
);

/** Equal times are frequent within a group and never between groups; order is rare. */
const anyEvent: fc.Arbitrary<LogEvent> = fc
  .record({
    timestamp: fc.integer({ min: 0, max: 6 }).map((tick) => BASE_MS + tick * 500),
    message: anyMessage,
    logGroup: fc.constantFrom('/aws/lambda/f', 'web'),
    logStream: fc.constantFrom('s1', 's2', ''),
  })
  .map((event) => (event.logGroup === 'web' ? { ...event, timestamp: event.timestamp + 1 } : event));

/** Distinct events in files; none is empty. */
export const anyFiles = fc
  .array(fc.array(anyEvent, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })
  .map((files) => {
    let id = 0;
    // Files are known by their content: a number of its own keeps every event, and so every file, distinct.
    const numbered = (message: string): string => {
      id += 1;
      return message.endsWith('}') ? message.replace('}', `,"id":${id}}`) : `${message} #${id}`;
    };
    return files.map((events) => events.map((event) => ({ ...event, message: numbered(event.message) })));
  });

export const fileText = (events: readonly LogEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** A directory for each trial, all of them gone at the end. */
export const trialDirectories = (): (() => string) => {
  const root = mkdtempSync(path.join(tmpdir(), 'insitu-tasks-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  let trials = 0;
  return () => {
    const directory = path.join(root, String(trials++));
    mkdirSync(directory);
    return directory;
  };
};

/** Every other file is compressed. */
export const writeFiles = (directory: string, files: readonly (readonly LogEvent[])[]): readonly string[] =>
  files.map((events, index) => {
    const isGzip = index % 2 === 1;
    const file = path.join(directory, `${index}.jsonl${isGzip ? '.gz' : ''}`);
    writeFileSync(file, isGzip ? gzipSync(fileText(events)) : fileText(events));
    return file;
  });
