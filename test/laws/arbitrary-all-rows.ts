// Random commands that go by the order of all rows.

import fc from 'fast-check';
import { field } from './arbitrary-expressions.ts';
import { fresh } from './arbitrary-row-commands.ts';
import { define, type Scope, type WriteCommand } from './scope.ts';

const tail: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.constantFrom('tail', 'tail', 'head', 'limit any'), fc.integer({ min: 1, max: 6 }))
  .map(([word, count]) => (scope) => ({ text: `${word} ${count}`, scope }));

const accum: fc.Arbitrary<WriteCommand> = fc.tuple(field, fc.boolean()).map(([name, isNamed]) => (scope) => {
  const as = fresh(scope, 'u');
  const text = `accum ${name(scope)}`;
  return isNamed ? { text: `${text} as ${as}`, scope: define(scope, as) } : { text, scope };
});

const autoregress: fc.Arbitrary<WriteCommand> = fc
  .tuple(field, fc.constantFrom('', ' p=2', ' p=1-3'), fc.boolean())
  .map(([name, rows, isNamed]) => (scope) => {
    const as = fresh(scope, 'q');
    const text = `autoregress ${name(scope)}`;
    if (isNamed && !rows.includes('-')) return { text: `${text} as ${as}${rows}`, scope: define(scope, as) };
    // The names it gives are taken now, whatever they are.
    return { text: text + rows, scope: { ...scope, given: [...scope.given, `${text}${rows}`] } };
  });

const filldown: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.array(field, { maxLength: 2 }), fc.constantFrom('', '', '*', 'v*', '@*'))
  .map(([names, wild]) => (scope) => ({
    text: `filldown ${[...names.map((name) => name(scope)), wild].join(' ')}`.trim(),
    scope,
  }));

const outlier: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.constantFrom('', 'action=remove ', 'action=transform '),
    fc.constantFrom('', 'param=0 ', 'param=1.5 '),
    fc.constantFrom('', 'uselower=true ', 'mark=true ', 'uselower=true mark=true '),
    fc.array(field, { minLength: 1, maxLength: 2 }),
  )
  .map(([action, param, flags, names]) => (scope) => ({
    text: `outlier ${param}${action}${flags}${names.map((name) => name(scope)).join(' ')}`,
    scope: { ...scope, given: [...scope.given, 'outlier'] },
  }));

const sessionize: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.array(field, { minLength: 1, maxLength: 2 }), fc.constantFrom('', ' maxspan 1s', ' maxspan 1h'))
  .map(([names, span]) => (scope) => {
    const name = fresh(scope, 'w');
    const fields = names.map((one) => one(scope)).join(', ');
    return { text: `sessionize ${fields}${span} as ${name}`, scope: define(scope, name) };
  });

const addtotals: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.constantFrom('', 'row=false '),
    fc.constantFrom('', 'col=true '),
    fc.array(field, { maxLength: 2 }),
  )
  .map(([row, column, names]) => (scope) => {
    const name = fresh(scope, 'z');
    const fields = names.map((one) => one(scope)).join(', ');
    const text = `addtotals fieldname=${name} ${row}${column}${fields}`.trim();
    return { text, scope: row === '' ? define(scope, name) : scope };
  });

const only = (names: readonly string[], scope: Scope): Scope => ({
  names,
  texts: [],
  before: scope.names,
  given: scope.given,
});

const countFrequent: fc.Arbitrary<WriteCommand> = fc
  .array(field, { minLength: 1, maxLength: 2 })
  .map((keys) => (scope) => {
    const names = [...new Set(keys.map((key) => key(scope)))];
    return {
      text: `countFrequent ${names.join(', ')}`,
      scope: define(only(names, scope), '_approxcount'),
    };
  });

/** A time series without gaps; bins of a length that gives few of them. */
const timeSeries: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    field,
    fc.option(field),
    fc.constantFrom('15d', '30d', '1mo', '1q'),
    fc.constantFrom('', ' with 0 for N', ' with "-" for N'),
    fc.boolean(),
  )
  .map(([value, key, period, fills, isOffset]) => (scope) => {
    const [count, bin] = [fresh(scope, 'n'), fresh(scope, 't')];
    const by = key === null ? '' : `${key(scope)}, `;
    const offset = isOffset ? ' offset 1h' : '';
    const time = scope.names.includes('@timestamp') ? `bin(${period})` : `bin(${value(scope)}, ${period})`;
    const names = key === null ? [] : [key(scope)];
    return {
      text: `stats count(${value(scope)}) as ${count} by ${by}${time} as ${bin}${offset}\n| fillmissing${fills.replace('N', count)}`,
      scope: [count, bin].reduce(define, only(names, scope)),
    };
  });

/** Commands that keep the rows, and add to them or take some away. */
export const orderedCommand: fc.Arbitrary<WriteCommand> = fc.oneof(
  tail,
  accum,
  autoregress,
  filldown,
  outlier,
  sessionize,
  addtotals,
);

/** It stands alone in its stats. */
const topk: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), field)
  .map(([count, value]) => (scope) => {
    const name = fresh(scope, 'k');
    return {
      text: `stats topk(${count}, ${value(scope)}) as ${name}`,
      scope: define(only([], scope), name),
    };
  });

/** Commands that put other rows in the place of all. */
export const countingCommand: fc.Arbitrary<WriteCommand> = fc.oneof(countFrequent, timeSeries, topk);
