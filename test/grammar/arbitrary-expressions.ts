// Expressions of every kind, as fast-check makes them.

import fc from 'fast-check';
import type { Call, Expression, Item, Query } from '../../grammar/index.ts';
import { field, further, literal, name, node, optionalName } from './arbitrary-names.ts';

type Part = fc.Arbitrary<Expression>;

const operators = {
  arithmetic: ['+', '-', '*', '/', '%', '^'],
  comparison: ['=', '!=', '<', '<=', '>', '>='],
  logical: ['and', 'or'],
} as const;

const binary = (kind: keyof typeof operators, operand: Part): Part =>
  fc
    .tuple(fc.constantFrom(...operators[kind]), operand, operand)
    .map(([operator, left, right]) => node(kind)({ operator, left, right }) as Expression);

const prefixed = (kind: 'negation' | 'not', operand: Part): Part =>
  operand.map((inner) => node(kind)({ operand: inner }));

export const callOf = (operand: Part): fc.Arbitrary<Call> =>
  fc.oneof(
    fc
      .tuple(name, fc.array(operand, { maxLength: 3 }))
      .map(([called, args]) => node('call')({ name: called, args, star: false })),
    name.map((called) => node('call')({ name: called, args: [], star: true })),
  );

const accessOf = (operand: Part): Part =>
  fc
    .tuple(
      callOf(operand),
      further.filter((path) => path.length > 0),
    )
    .map(([value, path]) => node('access')({ value, path }));

/** What `parse` reads and `fillmissing` fills: no operators but in brackets of a call. */
export const fieldOrCall = (operand: Part): Part => fc.oneof(field, callOf(operand), accessOf(operand));

/** Every kind; those with a query in them hold `query`. */
export const expressionOf = (operand: Part, query: fc.Arbitrary<Query>): Part =>
  fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    callOf(operand),
    accessOf(operand),
    prefixed('negation', operand),
    prefixed('not', operand),
    binary('arithmetic', operand),
    binary('comparison', operand),
    binary('logical', operand),
    fc
      .tuple(fc.boolean(), operand, operand)
      .map(([negated, value, pattern]) => node('match')({ negated, value, pattern })),
    fc
      .tuple(fc.boolean(), operand, fc.array(operand, { maxLength: 3 }))
      .map(([negated, value, list]) => node('membership')({ negated, value, list })),
    fc
      .tuple(fc.boolean(), operand, query)
      .map(([negated, value, inner]) => node('in-query')({ negated, value, query: inner })),
  );

export const itemsOf = (operand: Part): fc.Arbitrary<readonly Item[]> =>
  fc.array(
    fc.tuple(operand, optionalName).map(([value, alias]) => node('item')({ value, alias })),
    { minLength: 1, maxLength: 3 },
  );
