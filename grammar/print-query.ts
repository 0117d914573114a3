// The tree as canonical text: parse(print(tree)) is the tree again, spans aside.

import type { TreePrinter } from './commands/command-record.ts';
import { allCommands, commandRecords } from './commands/index.ts';
import { type Keywords, printAccess, printCalled, printName, printPath } from './field-name.ts';
import { printNumber } from './print-number.ts';
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
    case 'in-query':
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
const at = (level: number, expression: Expression, keywords: Keywords): string => {
  const text = print(expression, keywords);
  return levelOf(expression) >= level ? text : `(${text})`;
};

/** What stands before an operator, and behind it. */
const binary = (left: Expression, operator: string, right: Expression, level: number, keywords: Keywords) =>
  `${at(level, left, keywords)} ${operator} ${at(level + 1, right, keywords)}`;

const listed = (expressions: readonly Expression[], keywords: Keywords): string =>
  expressions.map((expression) => print(expression, keywords)).join(', ');

/** `keywords` are those of the command that the expression stands in. */
const print = (expression: Expression, keywords: Keywords): string => {
  switch (expression.kind) {
    case 'field':
      return printPath(expression.path, keywords);
    case 'number':
      return expression.text;
    case 'string':
      return quote(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'period':
      return `${printNumber(expression.count)}${expression.unit}`;
    case 'regex':
      return `/${expression.pattern}/`;
    case 'negation':
      return `-${at(PREFIX, expression.operand, keywords)}`;
    case 'not':
      return `not ${at(PREFIX, expression.operand, keywords)}`;
    case 'arithmetic': {
      const { left, operator, right } = expression;
      if (operator === '^') return `${at(PRIMARY, left, keywords)} ^ ${at(PREFIX, right, keywords)}`;
      return binary(left, operator, right, arithmeticLevel[operator], keywords);
    }
    case 'comparison':
    case 'logical':
      return binary(expression.left, expression.operator, expression.right, levelOf(expression), keywords);
    case 'match': {
      const { value, negated, pattern } = expression;
      return binary(value, negated ? 'not like' : 'like', pattern, MATCH, keywords);
    }
    case 'membership':
    case 'in-query': {
      const values =
        expression.kind === 'in-query'
          ? printSubquery(expression.query)
          : `[${listed(expression.list, keywords)}]`;
      return `${at(MATCH, expression.value, keywords)} ${expression.negated ? 'not in' : 'in'} ${values}`;
    }
    case 'access':
      return `${print(expression.value, keywords)}${printAccess(expression.path)}`;
    case 'call': {
      const args = expression.star ? '*' : listed(expression.args, keywords);
      return `${printCalled(expression.name.name, keywords)}(${args})`;
    }
  }
};

const noKeywords: Keywords = new Set();
export const printExpression = (expression: Expression): string => print(expression, noKeywords);

/** Texts may go over several lines, so no line but the first of a command is moved in. */
const printSubquery = (query: Query): string => `(\n  ${query.commands.map(printCommand).join('\n  | ')}\n)`;

const printerFor = (keywords: Keywords): TreePrinter => {
  const name = ({ name: text }: Name): string => printName(text, keywords);
  const expression = (one: Expression): string => print(one, keywords);
  const item = ({ value, alias }: Item): string =>
    alias === undefined ? expression(value) : `${expression(value)} as ${name(alias)}`;
  return {
    items: (items) => items.map(item).join(', '),
    expression,
    expressions: (expressions) => listed(expressions, keywords),
    name,
    names: (names) => names.map(name).join(', '),
    identifier: ({ name: text }) => printCalled(text, keywords),
    query: printSubquery,
  };
};

/** Behind the name `as` a keyword would be taken for a name. */
const quotedIn = (keywords: readonly string[]): Keywords =>
  new Set(keywords.length > 0 ? [...keywords, 'as'] : []);

const printers = new Map(
  allCommands.map(({ kind, keywords = {} }) => [kind, printerFor(quotedIn(Object.keys(keywords)))] as const),
);

export const printCommand = (command: Command): string =>
  commandRecords[command.kind].print(command, printers.get(command.kind) ?? printerFor(noKeywords));

/** What begins like a search needs no word for it where a query begins (query forms 14). */
const withoutWord = (text: string): string => text.replace(/^search (?=["(]|not )/, '');

/** The text of each command, as it stands in its place. */
export const printCommands = ({ commands }: Query): readonly string[] => {
  const first = commands.findIndex(({ kind }) => kind !== 'source');
  return commands.map((command, index) =>
    index === first ? withoutWord(printCommand(command)) : printCommand(command),
  );
};

/** One command a line. */
export const printQuery = (query: Query): string => printCommands(query).join('\n| ');
