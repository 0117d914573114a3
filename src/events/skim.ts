// Tells where in a block of text events are that somebody wants to look at: one search over the block for
// each text, not one for each event.

import type { ByteTools, Skimming } from './reader.ts';

/** A block that is read from its start to its end. */
export type SkimmedBlock = {
  /** May an event at [start, end) of the block be passed over? `start` only grows. */
  mayPass(start: number, end: number): boolean;
  pass(timestampMs: number, start: number, end: number): void;
};

export type Skim = {
  ofText(block: string, isAscii: boolean): SkimmedBlock;
  /** Of ASCII. */
  ofBytes(block: Uint8Array, tools: ByteTools): SkimmedBlock;
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
  return (start: number, end: number): boolean => {
    if (next < start) search(start);
    return next < end;
  };
};

export const openSkim = ({ texts, isOn, pass }: Skimming): Skim => {
  let needles: readonly Uint8Array[] | undefined;
  return {
    ofText: (block, isAscii) => {
      const hasAny = finder(texts.length, (text, from) => block.indexOf(texts[text]!, from));
      return {
        mayPass: (start, end) => !hasAny(start, end) && isOn(),
        pass: (timestampMs, start, end) =>
          pass(timestampMs, end - start, isAscii ? end - start : utf8Bytes(block, start, end)),
      };
    },
    ofBytes: (block, tools) => {
      needles ??= texts.map(tools.encode);
      const parts = needles;
      const hasAny = finder(parts.length, (text, from) => tools.indexOf(block, parts[text]!, from));
      return {
        mayPass: (start, end) => !hasAny(start, end) && isOn(),
        pass: (timestampMs, start, end) => pass(timestampMs, end - start, end - start),
      };
    },
  };
};
