// What holds for every text that is given to the parser, whatever is in it.

import assert from 'node:assert/strict';
import {
  type Diagnostic,
  MAX_QUERY_LENGTH,
  parseQuery,
  printQuery,
  type Query,
  wordingOf,
} from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { bareTree } from './bare-tree.ts';

const parsed = (text: string): Query => {
  const { query, diagnostics } = parseQuery(text);
  return query ?? assert.fail(`${text}\n${diagnostics.map((found) => wordingOf(found).sentence).join('\n')}`);
};

export const assertRoundTrip = (tree: Query): void => {
  const printed = printQuery(tree);
  // Canonical text may be longer than what was written, and then too long for a query.
  if (printed.length > MAX_QUERY_LENGTH) return;
  const again = parsed(printed);
  assert.equal(bareTree(again), bareTree(tree), printed);
  assert.equal(printQuery(again), printed);
};

const assertWithin = (text: string, { code, span }: Diagnostic): void => {
  const holds = Number.isInteger(span.start) && span.start >= 0 && span.start <= span.end;
  assert.ok(holds && span.end <= text.length, `${code} at ${span.start} to ${span.end} of ${text.length}`);
};

type Extent = { readonly start: number; readonly end: number };

/** Every node lies in the text, and its children lie in it. */
const assertSpans = (tree: unknown, outer: Extent): void => {
  if (typeof tree !== 'object' || tree === null) return;
  const own = (tree as { span?: Extent }).span;
  const holds =
    own === undefined || (own.start >= outer.start && own.end <= outer.end && own.start <= own.end);
  if (!holds) assert.fail(JSON.stringify(tree));
  for (const child of Object.values(tree)) assertSpans(child, own ?? outer);
};

/** No throw, places within the text, and what is taken comes back. True when the text is taken. */
export const assertLaws = (text: string): boolean => {
  const { query, diagnostics } = parseQuery(text);
  const planned = planQuery(text);
  assert.equal(query === undefined, diagnostics.length > 0);
  for (const found of [...diagnostics, ...planned.diagnostics]) assertWithin(text, found);
  for (const found of planned.diagnostics) assert.ok(wordingOf(found).sentence.length > 0);
  if (query === undefined) return false;
  assertSpans(query, { start: 0, end: text.length });
  assertRoundTrip(query);
  return true;
};

/** Seconds of the processor, so that a busy machine changes nothing. */
export const secondsOf = (work: () => unknown): number => {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
};
