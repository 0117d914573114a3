// Tells where in a block of text events are that somebody wants to look at: one search over the block for
// each text, not one for each event.

import type { ByteTools, EventSink, Skimming } from './reader.ts';

/** A block that is read from its start to its end. */
export type SkimmedBlock = {
  /** May an event at [start, end) of the block be passed over? `start` only grows. */
  mayPass(start: number, end: number): boolean;
  pass(timestampMs: number, start: number, end: number): void;
};

export type Skim = {
  ofText(block: string, isAscii: boolean): SkimmedBlock;
  /** Where in ASCII one of the texts is next, from an index on that only grows; infinite where none is. */
  ofBytes(block: Uint8Array, tools: ByteTools): (from: number) => number;
  readonly skimming: Skimming;
  /** Where the other events go, so that all are told of in their order. */
  readonly sink: EventSink;
  /** Calls `read`, which reads a block to its end, and tells of what it has passed over, even where it fails. */
  reading(read: () => void): void;
};

/** UTF-8 bytes of well-formed text at [start, end). */
const utf8Bytes = (text: string, start: number, end: number): number => {
  let bytes = end - start;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    // Half a surrogate pair is two of the pair's four bytes.
    if (code >= 0x80) bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
};

/** `find`: where the text of this number is next from an index on, or -1. */
const finder = (texts: number, find: (text: number, from: number) => number) => {
  /** For each text, where it is next; infinite where it is no more. */
  const found = new Float64Array(texts).fill(-1);
  /** The first of them. */
  let next = -1;
  const search = (from: number): void => {
    next = Number.POSITIVE_INFINITY;
    for (let text = 0; text < texts; text += 1) {
      let at = found[text]!;
      if (at < from) {
        at = find(text, from);
        if (at < 0) at = Number.POSITIVE_INFINITY;
        found[text] = at;
      }
      if (at < next) next = at;
    }
  };
  return (from: number): number => {
    if (next < from) search(from);
    return next;
  };
};

/** Counts events until there is a reason to tell of them: most are followed by others that are passed over. */
const counter = ({ room, pass }: Skimming) => {
  let events = 0;
  let characters = 0;
  let bytes = 0;
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  let mostEvents = 0;
  let mostCharacters = 0;
  const tell = (): void => {
    if (events === 0) return;
    const passed = { events, characters, bytes, startMs, endMs };
    events = 0;
    characters = 0;
    bytes = 0;
    startMs = Number.POSITIVE_INFINITY;
    endMs = Number.NEGATIVE_INFINITY;
    pass(passed);
  };
  const count = (timestampMs: number, size: number, sizeInBytes: number): void => {
    if (events === 0) ({ events: mostEvents, characters: mostCharacters } = room());
    events += 1;
    characters += size;
    bytes += sizeInBytes;
    if (timestampMs < startMs) startMs = timestampMs;
    if (timestampMs > endMs) endMs = timestampMs;
    if (events >= mostEvents || characters >= mostCharacters) tell();
  };
  return { count, tell };
};

export const openSkim = (skimming: Skimming, sink: EventSink): Skim => {
  const { texts, isOn } = skimming;
  const { count, tell } = counter(skimming);
  let needles: readonly Uint8Array[] | undefined;
  return {
    skimming,
    reading: (read) => {
      try {
        read();
      } finally {
        tell();
      }
    },
    sink: {
      add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
        tell();
        sink.add(timestampMs, message, logStream, ingestionMs, logGroup, fields);
      },
    },
    ofText: (block, isAscii) => {
      const nextText = finder(texts.length, (text, from) => block.indexOf(texts[text]!, from));
      return {
        mayPass: (start, end) => nextText(start) >= end && isOn(),
        pass: (timestampMs, start, end) =>
          count(timestampMs, end - start, isAscii ? end - start : utf8Bytes(block, start, end)),
      };
    },
    ofBytes: (block, tools) => {
      needles ??= texts.map(tools.encode);
      const parts = needles;
      return finder(parts.length, (text, from) => tools.indexOf(block, parts[text]!, from));
    },
  };
};
