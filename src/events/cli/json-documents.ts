// Whole JSON documents (objects and arrays) out of text that is cut anywhere. They follow each other with or
// without white space; whoever takes them parses them.

import { MAX_EVENT_CHARACTERS } from '../limits.ts';
import { ReaderError } from '../reader-error.ts';

/** Deeper data serves nobody, and whoever walks it would need a stack as deep. */
const MAX_DEPTH = 1000;

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

export type JsonDocuments = { push(text: string): void; end(): void };

/** Where the text stands. It belongs to one splitter. */
type Place = {
  depth: number;
  isInString: boolean;
  isEscaped: boolean;
  count: number;
};

const fail = ({ count }: Place, why: string): never => {
  throw new ReaderError('bad-document', `the JSON is malformed after ${count} documents: ${why}`);
};

/** One character further; tells whether it ends a document. */
const step = (place: Place, code: number): boolean => {
  if (place.isInString) {
    if (place.isEscaped) place.isEscaped = false;
    else if (code === 92 /* \ */) place.isEscaped = true;
    else if (code === 34 /* " */) place.isInString = false;
  } else if (code === 34) {
    place.isInString = true;
  } else if (code === 123 /* { */ || code === 91 /* [ */) {
    place.depth += 1;
  } else if (code === 125 /* } */ || code === 93 /* ] */) {
    place.depth -= 1;
    return place.depth === 0;
  }
  return false;
};

/** Calls `document(value, text)` for each, in order. Throws ReaderError when one is malformed or does not end. */
export const openJsonDocuments = (document: (value: unknown, text: string) => void): JsonDocuments => {
  const place: Place = { depth: 0, isInString: false, isEscaped: false, count: 0 };
  let parts: string[] = [];
  let length = 0;
  const gather = (text: string): void => {
    length += text.length;
    if (length > MAX_EVENT_CHARACTERS) fail(place, 'one is longer than 67,108,864 characters');
    parts.push(text);
  };
  const take = (): string => {
    const text = parts.join('');
    parts = [];
    length = 0;
    return text;
  };
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return fail(place, (error as Error).message);
    }
  };
  const push = (text: string): void => {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (place.depth === 0) {
        start = at;
        if (isBlank(code)) continue;
        if (code !== 123 && code !== 91) fail(place, 'text outside a document');
      }
      const isDocumentEnd = step(place, code);
      if (place.depth > MAX_DEPTH) fail(place, 'it is nested too deeply');
      if (!isDocumentEnd) continue;
      gather(text.slice(start, at + 1));
      const documentText = take();
      const value = parse(documentText);
      place.count += 1;
      document(value, documentText);
    }
    if (place.depth > 0) gather(text.slice(start));
  };
  const end = (): void => {
    if (place.depth > 0) fail(place, 'the last one ends too soon');
  };
  return { push, end };
};
