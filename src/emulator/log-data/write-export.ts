// What an export task writes: per stream gzip objects of lines, "<time> <message>" (insights-ql 9.1).

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { filePathOf, streamPart } from './export-keys.ts';
import type { ReadEvent } from './read-events.ts';

/** UTF-16 units of one object's text after which the next one is begun. */
const OBJECT_CHARACTERS = 64 * 1024 * 1024;

/** UTF-16 units of all streams that wait to be written. */
const WAITING_CHARACTERS = 16 * 1024 * 1024;

const EVENTS_PER_TURN = 4096;

/** An object under way; its text is appended as gzip members, which are read as one. */
type StreamFolder = {
  readonly folder: string;
  waiting: string[];
  characters: number;
  objects: number;
};

const flush = (stream: StreamFolder): void => {
  if (stream.waiting.length === 0) return;
  const file = path.join(stream.folder, `${String(stream.objects).padStart(6, '0')}.gz`);
  appendFileSync(file, gzipSync(stream.waiting.join('')));
  stream.waiting = [];
  if (stream.characters < OBJECT_CHARACTERS) return;
  stream.objects += 1;
  stream.characters = 0;
};

export type Export = {
  /** The folder of the bucket. */
  readonly bucket: string;
  /** Of the keys. */
  readonly prefix: string;
  readonly taskId: string;
  readonly events: Iterable<ReadEvent | undefined>;
  readonly isWanted: (event: ReadEvent) => boolean;
  readonly signal: AbortSignal;
};

export const writeExport = async (task: Export): Promise<void> => {
  const top = filePathOf(task.bucket, task.prefix);
  mkdirSync(top, { recursive: true });
  // The service probes the bucket, and the probe stays.
  writeFileSync(path.join(top, 'aws-logs-write-test'), 'Permission Check Successful');
  const streams = new Map<string, StreamFolder>();
  let [waiting, seen] = [0, 0];
  const folderOf = (logStream: string): StreamFolder => {
    const part = streamPart(logStream);
    const known = streams.get(part);
    if (known !== undefined) return known;
    const folder = filePathOf(top, `${task.taskId}/${part === '' ? '-' : part}`);
    mkdirSync(folder, { recursive: true });
    const made = { folder, waiting: [], characters: 0, objects: 0 };
    streams.set(part, made);
    return made;
  };
  for (const event of task.events) {
    seen += 1;
    if (event === undefined || seen % EVENTS_PER_TURN === 0) await nextTurn();
    if (task.signal.aborted) return;
    if (event === undefined) continue;
    if (!task.isWanted(event)) continue;
    const stream = folderOf(event.logStream());
    const line = `${new Date(event.timestampMs).toISOString()} ${event.message()}\n`;
    stream.waiting.push(line);
    stream.characters += line.length;
    waiting += line.length;
    if (waiting < WAITING_CHARACTERS && stream.characters < OBJECT_CHARACTERS) continue;
    streams.forEach(flush);
    waiting = 0;
  }
  streams.forEach(flush);
};
