// One log file, from its bytes to its events: decompress, decode, let the format's reader take it apart.
//
// Memory is bounded by a few pieces of a megabyte, whatever the size of the file. When reading fails, events
// may already have gone to the sink: whoever keeps them must be able to drop them.

import path from 'node:path';
import {
  detectFormat,
  type EventSink,
  formatNamed,
  HEAD_CHARACTERS,
  type LogFormat,
  logFormats,
  type Reader,
  type ReaderContext,
  ReaderError,
} from '../events/index.ts';
import { openByteSource, readAhead, type SourceOptions, withFullHead } from './byte-source.ts';
import { checkTextHead, HEAD_BYTES, openTextDecoding, type TextDecoding } from './decode-text.ts';
import { type CompressedPlace, compressionOf, decompress } from './decompress.ts';
import { boundedGunzip, type Expansion, openExpansion } from './expansion.ts';
import { InputError } from './input-error.ts';

export type ReadOptions = SourceOptions & {
  readonly sink: EventSink;
  /** Name of a log format; without it the head of the file decides. */
  readonly format?: string | undefined;
  /** For events that name no log stream; without it, what the path suggests. */
  readonly logStream?: string | undefined;
  /** Awaited after each piece of text, so that others get their turn. */
  readonly afterPiece?: (() => Promise<void>) | undefined;
  /** For events without a time, epoch ms; without it, when the file was last written. */
  readonly fallbackMs?: number | undefined;
  /** Does anybody look at fields beside the message? Unless told otherwise, yes. */
  readonly wantsFields?: boolean | undefined;
  /** Told before the first event goes to the sink. */
  readonly onFormat?: ((format: LogFormat) => void) | undefined;
};

/** Something about a file that deserves a word, told once with the number of times. */
export type FileRemark = {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** 1-based line of the first case, when a line is meant. */
  readonly line?: number;
  /** Offset of the first case in bytes of the decompressed text, when a byte is meant. */
  readonly offset?: number;
};

export type FileSummary = {
  readonly format: string;
  readonly events: number;
  /** Bytes of the text, decompressed, without a byte order mark. */
  readonly textBytes: number;
  /** Bytes of the file as it lies. */
  readonly fileBytes: number;
  /** SHA-256 of the file as it lies, in hexadecimal; '' unless it was asked for. */
  readonly contentHash: string;
  readonly remarks: readonly FileRemark[];
};

/** An export task names the folder of a stream's objects after the stream, and the objects by number. */
export const suggestedLogStream = (file: string): string =>
  /^\d{6}(?:\.gz|\.zst)?$/.test(path.basename(file)) ? path.basename(path.dirname(path.resolve(file))) : '';

/** Of the objects of an export task, the folder that holds those of all streams. */
export const exportFolder = (file: string): string => path.dirname(path.dirname(path.resolve(file)));

/** How often compressed data is unwrapped: by Firehose, what a subscription has compressed already. */
const MAX_LAYERS = 2;

/** The pieces without up to `layers` layers of compression; the first has the head in full. */
async function* plainPieces(
  compressed: AsyncGenerator<Buffer, void, undefined>,
  place: CompressedPlace,
  expansion: Expansion,
  fileBytes: () => number,
  layers = MAX_LAYERS,
): AsyncGenerator<Buffer, void, undefined> {
  const pieces = withFullHead(readAhead(compressed), HEAD_BYTES);
  const first = await pieces.next();
  if (first.done === true) return;
  async function* all(head: Buffer): AsyncGenerator<Buffer, void, undefined> {
    yield head;
    yield* pieces;
  }
  const compression = layers === 0 ? undefined : compressionOf(first.value);
  if (compression === undefined) {
    yield* all(first.value);
    return;
  }
  const inside = decompress(all(first.value), compression, place, expansion);
  const insidePlace = { path: place.path, fileOffset: fileBytes };
  yield* plainPieces(inside, insidePlace, expansion, fileBytes, layers - 1);
}

async function* textPieces(
  pieces: AsyncIterable<Buffer>,
  decoding: TextDecoding,
  file: string,
): AsyncGenerator<string> {
  let isHead = true;
  for await (const piece of pieces) {
    const text = decoding.push(isHead ? checkTextHead(piece, file) : piece);
    isHead = false;
    if (text !== '') yield text;
  }
  const rest = decoding.end();
  if (rest !== '') yield rest;
}

/** Remarks by code: the first case of each is kept, the others are counted. */
const newRemarks = () => {
  const byCode = new Map<string, FileRemark>();
  const add = (remark: Omit<FileRemark, 'count'>, count = 1): void => {
    const known = byCode.get(remark.code);
    byCode.set(
      remark.code,
      known === undefined ? { ...remark, count } : { ...known, count: known.count + count },
    );
  };
  /** Tells instead of the one of this code what says more. */
  const replace = (code: string, remark: Omit<FileRemark, 'count'>): void => {
    byCode.delete(code);
    add(remark);
  };
  return { add, replace, all: () => [...byCode.values()] };
};

const formatOf = (name: string | undefined, head: string, isWhole: boolean, file: string) => {
  if (name === undefined) return detectFormat(head, isWhole);
  const format = formatNamed(name);
  if (format !== undefined) return format;
  const known = logFormatNames.join(', ');
  throw new InputError('unknown-format', file, 0, `there is no log format "${name}"; there are ${known}`);
};

/** Every log format that a file may be read as. */
export const logFormatNames: readonly string[] = logFormats.map((format) => format.name);

/** The formats for people, in the order in which they are tried. */
export const logFormatList: readonly Pick<LogFormat, 'name' | 'title' | 'example'>[] = logFormats;

/** Takes what no other format takes. */
const lastResort = logFormatNames.at(-1);

/** Nothing in the file told its format, not even a time: who reads it is to know what was looked for. */
const unclearFormat = {
  code: 'unclear-format',
  message:
    `no format is recognised, nor any time (tried ${logFormatNames.slice(0, -1).join(', ')}): ` +
    'read as plain text, an event on each line, with the time of the file',
};

/** Reads all text into the reader of the format that its head shows; gives the format's name. */
const readText = async (
  pieces: AsyncIterable<string>,
  open: (head: string, isWhole: boolean) => { readonly name: string; readonly reader: Reader },
  afterPiece: (() => Promise<void>) | undefined,
): Promise<string> => {
  let opened: ReturnType<typeof open> | undefined;
  let head = '';
  for await (const text of pieces) {
    if (opened !== undefined) {
      opened.reader.push(text);
      await afterPiece?.();
      continue;
    }
    head += text;
    if (head.length < HEAD_CHARACTERS) continue;
    opened = open(head.slice(0, HEAD_CHARACTERS), false);
    opened.reader.push(head);
    await afterPiece?.();
  }
  if (opened === undefined) {
    opened = open(head, true);
    opened.reader.push(head);
  }
  opened.reader.end();
  return opened.name;
};

/**
 * Reads the file, or standard input for '-', and hands its events to the sink. Throws InputError, and the
 * signal's reason when that ends it.
 */
export const readLogFile = async (file: string, options: ReadOptions): Promise<FileSummary> => {
  if (options.format !== undefined) formatOf(options.format, '', true, file);
  const source = await openByteSource(file, options);
  const decoding = openTextDecoding();
  const remarks = newRemarks();
  const expansion = openExpansion(file, source.bytesRead);
  const fallbackMs = options.fallbackMs ?? source.modifiedMs;
  let events = 0;
  let datedEvents = 0;
  const sink: EventSink = {
    add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
      events += 1;
      if (timestampMs !== fallbackMs) datedEvents += 1;
      options.sink.add(timestampMs, message, logStream, ingestionMs, logGroup, fields);
    },
  };
  const context: ReaderContext = {
    logStream: options.logStream ?? (file === '-' ? '' : suggestedLogStream(file)),
    fallbackMs,
    wantsFields: options.wantsFields ?? true,
    gunzip: boundedGunzip(expansion),
    remark: ({ code, message, line }) => remarks.add(line > 0 ? { code, message, line } : { code, message }),
  };
  try {
    const plain = plainPieces(source.pieces, { path: file }, expansion, source.bytesRead);
    const text = textPieces(plain, decoding, file);
    const open = (head: string, isWhole: boolean) => {
      const found = formatOf(options.format, head, isWhole, file);
      options.onFormat?.(found);
      return { name: found.name, reader: found.open(sink, context) };
    };
    const format = await readText(text, open, options.afterPiece);
    const invalid = decoding.invalid();
    if (invalid !== undefined) {
      const message = 'bytes that are not UTF-8, replaced by U+FFFD';
      remarks.add({ code: 'invalid-utf-8', message, offset: invalid.firstOffset }, invalid.count);
    }
    if (options.format === undefined && format === lastResort && events > 0 && datedEvents === 0)
      remarks.replace('undated-lines', unclearFormat);
    if (decoding.textBytes() === 0) remarks.add({ code: 'empty-file', message: 'the file is empty' });
    const { bytesRead, contentHash } = source;
    const sizes = { textBytes: decoding.textBytes(), fileBytes: bytesRead() };
    return { format, events, ...sizes, contentHash: contentHash(), remarks: remarks.all() };
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    throw new InputError(error.code, file, source.bytesRead(), error.message, error);
  } finally {
    await source.close();
  }
};
