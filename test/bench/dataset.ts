// The events on disk: an S3 export of .gz objects, the same events as one text file, and, while a peer loads
// them, as JSON lines. Written once for a seed, a count and a version of the generator.

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BenchEvent, type BenchStream, GENERATOR_VERSION, generateDays } from './generate-events.ts';

export const dataFolder = path.join(import.meta.dirname, 'data');

export type Dataset = {
  /** Names everything that is made of these events. */
  readonly key: string;
  readonly events: number;
  /** Of the messages, UTF-8. */
  readonly textBytes: number;
  readonly exportFolder: string;
  readonly exportFiles: number;
  /** Bytes of the .gz objects. */
  readonly exportBytes: number;
  readonly textFile: string;
  /** Bytes of the text file: the messages with their timestamps. */
  readonly textFileBytes: number;
};

const TASK_ID = '7b0f3a52-1c64-4f0e-9a3d-5e2c8d417f90';

const exportLine = ({ ms, message }: BenchEvent): string => `${new Date(ms).toISOString()} ${message}\n`;

const writeObject = (folder: string, stream: BenchStream): number => {
  const object = path.join(folder, stream.name, '000000.gz');
  mkdirSync(path.dirname(object), { recursive: true });
  const bytes = gzipSync(stream.events.map(exportLine).join(''));
  writeFileSync(object, bytes);
  return bytes.length;
};

const write = async (key: string, folder: string, seed: number, count: number): Promise<Dataset> => {
  const exportFolder = path.join(folder, 'orders', 'exportedlogs', TASK_ID);
  const textFile = path.join(folder, 'orders.log');
  mkdirSync(exportFolder, { recursive: true });
  const text = createWriteStream(textFile);
  let textBytes = 0;
  let exportBytes = 0;
  let exportFiles = 0;
  for (const streams of generateDays(seed, count)) {
    for (const stream of streams) {
      exportBytes += writeObject(exportFolder, stream);
      exportFiles += 1;
      for (const { message } of stream.events) textBytes += Buffer.byteLength(message);
    }
    const ofDay = streams.flatMap(({ events }) => events).sort((a, b) => a.ms - b.ms);
    if (!text.write(ofDay.map(exportLine).join(''))) await once(text, 'drain');
  }
  text.end();
  await once(text, 'finish');
  return {
    key,
    events: count,
    textBytes,
    exportFolder,
    exportFiles,
    exportBytes,
    textFile,
    textFileBytes: text.bytesWritten,
  };
};

/** Reused when it is there whole: its description is written last, without the machine's paths. */
export const prepareDataset = async (seed: number, count: number): Promise<Dataset> => {
  const key = `v${GENERATOR_VERSION}-seed${seed}-${count}`;
  const folder = path.join(dataFolder, key);
  const description = path.join(folder, 'dataset.json');
  if (existsSync(description)) {
    const known = JSON.parse(readFileSync(description, 'utf8')) as Dataset;
    return {
      ...known,
      exportFolder: path.join(folder, known.exportFolder),
      textFile: path.join(folder, known.textFile),
    };
  }
  rmSync(folder, { recursive: true, force: true });
  const dataset = await write(key, folder, seed, count);
  const relative = {
    ...dataset,
    exportFolder: path.relative(folder, dataset.exportFolder),
    textFile: path.relative(folder, dataset.textFile),
  };
  writeFileSync(description, JSON.stringify(relative, null, 2));
  return dataset;
};

/** The events as JSON lines {t, s, m}, in the order in which an import reads the objects. For peers to load. */
export const writeJsonLines = async (file: string, seed: number, count: number): Promise<void> => {
  const lines = createWriteStream(file);
  for (const streams of generateDays(seed, count)) {
    for (const { name, events } of streams) {
      const text = events.map(({ ms, message }) => JSON.stringify({ t: ms, s: name, m: message })).join('\n');
      if (text !== '' && !lines.write(`${text}\n`)) await once(lines, 'drain');
    }
  }
  lines.end();
  await once(lines, 'finish');
};
