// Placeholders in a text: `${Name}` as CloudFormation, the Serverless Framework and shells write it, and
// `{{name}}` as templating tools and CloudFormation's dynamic references do.

import { type SourceText, type Span, textWithin } from './source-text.ts';

const anywhere = /\$\{[^{}\n]+\}|\{\{[^{}\n]+\}\}/g;
const doubleBraces = /\{\{[^{}\n]+\}\}/g;

const spansOf = (pattern: RegExp, text: string): readonly Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

const withHoles = (source: SourceText, more: readonly Span[]): SourceText => {
  const added = more.filter((span) => !source.holes.some((hole) => overlap(hole, span)));
  if (added.length === 0) return source;
  return { ...source, holes: [...source.holes, ...added].sort((a, b) => a.start - b.start) };
};

export const markPlaceholders = (source: SourceText): SourceText =>
  withHoles(source, spansOf(anywhere, source.text));

/** For Terraform, whose own reader has found `${…}` and knows which are escaped. */
export const markDoubleBraces = (source: SourceText): SourceText =>
  withHoles(source, spansOf(doubleBraces, source.text));

/** Fn::Sub: `${!Name}` is the text `${Name}`, everything else in `${…}` is substituted. */
export const markSubstitutions = (source: SourceText): SourceText => {
  const literals = spansOf(/\$\{!/g, source.text);
  if (literals.length === 0) return markPlaceholders(source);
  const dropped = new Set(literals.map(({ end }) => end - 1));
  const kept = [...Array(source.text.length).keys()].filter((offset) => !dropped.has(offset));
  const text = kept.map((offset) => source.text[offset]).join('');
  const unmarked = textWithin(source, { text, offsets: kept }, 0);
  const literalStarts = new Set(literals.map(({ start }) => start));
  const holes = spansOf(anywhere, text).filter(({ start }) => !literalStarts.has(kept[start] ?? -1));
  return withHoles(unmarked, holes);
};
