// Random expressions: every operator, every function of the vocabulary with arguments of the kind it wants and
// of other kinds, fields that are there and fields that are not.

import fc from 'fast-check';
import {
  type FunctionRecord,
  functions,
  type Parameter,
  type ParameterKind,
  parametersFor,
} from '../../grammar/vocabulary/index.ts';
import { anyText } from './arbitrary-events.ts';
import { anyPeriod, anyRegex, datePattern, timePattern, zone } from './arbitrary-patterns.ts';
import { pick, type Write } from './scope.ts';

const constant = (text: fc.Arbitrary<string>): fc.Arbitrary<Write> => text.map((one) => () => one);

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '"': '\\"',
};

/** A literal that means the text. */
export const quoted = (text: string): string =>
  `"${text.replace(/[\\\n\t\r"]/g, (character) => escapes[character] ?? character)}"`;

const number = fc.oneof(
  fc.constantFrom('0', '1', '2', '3', '0.1', '1.5', '10', '100', '2.345', '12345.678', '0.00012345'),
  fc.constantFrom('1709164790000', '9007199254740993', '100000000000000000000000', '255'),
);
const text = fc.oneof(
  anyText.map(quoted),
  fc.constantFrom("'it'", "'a\"b'", '"\\d"', '"%41+%"', '"aGk="', '"/a"', '"1 "'),
);
const numericText = fc.constantFrom('"12"', '"-1.5"', '"1e3"', '" 7 "', '"007"');
const boolean = fc.constantFrom('true', 'false');

/** Names at the beginning of the scope are those that many events have. */
const place = fc.oneof({ weight: 3, arbitrary: fc.nat(7) }, { weight: 1, arbitrary: fc.nat(60) });

/** What may lead into a structure; of other values it is missing. */
const member = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('.a', '[0]', '.a.b[1]', '.`b c`', '.user', '.1') },
);

export const field: fc.Arbitrary<Write> = fc.tuple(place, member).map(
  ([index, path]) =>
    (scope) =>
      `${pick(scope.names, index)}${path}`,
);

/** A column of a stats by its text, where there is one. */
const column: fc.Arbitrary<Write> = fc
  .nat(60)
  .map((index) => (scope) => pick(scope.texts.length > 0 ? scope.texts : scope.names, index));

const literalOf: Readonly<Record<ParameterKind, fc.Arbitrary<string>>> = {
  any: fc.oneof(number, text, boolean),
  number: fc.oneof({ weight: 3, arbitrary: number }, numericText, boolean, fc.constant('-7')),
  text: fc.oneof({ weight: 4, arbitrary: text }, number, boolean),
  boolean: fc.oneof(boolean, number, text),
  timestamp: fc.oneof(fc.constant('1709164790000'), number, numericText),
  period: anyPeriod,
  percentile: fc.constantFrom('0', '1', '50', '90', '99', '99.9', '100'),
  rank: fc.constantFrom('1', '2', '3', '10000'),
  width: fc.constantFrom('1', '2', '5', '7', '100', '0.1'),
  network: fc.constantFrom(
    '"10.0.0.0/8"',
    '"10.1.2.3"',
    '"::/0"',
    '"2001:db8::/32"',
    '"0.0.0.0/0"',
    '"10.1.2.0/24"',
  ),
  field: fc.constant('a'),
};

/** Kinds of which only what is written out is taken. */
const written: ReadonlySet<ParameterKind> = new Set(['period', 'percentile', 'rank', 'width']);

/** What stands in place of the kind for some functions. */
const special = (record: FunctionRecord, parameter: Parameter): fc.Arbitrary<string> | undefined => {
  const { name } = parameter;
  if (name === 'pattern' && record.name === 'parseDate') return datePattern.map(quoted);
  if (name === 'pattern' && record.name === 'formatDate') return timePattern.map(quoted);
  if (name === 'zone') return zone.map(quoted);
  if (name === 'pattern') return anyRegex.map((regex) => `/${regex}/`);
  if (name === 'replacement')
    return fc.constantFrom('""', '"é"', '"<$1>"', '"\\1\\0"', '"$0$9"', `'\${name}'`, '"\\\\$"');
  return undefined;
};

const argument = (
  record: FunctionRecord,
  parameter: Parameter,
  expression: fc.Arbitrary<Write>,
): fc.Arbitrary<Write> => {
  const its = special(record, parameter);
  if (its !== undefined) return constant(its);
  if (written.has(parameter.kind)) return constant(literalOf[parameter.kind]);
  return fc.oneof(
    { weight: 3, arbitrary: field },
    { weight: 3, arbitrary: constant(literalOf[parameter.kind]) },
    { weight: 2, arbitrary: expression },
  );
};

const argumentCountsOf = (record: FunctionRecord): number[] =>
  Array.from({ length: 7 }, (_, count) => count).filter(
    (count) => parametersFor(record, count) !== undefined,
  );

/** Calls of a function with every number of arguments that it takes. */
export const callOf = (record: FunctionRecord, expression: fc.Arbitrary<Write>): fc.Arbitrary<Write> => {
  const spelling = fc.constantFrom(record.name, ...(record.spellings ?? []), record.name.toUpperCase());
  const lists = argumentCountsOf(record).map((count) =>
    fc.tuple(
      ...(parametersFor(record, count) ?? []).map((parameter) => argument(record, parameter, expression)),
    ),
  );
  return fc.tuple(spelling, fc.oneof(...lists)).map(
    ([name, args]) =>
      (scope) =>
        `${name}(${args.map((arg) => arg(scope)).join(', ')})`,
  );
};

export const scalarFunctions = functions.filter(({ family }) => family !== 'aggregate');
/** Those that may stand beside others. */
export const aggregateFunctions = functions.filter(
  ({ family, name }) => family === 'aggregate' && name !== 'topk',
);

const operator = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '=',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'AND',
);

/** Parts of what a call gives. */
const access: fc.Arbitrary<Write> = fc
  .tuple(field, fc.constantFrom('.a', '[0]', '[2].a', '.a.b', '.a.b[0]', '.`a`', '.user'))
  .map(
    ([value, path]) =>
      (scope) =>
        `jsonParse(${value(scope)})${path}`,
  );

type Operands = { expression: Write; operation: Write; call: Write };

const binary = (operand: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc.tuple(operand, operator, operand, fc.boolean()).map(([left, sign, right, isBare]) => (scope) => {
    const whole = `${left(scope)} ${sign} ${right(scope)}`;
    return isBare ? whole : `(${whole})`;
  });

const match = (operand: fc.Arbitrary<Write>): fc.Arbitrary<Write> => {
  const pattern = fc.oneof(
    { weight: 3, arbitrary: constant(anyRegex.map((regex) => `/${regex}/`)) },
    { weight: 2, arbitrary: constant(text) },
    { weight: 1, arbitrary: operand },
  );
  const word = fc.constantFrom('like', 'not like', 'LIKE');
  const byRegex = constant(anyRegex.map((regex) => `/${regex}/`));
  return fc.oneof(
    fc.tuple(operand, word, pattern).map(
      ([value, how, what]) =>
        (scope: Parameters<Write>[0]) =>
          `(${value(scope)} ${how} ${what(scope)})`,
    ),
    fc.tuple(operand, byRegex).map(
      ([value, what]) =>
        (scope: Parameters<Write>[0]) =>
          `(${value(scope)} =~ ${what(scope)})`,
    ),
  );
};

const membership = (operand: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc.tuple(operand, fc.constantFrom('in', 'not in'), fc.array(operand, { maxLength: 3 })).map(
    ([value, how, list]) =>
      (scope) =>
        `(${value(scope)} ${how} [${list.map((one) => one(scope)).join(', ')}])`,
  );

const prefixed = (operand: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc.tuple(fc.constantFrom('not ', '!', '-'), operand).map(
    ([sign, value]) =>
      (scope) =>
        `${sign}(${value(scope)})`,
  );

/** An expression of any depth that is worth a look. */
const { expression, operation } = fc.letrec<Operands>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: field },
    { weight: 3, arbitrary: constant(fc.oneof(number, text, boolean)) },
    { weight: 1, arbitrary: column },
    { weight: 1, arbitrary: access },
    { weight: 4, arbitrary: tie('operation') },
    { weight: 4, arbitrary: tie('call') },
  ),
  operation: fc.oneof(
    { weight: 4, arbitrary: binary(tie('expression')) },
    match(tie('expression')),
    membership(tie('expression')),
    prefixed(tie('expression')),
  ),
  call: fc.oneof(...scalarFunctions.map((record) => callOf(record, tie('expression')))),
}));

export const anyExpression = expression;

/** Something to filter by: mostly an operation. */
export const anyCondition = fc.oneof(
  { weight: 4, arbitrary: operation },
  { weight: 1, arbitrary: expression },
);
