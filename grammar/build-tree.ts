// Concrete syntax to the readonly tree. Everything here is total: the parser has accepted the tokens.

import type { CstNode, IToken } from 'chevrotain';
import { buildField, buildName, isToken, literalBuilders, spanOf } from './build-literal.ts';
import type { TreeBuilder } from './commands/command-record.ts';
import { commandRecords } from './commands/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readPath } from './field-name.ts';
import { invariant } from './invariant.ts';
import { type Span, spanFrom } from './span.ts';
import { spanOfToken } from './span-of-token.ts';
import { nodeOf, nodesOf, tokenOf, tokensOf } from './syntax.ts';
import type {
  ArithmeticOperator,
  Command,
  CommandKind,
  ComparisonOperator,
  Expression,
  Item,
  Query,
} from './syntax-tree.ts';

const startOf = (node: CstNode): number => spanOf(node).start;

const first = (node: CstNode | undefined, name: string): CstNode => {
  const child = node === undefined ? undefined : nodeOf(node, name);
  invariant(child, `a ${name} is missing in the concrete tree`);
  return child;
};

const buildFieldOrCall = (node: CstNode): Expression => {
  const token = tokenOf(node, 'Identifier');
  invariant(token, 'a field or call has a name');
  const close = tokenOf(node, 'RightParenthesis');
  if (close === undefined) return buildField(token);
  const call: Expression = {
    kind: 'call',
    span: spanFrom(spanOfToken(token), spanOfToken(close)),
    name: buildName(token),
    args: nodesOf(node, 'expression').map(buildExpression),
    star: tokenOf(node, 'Star') !== undefined,
  };
  const access = tokenOf(node, 'Access');
  if (access === undefined) return call;
  return {
    kind: 'access',
    span: spanFrom(call.span, spanOfToken(access)),
    value: call,
    path: readPath(access.image),
  };
};

/** Brackets belong to the text of what they hold: a column without alias is named by that text. */
const bracketSpan = (node: CstNode): Span => {
  const open = tokenOf(node, 'LeftParenthesis');
  const close = tokenOf(node, 'RightParenthesis');
  invariant(open && close, 'brackets come in pairs');
  return spanFrom(spanOfToken(open), spanOfToken(close));
};

const buildPrimary = (node: CstNode): Expression => {
  const field = nodeOf(node, 'fieldOrCall');
  if (field !== undefined) return buildFieldOrCall(field);
  const inner = nodeOf(node, 'expression');
  if (inner !== undefined) return { ...buildExpression(inner), span: bracketSpan(node) };
  const [kind = ''] = Object.keys(node.children);
  const token = tokenOf(node, kind);
  const build = literalBuilders[kind];
  invariant(token && build, `no literal of kind ${kind}`);
  return build(token);
};

const buildPower = (node: CstNode): Expression => {
  const base = buildPrimary(first(node, 'primary'));
  const exponent = nodeOf(node, 'prefix');
  if (exponent === undefined) return base;
  const right = buildPrefix(exponent);
  return { kind: 'arithmetic', span: spanFrom(base.span, right.span), operator: '^', left: base, right };
};

const buildPrefix = (node: CstNode): Expression => {
  const power = nodeOf(node, 'power');
  if (power !== undefined) return buildPower(power);
  const operand = buildPrefix(first(node, 'prefix'));
  const operator = Object.values(node.children).flat().find(isToken);
  invariant(operator, 'a prefix has an operator');
  const span = spanFrom(spanOfToken(operator), operand.span);
  switch (operator.tokenType.name) {
    case 'Minus':
      return { kind: 'negation', span, operand };
    case 'Plus':
      return operand;
    default:
      return { kind: 'not', span, operand };
  }
};

/** operand { operator operand }, folded from the left. */
const foldLevel = (
  node: CstNode,
  operandName: string,
  buildOperand: (node: CstNode) => Expression,
  join: (operator: IToken, span: Span, left: Expression, right: Expression) => Expression,
): Expression => {
  const operands = nodesOf(node, operandName).map(buildOperand);
  const operators = Object.values(node.children)
    .flat()
    .filter(isToken)
    .sort((a, b) => a.startOffset - b.startOffset);
  return operands.reduce((left, right, index) => {
    const operator = operators[index - 1];
    invariant(operator, 'an operator stands between operands');
    return join(operator, spanFrom(left.span, right.span), left, right);
  });
};

const arithmetic = (operator: IToken, span: Span, left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  span,
  operator: operator.image as ArithmeticOperator,
  left,
  right,
});

const comparison = (operator: IToken, span: Span, left: Expression, right: Expression): Expression => ({
  kind: 'comparison',
  span,
  operator: (operator.image === '==' ? '=' : operator.image) as ComparisonOperator,
  left,
  right,
});

const logical = (operator: IToken, span: Span, left: Expression, right: Expression): Expression => ({
  kind: 'logical',
  span,
  operator: operator.image.toLowerCase() as 'and' | 'or',
  left,
  right,
});

const buildProduct = (node: CstNode): Expression => foldLevel(node, 'prefix', buildPrefix, arithmetic);
const buildSum = (node: CstNode): Expression => foldLevel(node, 'product', buildProduct, arithmetic);
const buildRelation = (node: CstNode): Expression => foldLevel(node, 'sum', buildSum, comparison);
const buildEquality = (node: CstNode): Expression => foldLevel(node, 'relation', buildRelation, comparison);

/** A quoted pattern after `=~` is a regular expression (2020 documentation); a slash in it is written `\/`. */
const asRegex = (pattern: Expression): Expression =>
  pattern.kind === 'string'
    ? {
        kind: 'regex',
        span: pattern.span,
        pattern: pattern.value.replace(/\\[\s\S]|\//g, (part) => (part === '/' ? '\\/' : part)),
      }
    : pattern;

const buildLike = (
  value: Expression,
  operand: CstNode,
  pattern: Expression,
  negated: boolean,
): Expression => ({
  kind: 'match',
  span: spanFrom(value.span, pattern.span),
  negated,
  value,
  pattern: operand.name === 'regexTail' ? asRegex(pattern) : pattern,
});

const buildIn = (value: Expression, list: CstNode, negated: boolean): Expression => {
  const close = tokenOf(list, 'RightBracket');
  invariant(close, 'a list has an end');
  const span = spanFrom(value.span, spanOfToken(close));
  return { kind: 'membership', span, negated, value, list: nodesOf(list, 'expression').map(buildExpression) };
};

const buildInQuery = (value: Expression, query: CstNode, negated: boolean): Expression => ({
  kind: 'in-query',
  span: spanFrom(value.span, spanOf(query)),
  negated,
  value,
  query: buildQuery(query),
});

/** `value like a not in [b]`: tails in the order of the text, each over what stands before it. */
const buildMatch = (node: CstNode): Expression => {
  const tails = [...nodesOf(node, 'matchTail'), ...nodesOf(node, 'regexTail')].sort(
    (a, b) => startOf(a) - startOf(b),
  );
  return tails.reduce(
    (value, tail) => {
      const negated = tokenOf(tail, 'Not') !== undefined;
      const list = nodeOf(tail, 'list');
      if (list !== undefined) return buildIn(value, list, negated);
      const query = nodeOf(tail, 'subquery');
      if (query !== undefined) return buildInQuery(value, query, negated);
      return buildLike(value, tail, buildEquality(first(tail, 'equality')), negated);
    },
    buildEquality(first(node, 'equality')),
  );
};

const buildAnd = (node: CstNode): Expression => foldLevel(node, 'match', buildMatch, logical);
const buildOr = (node: CstNode): Expression => foldLevel(node, 'conjunction', buildAnd, logical);

const buildExpression = (node: CstNode | undefined): Expression => buildOr(first(node, 'disjunction'));

const buildItem = (node: CstNode): Item => {
  const value = buildExpression(nodeOf(node, 'expression'));
  const word = tokenOf(node, 'Word');
  const alias = word === undefined ? undefined : buildName(word);
  return { kind: 'item', span: spanFrom(value.span, alias?.span ?? value.span), value, alias };
};

/** What builders complain of while a tree is built; a parser works on one text at a time. */
let complaints: Diagnostic[] = [];

const builder: TreeBuilder = {
  items: (node) => (node === undefined ? [] : nodesOf(node, 'item').map(buildItem)),
  expression: (node) => (node?.name === 'fieldOrCall' ? buildFieldOrCall(node) : buildExpression(node)),
  expressions: (node) => (node === undefined ? [] : nodesOf(node, 'expression').map(buildExpression)),
  names: (node) => (node === undefined ? [] : tokensOf(node, 'Word').map(buildName)),
  name: buildName,
  field: buildField,
  fields: (node) => (node === undefined ? [] : tokensOf(node, 'Identifier').map(buildField)),
  query: (node) => buildQuery(node),
  complain: (complaint) => complaints.push(complaint),
};

const buildCommandNode = (command: CstNode, span: Span): Command => {
  const [kind] = Object.keys(command.children);
  invariant(kind, 'a command has a kind');
  return commandRecords[kind as CommandKind].build(first(command, kind), span, builder);
};

/** `( SOURCE 'g' | … )` */
const buildQuery = (node: CstNode | undefined): Query => {
  invariant(node, 'a command has its query');
  const commands = nodesOf(node, 'command').map((command) => buildCommandNode(command, spanOf(command)));
  return { kind: 'query', span: spanOf(node), commands };
};

export type BuiltCommand = { readonly command: Command; readonly diagnostics: readonly Diagnostic[] };

/** The tree of one command; `span` runs from its first token to its last. */
export const buildCommand = (node: CstNode, span: Span): BuiltCommand => {
  complaints = [];
  const command = buildCommandNode(node, span);
  return { command, diagnostics: complaints };
};
