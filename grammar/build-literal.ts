// Tokens to the leaves of the tree: names, fields, literals; and the span of a concrete node.

import type { CstElement, CstNode, IToken } from 'chevrotain';
import { readPeriod } from './commands/read-period.ts';
import { nameOfPath, readPath } from './field-name.ts';
import type { Span } from './span.ts';
import { spanOfToken } from './span-of-token.ts';
import type { Expression, FieldReference, Name } from './syntax-tree.ts';
import { unquote } from './text-literal.ts';

export const isToken = (element: CstElement): element is IToken => 'image' in element;

/** Of a node without tokens. */
const nowhere: Span = { start: Number.POSITIVE_INFINITY, end: 0 };

/** From the first token of a node to its last. */
export const spanOf = (node: CstNode): Span =>
  Object.values(node.children)
    .flat()
    .map((child) => (isToken(child) ? spanOfToken(child) : spanOf(child)))
    .reduce((a, b) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }), nowhere);

export const buildName = (token: IToken): Name => ({
  kind: 'name',
  span: spanOfToken(token),
  name: nameOfPath(readPath(token.image)),
});

export const buildField = (token: IToken): FieldReference => {
  const path = readPath(token.image);
  return { kind: 'field', span: spanOfToken(token), name: nameOfPath(path), path };
};

const buildPeriod = (token: IToken): Expression => {
  const { count, unit } = readPeriod(token.image);
  return { kind: 'period', span: spanOfToken(token), count, unit };
};

export const literalBuilders: Readonly<Record<string, (token: IToken) => Expression>> = {
  Number: (token) => ({
    kind: 'number',
    span: spanOfToken(token),
    value: Number(token.image),
    text: token.image,
  }),
  Period: buildPeriod,
  String: (token) => ({ kind: 'string', span: spanOfToken(token), value: unquote(token.image) }),
  Regex: (token) => ({ kind: 'regex', span: spanOfToken(token), pattern: token.image.slice(1, -1) }),
  True: (token) => ({ kind: 'boolean', span: spanOfToken(token), value: true }),
  False: (token) => ({ kind: 'boolean', span: spanOfToken(token), value: false }),
};
