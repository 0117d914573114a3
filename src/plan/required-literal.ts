// The longest text that every match of a pattern must contain: an event without it need not be tried.

import type { RegexNode, RegexTree } from '../../grammar/index.ts';

/** Shorter texts are in most events and spare nothing. */
const SHORTEST_USEFUL = 3;

/**
 * `runs` are texts that a match of the node certainly contains; `prefix` and `suffix` are those it begins and
 * ends with; `whole` when the node is nothing but its prefix.
 */
type Certain = {
  readonly runs: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
  readonly whole: boolean;
};

const nothing: Certain = { runs: [], prefix: '', suffix: '', whole: false };
const exactly = (text: string): Certain => ({ runs: [text], prefix: text, suffix: text, whole: true });

const join = (a: Certain, b: Certain): Certain => ({
  runs: [...a.runs, ...b.runs, a.suffix + b.prefix],
  prefix: a.whole ? a.prefix + b.prefix : a.prefix,
  suffix: b.whole ? a.suffix + b.suffix : b.suffix,
  whole: a.whole && b.whole,
});

const certain = (node: RegexNode): Certain => {
  switch (node.kind) {
    case 'character':
      return node.ignoreCase ? nothing : exactly(String.fromCodePoint(node.codePoint));
    case 'assertion':
      return exactly('');
    case 'group':
      return certain(node.body);
    case 'sequence':
      return node.parts.map(certain).reduce(join, exactly(''));
    case 'repeat': {
      if (node.least === 0) return nothing;
      const body = certain(node.body);
      return { ...body, whole: body.whole && node.least === 1 && node.most === 1 };
    }
    default:
      return nothing;
  }
};

export const isUseful = (text: string): boolean => text.length >= SHORTEST_USEFUL;

export const longest = (texts: readonly string[]): string | undefined => {
  const best = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
  return isUseful(best) ? best : undefined;
};

export const requiredLiteral = (regex: RegexTree): string | undefined => longest(certain(regex.root).runs);
