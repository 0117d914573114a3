// Random stats: aggregates with arithmetic around them, keys of every kind, names or none.

import fc from 'fast-check';
import { aggregateFunctions, anyExpression, callOf, field } from './arbitrary-expressions.ts';
import { alias, fold, item } from './arbitrary-items.ts';
import { anyPeriod } from './arbitrary-patterns.ts';
import { define, type Scope, type Write, type WriteCommand } from './scope.ts';

const aggregateCall = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.constantFrom('count(*)', 'count()').map(
      (text): Write =>
        () =>
          text,
    ),
  },
  { weight: 9, arbitrary: fc.oneof(...aggregateFunctions.map((record) => callOf(record, anyExpression))) },
);

/** Arguments of aggregates see the events; what is around them sees the keys and the items before. */
const aggregate: fc.Arbitrary<(events: Scope, made: Scope) => string> = fc.oneof(
  { weight: 4, arbitrary: aggregateCall.map((call) => (events: Scope) => call(events)) },
  fc
    .tuple(
      aggregateCall,
      fc.constantFrom('+', '-', '*', '/', '%', '>', '='),
      aggregateCall,
      anyExpression,
      fc.boolean(),
    )
    .map(
      ([left, sign, right, other, isOther]) =>
        (events: Scope, made: Scope) =>
          `${left(events)} ${sign} ${isOther && made.names.length > 0 ? `(${other(made)})` : right(events)}`,
    ),
);

const aggregateItem = fc.tuple(aggregate, fc.option(alias, { freq: 2 }));

/** `bin(5m)` is of @timestamp, which only events have. */
const binOf: fc.Arbitrary<Write> = fc.tuple(anyPeriod, field).map(
  ([period, time]) =>
    (scope) =>
      scope.names.includes('@timestamp') ? `bin(${period})` : `bin(${time(scope)}, ${period})`,
);

const rangeOf: fc.Arbitrary<Write> = fc.tuple(field, fc.constantFrom('0.1', '1', '7', '100')).map(
  ([value, width]) =>
    (scope) =>
      `histogram(${value(scope)}, ${width})`,
);

const groupKey = item(
  fc.oneof(
    { weight: 4, arbitrary: field },
    {
      weight: 2,
      arbitrary: binOf,
    },
    { weight: 1, arbitrary: rangeOf },
    { weight: 2, arbitrary: anyExpression },
  ),
);

/** Columns without a name are known by their text, where it is that of one call. */
const textOf = (written: string): string[] => (/^[a-z_]+\([^()]*\)$/i.test(written) ? [written] : []);

export const stats: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.array(aggregateItem, { minLength: 1, maxLength: 3 }),
    fc.array(groupKey, { maxLength: 2 }),
    fc.constantFrom('by', 'group by'),
    fc.boolean(),
  )
  .map(([aggregates, keys, word, isOffset]) => (scope) => {
    const by = fold(keys, { ...scope, texts: [] });
    let made: Scope = {
      names: by.names,
      texts: by.texts.flatMap(textOf),
      before: scope.names,
      given: by.scope.given,
    };
    const texts = aggregates.map(([write, give]) => {
      const text = write(scope, { ...made, texts: [] });
      if (give === null) {
        made = { ...made, texts: [...made.texts, ...textOf(text)] };
        return text;
      }
      const name = give(made);
      made = define(made, name);
      return `${text} as ${name}`;
    });
    const offset = isOffset && by.texts.some((text) => /^bin\(/.test(text)) ? ' offset 7m' : '';
    const tail = by.texts.length === 0 ? '' : ` ${word} ${by.texts.join(', ')}${offset}`;
    return { text: `stats ${texts.join(', ')}${tail}`, scope: made };
  });
