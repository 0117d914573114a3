import type { CstNode, IToken } from 'chevrotain';
import { diagnostic } from '../diagnostic.ts';
import { printNumber } from '../print-number.ts';
import { type Span, spanFrom } from '../span.ts';
import { spanOfToken } from '../span-of-token.ts';
import { nodeOf, nodesOf, tokenOf, tokensOf } from '../syntax.ts';
import type { Expression, SourceSelector, SourceTime, TagFilter } from '../syntax-tree.ts';
import { quote, unquote } from '../text-literal.ts';
import type { CommandRecord, TreeBuilder } from './command-record.ts';
import { type Options, readOptions } from './read-options.ts';
import { printPeriod } from './read-period.ts';

/** A quoted text, or the right side of `'accountId' = '1'` (API_StartQuery writes accounts so). */
const textOf = (expression: Expression, builder: TreeBuilder): string => {
  if (expression.kind === 'string') return expression.value;
  if (expression.kind === 'comparison' && expression.operator === '=')
    return textOf(expression.right, builder);
  const facts = { name: 'SOURCE [ … ]', wanted: 'a list of quoted texts' };
  builder.complain(diagnostic('wrong-option', expression.span, facts));
  return '';
};

const textsOf = (list: CstNode | undefined, builder: TreeBuilder): readonly string[] =>
  list === undefined ? [] : builder.expressions(list).map((expression) => textOf(expression, builder));

/** `"key":"team", "values":["a","b"]` */
const tagFilterOf = (node: CstNode, builder: TreeBuilder): TagFilter => {
  const texts = tokensOf(node, 'String');
  const names = texts.map((token) => unquote(token.image));
  // A name is the text before a colon: the key's value is one that is not.
  const at = names.indexOf('key');
  const key = names[at + 1];
  const [first] = texts;
  if (first !== undefined && (at < 0 || key === undefined || key === 'values')) {
    const facts = { name: 'logGroupTags', wanted: 'a list of {"key": "name", "values": ["value"]}' };
    builder.complain(diagnostic('wrong-option', spanOfToken(first), facts));
  }
  return { key: key ?? '', values: textsOf(nodeOf(node, 'list'), builder) };
};

type Argument = { readonly name: IToken; readonly values: readonly string[] };

/** `namePrefix: ['a'], class: "STANDARD"`: each name with the list or text behind it. */
const argumentsOf = (names: readonly IToken[], node: CstNode, builder: TreeBuilder): readonly Argument[] => {
  const lists = nodesOf(node, 'sourceList');
  const texts = tokensOf(node, 'String');
  return names.map((name, index) => {
    const end = names[index + 1]?.startOffset ?? Number.POSITIVE_INFINITY;
    const isHere = (offset: number): boolean => offset > name.startOffset && offset < end;
    const list = lists.find((one) => isHere(tokenOf(one, 'LeftBracket')?.startOffset ?? -1));
    const text = texts.find((one) => isHere(one.startOffset));
    return { name, values: text === undefined ? textsOf(list, builder) : [unquote(text.image)] };
  });
};

const logGroups = (
  node: CstNode,
  names: readonly IToken[],
  span: Span,
  builder: TreeBuilder,
): SourceSelector => {
  const given: { prefixes: readonly string[]; accounts: readonly string[]; classes: readonly string[] } = {
    prefixes: [],
    accounts: [],
    classes: [],
  };
  for (const { name, values } of argumentsOf(names, node, builder)) {
    const word = name.image.toLowerCase();
    if (/^nameprefix(es)?$/.test(word)) given.prefixes = values;
    else if (/^accountidentifiers?$/.test(word)) given.accounts = values;
    else if (/^(loggroup)?class$/.test(word)) given.classes = values;
    else
      builder.complain(
        diagnostic('unknown-option', spanOfToken(name), {
          command: 'logGroups',
          name: name.image,
          nearest: undefined,
          allowed: ['namePrefix', 'accountIdentifier', 'class'],
        }),
      );
  }
  return { kind: 'log-groups', span, ...given };
};

const selectorOf = (node: CstNode, builder: TreeBuilder): SourceSelector => {
  const text = tokenOf(node, 'String');
  const [word, ...names] = tokensOf(node, 'Identifier');
  const close = tokenOf(node, 'RightParenthesis');
  if (word === undefined) {
    const span = text === undefined ? { start: 0, end: 0 } : spanOfToken(text);
    return { kind: 'group-name', span, name: unquote(text?.image ?? '""') };
  }
  if (close === undefined)
    return { kind: 'group-name', span: spanOfToken(word), name: builder.name(word).name };
  const span = spanFrom(spanOfToken(word), spanOfToken(close));
  const list = nodeOf(node, 'sourceList');
  switch (word.image.toLowerCase()) {
    case 'loggroups':
      return logGroups(node, names, span, builder);
    case 'datasource':
      return { kind: 'data-source', span, names: textsOf(list, builder) };
    case 'loggrouptags':
      return {
        kind: 'log-group-tags',
        span,
        filters: (list === undefined ? [] : nodesOf(list, 'tagFilter')).map((one) =>
          tagFilterOf(one, builder),
        ),
      };
    default:
      builder.complain(
        diagnostic('unknown-option', spanOfToken(word), {
          command: 'SOURCE',
          name: word.image,
          nearest: undefined,
          allowed: ['logGroups', 'dataSource', 'logGroupTags'],
        }),
      );
      return { kind: 'group-name', span, name: '' };
  }
};

const timeOf = (name: string, options: Options, builder: TreeBuilder): SourceTime | undefined => {
  const value = options.value(name);
  if (value === undefined) return undefined;
  if (value.word?.name.toLowerCase() === 'now') return { kind: 'now' };
  // `0s` is now, `-1d` a day before; a positive period would be in the future.
  if (value.ms !== undefined && value.ms <= 0) return { kind: 'ago', ms: -value.ms };
  if (value.number !== undefined && value.number >= 0 && value.to === undefined)
    return { kind: 'instant', ms: value.number };
  builder.complain(
    diagnostic('wrong-option', value.span, {
      name,
      wanted: 'now, a time before now such as -1d, or epoch milliseconds',
    }),
  );
  return undefined;
};

const list = (values: readonly string[]): string => `[${values.map(quote).join(', ')}]`;

const printTag = ({ key, values }: TagFilter): string => `{"key": ${quote(key)}, "values": ${list(values)}}`;

const printSelector = (selector: SourceSelector): string => {
  switch (selector.kind) {
    case 'group-name':
      return quote(selector.name);
    case 'log-groups': {
      const parts = [
        ...(selector.prefixes.length > 0 ? [`namePrefix: ${list(selector.prefixes)}`] : []),
        ...(selector.accounts.length > 0 ? [`accountIdentifier: ${list(selector.accounts)}`] : []),
        ...(selector.classes.length > 0 ? [`class: ${list(selector.classes)}`] : []),
      ];
      return `logGroups(${parts.join(', ')})`;
    }
    case 'data-source':
      return `dataSource(${list(selector.names)})`;
    case 'log-group-tags':
      return `logGroupTags([${selector.filters.map(printTag).join(', ')}])`;
  }
};

const printTime = (name: string, time: SourceTime | undefined): string => {
  if (time === undefined) return '';
  if (time.kind === 'now') return ` ${name}=now`;
  return time.kind === 'instant'
    ? ` ${name}=${printNumber(time.ms)}`
    : ` ${name}=${time.ms > 0 ? '-' : ''}${printPeriod(time.ms)}`;
};

export const source: CommandRecord<'source'> = {
  kind: 'source',
  words: ['SOURCE'],
  summary: 'says which log groups are read, and perhaps in which time range',
  source: 'CWL_QuerySyntax-Source',
  syntax: (syntax) => syntax.sourceSelectors(),
  build: (node, span, builder) => {
    const options = readOptions(node, 'SOURCE', ['start', 'end'], builder);
    return {
      kind: 'source',
      span,
      selectors: [...nodesOf(node, 'sourceSelector'), ...nodesOf(node, 'sourceCall')].map((selector) =>
        selectorOf(selector, builder),
      ),
      start: timeOf('start', options, builder),
      end: timeOf('end', options, builder),
    };
  },
  print: (command) =>
    `SOURCE ${command.selectors.map(printSelector).join(' ')}${printTime('start', command.start)}${printTime('end', command.end)}`,
};
