// The fields of a message that is JSON: its leaves, each with a dotted path (evidence 44).
//
// The text must be ONE JSON object from end to end, otherwise it has no fields at all. So leaves are noted
// while the text is checked, and handed over when it has proved sound. Nothing is made of a leaf that nobody
// wants: noting one writes four small numbers and a reference, in arrays that serve every event.

import { isKeyHere, numberEnd, quote, skipBlanks, startsObject, stringEnd, wordEnd } from './json-text.ts';
import { elementChild, isTrieFull, keyChild, newPathTrie, type PathNode, unescapeJson } from './path-trie.ts';
import { countCharacters, encodeText } from './utf8-text.ts';

export type LeafKind = 'text' | 'number' | 'true' | 'false' | 'null';

/** `value` is the unescaped text of a string and the source text of anything else. */
export type LeafSink = (path: string, kind: LeafKind, value: string) => void;

/** At most this many leaves of an event are fields, the first ones in its text (evidence 44). */
export const MAX_DISCOVERED_FIELDS = 200;

/** Objects and arrays within each other; a deeper text is not discovered. It bounds the recursion here. */
export const MAX_JSON_DEPTH = 500;

let trie = newPathTrie();

let leafCount = 0;
const leafNodes: PathNode[] = [];
const leafKinds: LeafKind[] = [];
const leafStarts = new Int32Array(MAX_DISCOVERED_FIELDS);
const leafEnds = new Int32Array(MAX_DISCOVERED_FIELDS);

const isFull = (): boolean => leafCount === MAX_DISCOVERED_FIELDS;

const note = (node: PathNode, kind: LeafKind, start: number, end: number): number => {
  if (end < 0 || isFull()) return end;
  leafNodes[leafCount] = node;
  leafKinds[leafCount] = kind;
  leafStarts[leafCount] = start;
  leafEnds[leafCount] = end;
  leafCount += 1;
  return end;
};

const noteWord = (bytes: Uint8Array, at: number, node: PathNode, word: 'true' | 'false' | 'null'): number =>
  note(node, word, at, wordEnd(bytes, at, word));

// The scan functions return the index after what they have read, or -1.

const scanValue = (bytes: Uint8Array, at: number, node: PathNode, depth: number): number => {
  switch (bytes[at]) {
    case quote:
      return note(node, 'text', at, stringEnd(bytes, at));
    case 123 /* { */:
      return scanObject(bytes, at, node, depth + 1);
    case 91 /* [ */:
      return scanArray(bytes, at, node, depth + 1);
    case 116 /* t */:
      return noteWord(bytes, at, node, 'true');
    case 102 /* f */:
      return noteWord(bytes, at, node, 'false');
    case 110 /* n */:
      return noteWord(bytes, at, node, 'null');
    default:
      return note(node, 'number', at, numberEnd(bytes, at));
  }
};

const decoder = new TextDecoder();

/** The child for the key whose source is at [from, to), and the better guess for it. */
const learnKey = (
  node: PathNode,
  before: PathNode | undefined,
  bytes: Uint8Array,
  from: number,
  to: number,
): PathNode => {
  // Past the last leaf that counts, paths do not matter: any node will do.
  if (isFull()) return node;
  const child = keyChild(trie, node, decoder.decode(bytes.subarray(from, to)));
  if (before === undefined) node.firstKey = child;
  else before.nextKey = child;
  return child;
};

const scanObject = (bytes: Uint8Array, from: number, node: PathNode, depth: number): number => {
  if (depth > MAX_JSON_DEPTH) return -1;
  let at = skipBlanks(bytes, from + 1);
  if (bytes[at] === 125 /* } */) return at + 1;
  let before: PathNode | undefined;
  for (;;) {
    if (bytes[at] !== quote) return -1;
    let child = before === undefined ? node.firstKey : before.nextKey;
    if (child !== undefined && isKeyHere(bytes, at, child.source)) {
      at += child.source.length + 2;
    } else {
      const end = stringEnd(bytes, at);
      if (end < 0) return -1;
      child = learnKey(node, before, bytes, at + 1, end - 1);
      at = end;
    }
    at = skipBlanks(bytes, at);
    if (bytes[at] !== 58 /* : */) return -1;
    at = scanValue(bytes, skipBlanks(bytes, at + 1), child, depth);
    if (at < 0) return -1;
    at = skipBlanks(bytes, at);
    const code = bytes[at];
    if (code === 125 /* } */) return at + 1;
    if (code !== 44 /* , */) return -1;
    at = skipBlanks(bytes, at + 1);
    before = child;
  }
};

const scanArray = (bytes: Uint8Array, from: number, node: PathNode, depth: number): number => {
  if (depth > MAX_JSON_DEPTH) return -1;
  let at = skipBlanks(bytes, from + 1);
  if (bytes[at] === 93 /* ] */) return at + 1;
  for (let index = 0; ; index++) {
    const child = isFull() ? node : elementChild(trie, node, index);
    at = scanValue(bytes, at, child, depth);
    if (at < 0) return -1;
    at = skipBlanks(bytes, at);
    const code = bytes[at];
    if (code === 93 /* ] */) return at + 1;
    if (code !== 44 /* , */) return -1;
    at = skipBlanks(bytes, at + 1);
  }
};

/** Where the object that begins at `start` ends, or -1 when none does. */
const scanFrom = (bytes: Uint8Array, start: number): number => {
  if (isTrieFull(trie)) trie = newPathTrie();
  leafCount = 0;
  return scanObject(bytes, start, trie.root, 1);
};

const scanText = (bytes: Uint8Array, length: number): boolean => {
  const end = scanFrom(bytes, skipBlanks(bytes, 0));
  return end >= 0 && skipBlanks(bytes, end) === length;
};

/** Braces that begin no JSON are passed over, but only so many: a line of braces must not cost its square. */
const MAX_FRAGMENT_TRIES = 16;

/** The first object anywhere in the text. */
const scanFragment = (bytes: Uint8Array, length: number): boolean => {
  let start = bytes.indexOf(123 /* { */);
  for (let tries = 0; start !== -1 && start < length && tries < MAX_FRAGMENT_TRIES; tries += 1) {
    if (scanFrom(bytes, start) >= 0) return true;
    start = bytes.indexOf(123, start + 1);
  }
  return false;
};

/** Leaf offsets become offsets in the text's characters; they already are when all of it is ASCII. */
const toCharacterOffsets = (bytes: Uint8Array): void => {
  let byteAt = 0;
  let characterAt = 0;
  const advance = (to: number): number => {
    characterAt += countCharacters(bytes, byteAt, to);
    byteAt = to;
    return characterAt;
  };
  for (let i = 0; i < leafCount; i++) {
    leafStarts[i] = advance(leafStarts[i]!);
    leafEnds[i] = advance(leafEnds[i]!);
  }
};

/**
 * Calls `leaf` for each field of the message, in its order; false when the message is not a JSON object.
 *
 * Empty objects and arrays give no leaf. A null counts among the first 200 and is handed over as 'null': it
 * means missing. When a path comes twice (duplicate keys, {"a.b":1,"a":{"b":2}}), `leaf` is called twice
 * and the last is to win. `wanted` limits the calls to these paths, and nothing else: what counts, counts.
 *
 * Paths are made once, not per event. `leaf` must not call flattenJson itself.
 */
export const flattenJson = (text: string, leaf: LeafSink, wanted?: ReadonlySet<string>): boolean => {
  if (!startsObject(text)) return false;
  const { bytes, length } = encodeText(text);
  if (!scanText(bytes, length)) return false;
  handOver(text, bytes, length, leaf, wanted);
  return true;
};

/** The same for the first JSON object within a text: what is discovered in the lines of Lambda functions. */
export const flattenJsonFragment = (text: string, leaf: LeafSink, wanted?: ReadonlySet<string>): boolean => {
  if (!text.includes('{')) return false;
  const { bytes, length } = encodeText(text);
  if (!scanFragment(bytes, length)) return false;
  handOver(text, bytes, length, leaf, wanted);
  return true;
};

export type TracedLeaf = {
  readonly path: string;
  readonly kind: LeafKind;
  readonly value: string;
  /** Where its token lies in the text, the quotes of a string among it; in UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

export type TracedJson = { readonly leaves: readonly TracedLeaf[]; readonly end: number };

/** Of the object that begins with the first brace, if it is sound; none where not all of its leaves may count. */
export const traceJson = (text: string): TracedJson | undefined => {
  const { bytes, length } = encodeText(text);
  const from = bytes.indexOf(123 /* { */);
  const byteEnd = from === -1 || from >= length ? -1 : scanFrom(bytes, from);
  if (byteEnd < 0 || isFull()) return undefined;
  const end = countCharacters(bytes, 0, byteEnd);
  const leaves: TracedLeaf[] = [];
  handOver(
    text,
    bytes,
    length,
    (path, kind, value) => {
      const index = leaves.length;
      leaves.push({ path, kind, value, start: leafStarts[index]!, end: leafEnds[index]! });
    },
    undefined,
  );
  return { leaves, end };
};

const handOver = (
  text: string,
  bytes: Uint8Array,
  length: number,
  leaf: LeafSink,
  wanted: ReadonlySet<string> | undefined,
): void => {
  if (length !== text.length) toCharacterOffsets(bytes);
  const hasEscapes = text.includes('\\');
  for (let i = 0; i < leafCount; i++) {
    const path = leafNodes[i]!.path;
    if (wanted !== undefined && !wanted.has(path)) continue;
    const kind = leafKinds[i]!;
    const start = leafStarts[i]!;
    const end = leafEnds[i]!;
    if (kind === 'text') {
      const source = text.slice(start + 1, end - 1);
      leaf(path, kind, hasEscapes ? unescapeJson(source) : source);
    } else {
      leaf(path, kind, text.slice(start, end));
    }
  }
};
