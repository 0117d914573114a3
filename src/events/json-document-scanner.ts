// Finds the elements of one array in JSON documents while their text arrives, so that a document of any
// size is read in the memory of a few pieces. The documents follow each other with or without white space.
//
// The scanner only tells strings and brackets apart; JSON.parse reads the elements, many at once, and then
// what is left of the document without them, so that nothing malformed passes.

import { checkEventLength } from './limits.ts';
import { ReaderError } from './reader-error.ts';

export type DocumentConsumer = {
  /**
   * More elements, in order: those of `list` from index `from` on. `texts` makes their JSON texts as they
   * stand in the document, with the same indexes.
   */
  elements(list: readonly unknown[], from: number, texts: () => readonly string[]): void;
  /** A document without the array has ended; it held nothing to read. */
  otherDocument(): void;
};

const quote = 34;
const comma = 44;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Text is scanned in slices of this many characters, which bounds what JSON.parse makes at once. */
const sliceCharacters = 4 * 1024 * 1024;

/** Index of the quote that ends the string whose text starts at `from`, or -1. */
const stringEnd = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 92 && at - backslashes > from) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return -1;
};

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const trimBlanks = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** Where the scanner stands. It belongs to one reader, whose functions below change it. */
type Scan = {
  readonly arrayKey: string;
  readonly consumer: DocumentConsumer;
  /** Text that is not done with, and the index in it of the next character to look at. */
  buffer: string;
  at: number;
  depth: number;
  /** The last string at depth 1: before a value, that is its key. */
  key: string;
  /** The document without the elements; outside the array, text from `keptFrom` on belongs to it. */
  skeleton: string;
  keptFrom: number;
  /** Depth in the array, 0 outside. Elements from `runStart` on are complete up to `runEnd`. */
  arrayDepth: number;
  isArraySeen: boolean;
  runStart: number;
  runEnd: number;
  /** Where the commas between elements stand, from `runStart` on. */
  commas: number[];
  isFirstRun: boolean;
  elementCount: number;
};

const newScan = (arrayKey: string, consumer: DocumentConsumer): Scan => ({
  arrayKey,
  consumer,
  buffer: '',
  at: 0,
  depth: 0,
  key: '',
  skeleton: '',
  keptFrom: 0,
  arrayDepth: 0,
  isArraySeen: false,
  runStart: 0,
  runEnd: 0,
  commas: [],
  isFirstRun: true,
  elementCount: 0,
});

const fail = (scan: Scan, why: string): never => {
  throw new ReaderError('bad-document', `the JSON is malformed after ${scan.elementCount} events: ${why}`);
};

const parse = (scan: Scan, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(scan, (error as Error).message);
  }
};

/** Hands over the elements before `end`. A run that is not the first starts with the comma before it. */
const handOver = (scan: Scan, end: number): void => {
  const from = scan.isFirstRun ? 0 : 1;
  const run = scan.buffer.slice(scan.runStart, end);
  const list = parse(scan, `${scan.isFirstRun ? '[' : '[null'}${run}]`) as unknown[];
  const cuts = scan.commas.filter((at) => at < end).map((at) => at - scan.runStart);
  scan.commas = scan.commas.filter((at) => at >= end);
  scan.consumer.elements(list, from, () =>
    [...cuts, run.length].map((cut, index) =>
      trimBlanks(run.slice(index === 0 ? 0 : cuts[index - 1]! + 1, cut)),
    ),
  );
  scan.elementCount += list.length - from;
  if (list.length > 0) scan.isFirstRun = false;
  scan.runStart = end;
};

const enterArray = (scan: Scan): void => {
  scan.skeleton += scan.buffer.slice(scan.keptFrom, scan.at + 1);
  scan.arrayDepth = scan.depth;
  scan.isArraySeen = true;
  scan.isFirstRun = true;
  scan.runStart = scan.at + 1;
  scan.runEnd = scan.runStart;
};

const openBracketAt = (scan: Scan, code: number): void => {
  if (scan.depth === 0) scan.keptFrom = scan.at;
  scan.depth += 1;
  const isKeyed = scan.depth === 2 && scan.key === scan.arrayKey && !scan.isArraySeen;
  if (code === openBracket && (scan.depth === 1 || isKeyed)) enterArray(scan);
};

const endDocument = (scan: Scan): void => {
  parse(scan, scan.skeleton + scan.buffer.slice(scan.keptFrom, scan.at + 1));
  if (!scan.isArraySeen) scan.consumer.otherDocument();
  scan.skeleton = '';
  scan.isArraySeen = false;
  scan.key = '';
};

const closeBracketAt = (scan: Scan): void => {
  if (scan.depth === scan.arrayDepth) {
    handOver(scan, scan.at);
    scan.arrayDepth = 0;
    scan.keptFrom = scan.at;
  }
  scan.depth -= 1;
  if (scan.depth === 0) endDocument(scan);
  if (scan.arrayDepth > 0 && scan.depth === scan.arrayDepth) scan.runEnd = scan.at + 1;
};

/** Goes on until the buffer ends, or to the quote of a string that is not complete yet. */
const scanBuffer = (scan: Scan): void => {
  const { buffer } = scan;
  for (; scan.at < buffer.length; scan.at++) {
    const code = buffer.charCodeAt(scan.at);
    if (code === openBrace || code === openBracket) {
      openBracketAt(scan, code);
    } else if (scan.depth === 0) {
      if (!isBlank(code)) fail(scan, 'text outside a document');
    } else if (code === quote) {
      const end = stringEnd(buffer, scan.at + 1);
      if (end < 0) return;
      if (scan.depth === 1) scan.key = buffer.slice(scan.at + 1, end);
      scan.at = end;
    } else if (code === closeBrace || code === closeBracket) {
      closeBracketAt(scan);
    } else if (code === comma && scan.depth === scan.arrayDepth) {
      scan.commas.push(scan.at);
    }
  }
};

/** Lets go of all text that is done with. */
const release = (scan: Scan): void => {
  const isInArray = scan.arrayDepth > 0;
  if (isInArray && scan.runEnd > scan.runStart) handOver(scan, scan.runEnd);
  if (!isInArray && scan.depth > 0) scan.skeleton += scan.buffer.slice(scan.keptFrom, scan.at);
  const done = isInArray ? scan.runStart : scan.at;
  scan.buffer = scan.buffer.slice(done);
  scan.at -= done;
  scan.commas = scan.commas.map((at) => at - done);
  scan.runStart = 0;
  scan.runEnd = 0;
  scan.keptFrom = 0;
  checkEventLength(Math.max(scan.buffer.length, scan.skeleton.length));
};

/** Reads documents `{…, [arrayKey]: [elements], …}`, and bare arrays. */
export const openDocumentScanner = (arrayKey: string, consumer: DocumentConsumer) => {
  const scan = newScan(arrayKey, consumer);
  // A long string is scanned again only when as much text again has come: no text is scanned often.
  let waiting: string[] = [];
  let waitingLength = 0;
  const scanWaiting = (): void => {
    scan.buffer += waiting.join('');
    waiting = [];
    waitingLength = 0;
    scanBuffer(scan);
    release(scan);
  };
  const push = (text: string): void => {
    for (let from = 0; from < text.length; from += sliceCharacters) {
      const slice = text.slice(from, from + sliceCharacters);
      waiting.push(slice);
      waitingLength += slice.length;
      if (waitingLength >= scan.buffer.length) scanWaiting();
    }
  };
  const end = (): void => {
    scanWaiting();
    if (scan.depth > 0) fail(scan, 'it ends too soon');
  };
  return { push, end };
};
