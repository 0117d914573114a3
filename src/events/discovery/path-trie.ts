// The dotted paths of JSON leaves, each made once: a tree of keys whose nodes carry their path's text.
//
// Events of one source repeat the same keys in the same order. So each node remembers which sibling came
// next the last time, and a key is usually recognised by comparing it with the text where it stands, without
// making a string of it.

export type PathNode = {
  /** The dotted path, '' for the root. */
  readonly path: string;
  readonly isRoot: boolean;
  /** The key as it stands between its quotes in JSON, escapes and all, in UTF-8. */
  readonly source: Uint8Array;
  /** Children by key source, and by index in an array. */
  keys: Map<string, PathNode> | undefined;
  elements: PathNode[] | undefined;
  /** The guess for the first key of an object here, and for the key after this one. */
  firstKey: PathNode | undefined;
  nextKey: PathNode | undefined;
};

/** Keys that are data (ids, names of users) would fill the memory: past this many paths none is remembered. */
const maxNodes = 100_000;

export type PathTrie = { readonly root: PathNode; nodeCount: number };

const noSource = new Uint8Array(0);
const encoder = new TextEncoder();

const newNode = (path: string, source: Uint8Array, isRoot: boolean): PathNode => ({
  path,
  isRoot,
  source,
  keys: undefined,
  elements: undefined,
  firstKey: undefined,
  nextKey: undefined,
});

export const newPathTrie = (): PathTrie => ({ root: newNode('', noSource, true), nodeCount: 1 });

export const isTrieFull = (trie: PathTrie): boolean => trie.nodeCount >= maxNodes;

/** The text of a string whose source this is; the source was found to be well-formed. */
export const unescapeJson = (source: string): string =>
  source.includes('\\') ? (JSON.parse(`"${source}"`) as string) : source;

/** A discovered name that starts with "@" gets another in front: "@" is the service's own (evidence 44). */
const childPath = (parent: PathNode, given: string): string => {
  // Half a surrogate pair, which JSON can write, is no text that a store could keep.
  const key = given.toWellFormed();
  if (!parent.isRoot) return `${parent.path}.${key}`;
  return key.startsWith('@') ? `@${key}` : key;
};

/** A substring keeps the whole text that it was cut from in memory; what outlives its event must not. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);

export const keyChild = (trie: PathTrie, parent: PathNode, keySource: string): PathNode => {
  const known = parent.keys?.get(keySource);
  if (known !== undefined) return known;
  const source = ownCopy(keySource);
  const child = newNode(childPath(parent, unescapeJson(source)), encoder.encode(source), false);
  if (isTrieFull(trie)) return child;
  trie.nodeCount += 1;
  parent.keys ??= new Map();
  parent.keys.set(source, child);
  return child;
};

export const elementChild = (trie: PathTrie, parent: PathNode, index: number): PathNode => {
  const known = parent.elements?.[index];
  if (known !== undefined) return known;
  const child = newNode(childPath(parent, String(index)), noSource, false);
  if (isTrieFull(trie)) return child;
  trie.nodeCount += 1;
  parent.elements ??= [];
  parent.elements[index] = child;
  return child;
};
