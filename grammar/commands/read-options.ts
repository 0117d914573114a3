// Options of a command, `name=value`: found by name, their values read as what they must be.

import type { CstNode } from 'chevrotain';
import { diagnostic } from '../diagnostic.ts';
import { nearest } from '../nearest.ts';
import { type Span, spanFrom } from '../span.ts';
import { spanOfToken } from '../span-of-token.ts';
import { nodesOf, tokenOf, tokensOf } from '../syntax.ts';
import type { Name } from '../syntax-tree.ts';
import { unquote } from '../text-literal.ts';
import type { TreeBuilder } from './command-record.ts';
import { readPeriod } from './read-period.ts';

/** A value as it is written, and what it could mean. */
type OptionValue = {
  readonly name: string;
  readonly span: Span;
  /** A word, or a quoted text. */
  readonly word: Name | undefined;
  readonly number: number | undefined;
  /** The second number of `1-4`. */
  readonly to: number | undefined;
  /** Milliseconds of a period, with its sign. */
  readonly ms: number | undefined;
};

const readValue = (node: CstNode, builder: TreeBuilder): OptionValue => {
  const name = tokenOf(node, 'Identifier');
  const word = tokenOf(node, 'Word');
  const text = tokenOf(node, 'String');
  const [number, to] = tokensOf(node, 'Number');
  const period = tokenOf(node, 'Period');
  const value = word ?? text ?? number ?? period;
  const [minus] = tokensOf(node, 'Minus').filter(
    ({ startOffset }) => startOffset < (value?.startOffset ?? 0),
  );
  const sign = minus === undefined ? 1 : -1;
  const written = value === undefined ? { start: 0, end: 0 } : spanOfToken(value);
  const span = minus === undefined ? written : spanFrom(spanOfToken(minus), written);
  const named: Name | undefined =
    text === undefined ? word && builder.name(word) : { kind: 'name', span, name: unquote(text.image) };
  const second = period === undefined ? to : number;
  return {
    name: name?.image.toLowerCase() ?? '',
    span: second === undefined ? span : spanFrom(span, spanOfToken(second)),
    word: named,
    number: number === undefined || period !== undefined ? undefined : sign * Number(number.image),
    to: second === undefined ? undefined : Number(second.image),
    ms: period === undefined ? undefined : sign * readPeriod(period.image).ms,
  };
};

/** Reads options; a name that is none of `allowed`, or stands twice, is complained of. */
export type Options = {
  word(name: string): Name | undefined;
  /** One of the words, in lower case. */
  choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word;
  flag(name: string, otherwise: boolean): boolean;
  number(name: string, wanted: string, fits: (n: number) => boolean, otherwise: number): number;
  range(name: string, otherwise: number): { readonly from: number; readonly to: number };
  value(name: string): OptionValue | undefined;
};

export const readOptions = (
  node: CstNode,
  command: string,
  allowed: readonly string[],
  builder: TreeBuilder,
): Options => {
  const values = new Map<string, OptionValue>();
  for (const option of nodesOf(node, 'assignment')) {
    const value = readValue(option, builder);
    const at = tokenOf(option, 'Identifier');
    const span = at === undefined ? value.span : spanOfToken(at);
    if (values.has(value.name))
      builder.complain(diagnostic('wrong-option', span, { name: value.name, wanted: 'given only once' }));
    else if (!allowed.includes(value.name))
      builder.complain(
        diagnostic('unknown-option', span, {
          command,
          name: value.name,
          nearest: nearest(value.name, allowed),
          allowed,
        }),
      );
    values.set(value.name, value);
  }
  const refuse = (value: OptionValue, wanted: string): void =>
    builder.complain(diagnostic('wrong-option', value.span, { name: value.name, wanted }));
  const options: Options = {
    value: (name) => values.get(name),
    word: (name) => {
      const value = values.get(name);
      // A quoted text may hold what no name can.
      const isName = value?.word !== undefined && /^[^`]+$/.test(value.word.name);
      if (value !== undefined && !isName) refuse(value, 'a name');
      return isName ? value.word : undefined;
    },
    choice: (name, words, otherwise) => {
      const value = values.get(name);
      if (value === undefined) return otherwise;
      const found = words.find((word) => word === value.word?.name.toLowerCase());
      if (found === undefined) refuse(value, words.join(' or '));
      return found ?? otherwise;
    },
    flag: (name, otherwise) =>
      options.choice(name, ['true', 'false'], otherwise ? 'true' : 'false') === 'true',
    number: (name, wanted, fits, otherwise) => {
      const value = values.get(name);
      if (value === undefined) return otherwise;
      if (value.number !== undefined && value.to === undefined && fits(value.number)) return value.number;
      refuse(value, wanted);
      return otherwise;
    },
    range: (name, otherwise) => {
      const value = values.get(name);
      if (value === undefined) return { from: otherwise, to: otherwise };
      const from = value.number ?? 0;
      const to = value.to ?? from;
      const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to >= from && to <= 1000;
      if (!fits) refuse(value, 'a whole number from 1 to 1,000, or a range such as 1-4');
      return fits ? { from, to } : { from: otherwise, to: otherwise };
    },
  };
  return options;
};
