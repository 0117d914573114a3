// A set of events on disk: an S3 export of .gz objects, the same events as one text file, and, while a peer
// loads them, as JSON lines. Written once for a seed, a count and a version of the generator.

import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  type WriteStream,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type BenchEvent, type BenchStream, GENERATOR_VERSION } from './event-set.ts';
import { generateDays, type SetKey } from './sets.ts';

export const dataFolder = path.join(import.meta.dirname, 'data');

export type Dataset = SetKey & {
  /** Names everything that is made of these events. */
  readonly name: string;
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
const EVENTS_PER_OBJECT = 50_000;
const WRITE_CHARACTERS = 1 << 20;
/** As many objects are packed at once as a machine of the bench has cores. */
const PACKED_AT_ONCE = 2;

const exportLine = ({ ms, message }: BenchEvent): string => `${new Date(ms).toISOString()} ${message}\n`;

/** Pieces of text into a file, as fast as the file takes them. */
const newTextFile = (file: string) => {
  const stream: WriteStream = createWriteStream(file);
  let pieces: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    const text = pieces.join('');
    pieces = [];
    characters = 0;
    if (text !== '' && !stream.write(text)) await once(stream, 'drain');
  };
  return {
    write: (piece: string): Promise<void> | undefined => {
      pieces.push(piece);
      characters += piece.length;
      return characters < WRITE_CHARACTERS ? undefined : flush();
    },
    end: async (): Promise<number> => {
      await flush();
      stream.end();
      await once(stream, 'finish');
      return stream.bytesWritten;
    },
  };
};

/** Packs texts beside each other, but never so many that memory fills up. */
const newPacker = () => {
  const pending = new Set<Promise<void>>();
  const made = { files: 0, bytes: 0 };
  const pack = async (file: string, text: string): Promise<void> => {
    const bytes = await promisify(gzip)(text);
    await writeFile(file, bytes);
    made.files += 1;
    made.bytes += bytes.length;
  };
  return {
    made,
    add: async (file: string, text: string): Promise<void> => {
      while (pending.size >= PACKED_AT_ONCE) await Promise.race(pending);
      const job: Promise<void> = pack(file, text).finally(() => pending.delete(job));
      pending.add(job);
    },
    end: async (): Promise<void> => void (await Promise.all(pending)),
  };
};

type Packer = ReturnType<typeof newPacker>;

/** The objects of one stream, which grow as its events come: 000000.gz, 000001.gz, … */
const newStreamObjects = (folder: string, packer: Packer) => {
  mkdirSync(folder, { recursive: true });
  let lines: string[] = [];
  let number = 0;
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    const file = path.join(folder, `${String(number).padStart(6, '0')}.gz`);
    number += 1;
    await packer.add(file, text);
  };
  return {
    flush,
    write: (line: string): Promise<void> | undefined => {
      lines.push(line);
      return lines.length < EVENTS_PER_OBJECT ? undefined : flush();
    },
  };
};

type Merged = { readonly event: BenchEvent; readonly stream: number };

/** The events of a day in time order, each with the number of its stream. */
function* inTimeOrder(streams: readonly BenchStream[]): Generator<Merged> {
  const sources = streams.map(({ events }) => events()[Symbol.iterator]());
  const heads = sources.map((source) => source.next().value as BenchEvent | undefined);
  for (;;) {
    let first = -1;
    for (const [stream, head] of heads.entries())
      if (head !== undefined && (first < 0 || head.ms < heads[first]!.ms)) first = stream;
    if (first < 0) return;
    yield { event: heads[first]!, stream: first };
    heads[first] = sources[first]!.next().value as BenchEvent | undefined;
  }
}

const write = async (name: string, folder: string, key: SetKey): Promise<Dataset> => {
  const exportFolder = path.join(folder, key.set, 'exportedlogs', TASK_ID);
  const textFile = path.join(folder, `${key.set}.log`);
  mkdirSync(exportFolder, { recursive: true });
  const text = newTextFile(textFile);
  const packer = newPacker();
  let textBytes = 0;
  for (const streams of generateDays(key)) {
    const objects = streams.map((stream) => newStreamObjects(path.join(exportFolder, stream.name), packer));
    for (const { event, stream } of inTimeOrder(streams)) {
      const line = exportLine(event);
      textBytes += Buffer.byteLength(event.message);
      // Most of the time there is nothing to wait for.
      const writing = text.write(line);
      if (writing !== undefined) await writing;
      const packing = objects[stream]!.write(line);
      if (packing !== undefined) await packing;
    }
    for (const { flush } of objects) await flush();
  }
  await packer.end();
  const textFileBytes = await text.end();
  const { files: exportFiles, bytes: exportBytes } = packer.made;
  return { ...key, name, textBytes, exportFolder, exportFiles, exportBytes, textFile, textFileBytes };
};

const nameOf = ({ set, text, seed, count }: SetKey): string =>
  `${set}-${text}-v${GENERATOR_VERSION}-seed${seed}-${count}`;

/** Reused when it is there whole: its description is written last, without the machine's paths. */
export const prepareDataset = async (key: SetKey): Promise<Dataset> => {
  const name = nameOf(key);
  const folder = path.join(dataFolder, name);
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
  const dataset = await write(name, folder, key);
  const relative = {
    ...dataset,
    exportFolder: path.relative(folder, dataset.exportFolder),
    textFile: path.relative(folder, dataset.textFile),
  };
  writeFileSync(description, JSON.stringify(relative, null, 2));
  return dataset;
};

/** The events as JSON lines {t, s, m}, in the order in which an import reads the objects. For peers to load. */
export const writeJsonLines = async (file: string, key: SetKey): Promise<void> => {
  const lines = newTextFile(file);
  for (const streams of generateDays(key)) {
    for (const { name, events } of streams) {
      for (const { ms, message } of events()) {
        const writing = lines.write(`${JSON.stringify({ t: ms, s: name, m: message })}\n`);
        if (writing !== undefined) await writing;
      }
    }
  }
  await lines.end();
};
