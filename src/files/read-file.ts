// One log file, from its bytes to its events: decompress, decode, let the format's reader take it apart.
//
// Memory is bounded by a few pieces of a megabyte, whatever the size of the file. When reading fails, events
// may already have gone to the sink: whoever keeps them must be able to drop them.

import path from 'node:path';
import {
  type ByteTools,
  detectFormat,
  type EventSink,
  formatNamed,
  HEAD_CHARACTERS,
  type LogFormat,
  logFormats,
  type Reader,
  type ReaderContext,
  ReaderError,
  type Skimming,
} from '../events/index.ts';
import { openByteSource, type SourceOptions } from './byte-source.ts';
import {
  charactersOf,
  checkTextHead,
  type DecodedText,
  openTextDecoding,
  type TextDecoding,
  textOf,
} from './decode-text.ts';
import { boundedGunzip, openExpansion } from './expansion.ts';
import { type FileRemark, newRemarks } from './file-remarks.ts';
import { InputError } from './input-error.ts';
import { plainPieces } from './plain-pieces.ts';

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
  /** Events that nobody need look at go there; the count of events has them. */
  readonly skimming?: Skimming | undefined;
  /** Told before the first event goes to the sink. */
  readonly onFormat?: ((format: LogFormat) => void) | undefined;
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

async function* textPieces(
  pieces: AsyncIterable<Buffer>,
  decoding: TextDecoding,
  file: string,
): AsyncGenerator<DecodedText> {
  let isHead = true;
  for await (const piece of pieces) {
    const decoded = decoding.push(isHead ? checkTextHead(piece, file) : piece);
    isHead = false;
    if (charactersOf(decoded) > 0) yield decoded;
  }
  const rest = decoding.end();
  if (charactersOf(rest) > 0) yield rest;
}

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

const headOf = (pieces: readonly DecodedText[]): string =>
  pieces
    .map((piece) => textOf(piece, HEAD_CHARACTERS))
    .join('')
    .slice(0, HEAD_CHARACTERS);

const give = (reader: Reader, piece: DecodedText): void => {
  if (piece.isAscii && reader.pushAscii !== undefined) reader.pushAscii(piece.bytes);
  else reader.push(textOf(piece), piece.isAscii);
};

/** Reads all text into the reader of the format that its head shows; gives the format's name. */
const readText = async (
  pieces: AsyncIterable<DecodedText>,
  open: (head: string, isWhole: boolean) => { readonly name: string; readonly reader: Reader },
  afterPiece: (() => Promise<void>) | undefined,
): Promise<string> => {
  let opened: ReturnType<typeof open> | undefined;
  let held: DecodedText[] = [];
  let heldCharacters = 0;
  const openWith = (isWhole: boolean): NonNullable<typeof opened> => {
    const found = open(headOf(held), isWhole);
    for (const piece of held) give(found.reader, piece);
    held = [];
    return found;
  };
  for await (const piece of pieces) {
    if (opened === undefined) {
      held.push(piece);
      heldCharacters += charactersOf(piece);
      if (heldCharacters < HEAD_CHARACTERS) continue;
      opened = openWith(false);
    } else give(opened.reader, piece);
    await afterPiece?.();
  }
  opened ??= openWith(true);
  opened.reader.end();
  return opened.name;
};

const byteTools: ByteTools = {
  encode: (text) => Buffer.from(text),
  indexOf: (bytes, part, from) => (bytes as Buffer).indexOf(part, from),
  ascii: (bytes, start, end) => (bytes as Buffer).toString('latin1', start, end),
};

/** The options' sink and skimming, and what has come to them. */
const countEvents = ({ sink, skimming }: ReadOptions, fallbackMs: number) => {
  let events = 0;
  /** Or, of those that are passed over, how often there was one among them. */
  let datedEvents = 0;
  const count = (timestampMs: number): void => {
    events += 1;
    if (timestampMs !== fallbackMs) datedEvents += 1;
  };
  const add: EventSink['add'] = (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
    count(timestampMs);
    sink.add(timestampMs, message, logStream, ingestionMs, logGroup, fields);
  };
  const pass: Skimming['pass'] = (passed) => {
    events += passed.events;
    if (passed.startMs !== fallbackMs || passed.endMs !== fallbackMs) datedEvents += 1;
    skimming?.pass(passed);
  };
  return {
    sink: { add },
    skimming: skimming && { ...skimming, pass },
    events: () => events,
    /** Are there events, and has none a time of its own? */
    areUndated: () => events > 0 && datedEvents === 0,
  };
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
  const counted = countEvents(options, fallbackMs);
  const context: ReaderContext = {
    logStream: options.logStream ?? (file === '-' ? '' : suggestedLogStream(file)),
    fallbackMs,
    wantsFields: options.wantsFields ?? true,
    gunzip: boundedGunzip(expansion),
    remark: ({ code, message, line }) => remarks.add(line > 0 ? { code, message, line } : { code, message }),
    byteTools,
    skimming: counted.skimming,
  };
  try {
    const plain = plainPieces(source, { path: file }, expansion, source.bytesRead);
    const text = textPieces(plain, decoding, file);
    const open = (head: string, isWhole: boolean) => {
      const found = formatOf(options.format, head, isWhole, file);
      options.onFormat?.(found);
      return { name: found.name, reader: found.open(counted.sink, context) };
    };
    const format = await readText(text, open, options.afterPiece);
    const invalid = decoding.invalid();
    if (invalid !== undefined) {
      const message = 'bytes that are not UTF-8, replaced by U+FFFD';
      remarks.add({ code: 'invalid-utf-8', message, offset: invalid.firstOffset }, invalid.count);
    }
    if (options.format === undefined && format === lastResort && counted.areUndated())
      remarks.replace('undated-lines', unclearFormat);
    if (decoding.textBytes() === 0) remarks.add({ code: 'empty-file', message: 'the file is empty' });
    const { bytesRead, contentHash } = source;
    const sizes = { textBytes: decoding.textBytes(), fileBytes: bytesRead() };
    return { format, events: counted.events(), ...sizes, contentHash: contentHash(), remarks: remarks.all() };
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    throw new InputError(error.code, file, source.bytesRead(), error.message, error);
  } finally {
    await source.close();
  }
};
