// The tree as canonical text: parse(print(tree)) is the tree again, spans aside.

import type { TreePrinter } from './commands/command-record.ts';
import { commandRecords } from './commands/index.ts';
import { printCalled, printName, printPath } from './field-name.ts';
import type { Command, Expression, Item, Name, Query } from './syntax-tree.ts';
import { quote } from './text-literal.ts';

/** How tightly each kind binds; the levels of parser.ts. */
const OR = 1;
const AND = 2;
const MATCH = 3;
const EQUALITY = 4;
const RELATION = 5;
const SUM = 6;
const PRODUCT = 7;
const PREFIX = 8;
const POWER = 9;
const PRIMARY = 10;

const arithmeticLevel = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '%': PRODUCT, '^': POWER } as const;

const levelOf = (expression: Expression): number => {
  switch (expression.kind) {
    case 'logical':
      return expression.operator === 'or' ? OR : AND;
    case 'membership':
    case 'match':
      return MATCH;
    case 'comparison':
      return expression.operator === '=' || expression.operator === '!=' ? EQUALITY : RELATION;
    case 'arithmetic':
      return arithmeticLevel[expression.operator];
    case 'negation':
    case 'not':
      return PREFIX;
    default:
      return PRIMARY;
  }
};

/** In brackets unless it binds at least as tightly as its place asks. */
const at = (level: number, expression: Expression): string => {
  const text = printExpression(expression);
  return levelOf(expression) >= level ? text : `(${text})`;
};

const binary = (left: Expression, operator: string, right: Expression, level: number): string =>
  `${at(level, left)} ${operator} ${at(level + 1, right)}`;

export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'field':
      return printPath(expression.path);
    case 'number':
      return expression.text;
    case 'string':
      return quote(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'period':
      return `${expression.count}${expression.unit}`;
    case 'regex':
      return `/${expression.pattern}/`;
    case 'negation':
      return `-${at(PREFIX, expression.operand)}`;
    case 'not':
      return `not ${at(PREFIX, expression.operand)}`;
    case 'arithmetic':
      if (expression.operator === '^')
        return `${at(PRIMARY, expression.left)} ^ ${at(PREFIX, expression.right)}`;
      return binary(
        expression.left,
        expression.operator,
        expression.right,
        arithmeticLevel[expression.operator],
      );
    case 'comparison':
      return binary(expression.left, expression.operator, expression.right, levelOf(expression));
    case 'match':
      return binary(expression.value, expression.negated ? 'not like' : 'like', expression.pattern, MATCH);
    case 'membership': {
      const list = expression.list.map(printExpression).join(', ');
      return `${at(MATCH, expression.value)} ${expression.negated ? 'not in' : 'in'} [${list}]`;
    }
    case 'logical':
      return binary(expression.left, expression.operator, expression.right, levelOf(expression));
    case 'call': {
      const args = expression.star ? '*' : expression.args.map(printExpression).join(', ');
      return `${printCalled(expression.name.name)}(${args})`;
    }
  }
};

const printItem = (item: Item): string =>
  item.alias === undefined
    ? printExpression(item.value)
    : `${printExpression(item.value)} as ${printName(item.alias.name)}`;

const printer: TreePrinter = {
  items: (items: readonly Item[]) => items.map(printItem).join(', '),
  expression: printExpression,
  names: (names: readonly Name[]) => names.map((name) => printName(name.name)).join(', '),
};

export const printCommand = (command: Command): string =>
  commandRecords[command.kind].print(command, printer);

/** One command a line. */
export const printQuery = (query: Query): string => query.commands.map(printCommand).join('\n| ');
