// Random queries that are mostly valid: every command, several stats in a row, filters behind stats, limits and
// sorts in all places, one dedup.

import fc from 'fast-check';
import {
  aggregateFunctions,
  anyCondition,
  anyExpression,
  callOf,
  field,
  quoted,
} from './arbitrary-expressions.ts';
import { anyPeriod, globPieces, regexWithGroups, settled } from './arbitrary-patterns.ts';
import { define, firstScope, pick, type Scope, type Write, type WriteCommand } from './scope.ts';

/** A new name, or one that events have too. */
const alias: fc.Arbitrary<(scope: Scope) => string> = fc
  .oneof({ weight: 3, arbitrary: fc.constant('v') }, fc.constantFrom('a', 'n', 'p.q', '`k k`', '@new'))
  .map((name) => (scope) => (name === 'v' || scope.given.includes(name) ? `v${scope.given.length}` : name));

type ItemWriter = (scope: Scope) => {
  readonly text: string;
  readonly scope: Scope;
  readonly name: string | undefined;
};

const isField = (text: string): boolean =>
  /^(@?`[^`]+`|[\p{L}_@][\p{L}\w@]*)([.[\w\]]|`[^`]+`)*$/u.test(text);

/** An expression with or without a name; a name is defined behind it. */
const item = (value: fc.Arbitrary<Write>): fc.Arbitrary<ItemWriter> =>
  fc.tuple(value, fc.option(alias)).map(([write, give]) => (scope) => {
    const text = write(scope);
    if (give === null) return { text, scope, name: isField(text) ? text : undefined };
    const name = give(scope);
    return { text: `${text} as ${name}`, scope: define(scope, name), name };
  });

const fold = (
  items: readonly ItemWriter[],
  scope: Scope,
): { texts: string[]; scope: Scope; names: string[] } => {
  const texts: string[] = [];
  const names: string[] = [];
  let now = scope;
  for (const write of items) {
    const one = write(now);
    texts.push(one.text);
    if (one.name !== undefined) names.push(one.name);
    now = one.scope;
  }
  return { texts, scope: now, names };
};

const fieldsItem = item(fc.oneof({ weight: 2, arbitrary: anyExpression }, { weight: 1, arbitrary: field }));

const itemsCommand = (word: string): fc.Arbitrary<WriteCommand> =>
  fc.array(fieldsItem, { minLength: 1, maxLength: 3 }).map((items) => (scope) => {
    const written = fold(items, scope);
    return { text: `${word} ${written.texts.join(', ')}`, scope: written.scope };
  });

const filter: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.constantFrom('filter', 'where', 'FILTER'), anyCondition, fc.nat(3))
  .map(([word, condition, turn]) => (scope) => {
    // Behind a stats, a filter may name the fields before it.
    const seen = turn === 0 && scope.before.length > 0 ? { ...scope, names: scope.before, texts: [] } : scope;
    return { text: `${word} ${condition(seen)}`, scope };
  });

const source = fc.option(field, { freq: 2 }).map((write) => (scope: Scope) => {
  const isNeeded = !scope.names.includes('@message');
  return write === null && !isNeeded ? '' : `${(write ?? ((now) => pick(now.names, 0)))(scope)} `;
});

const parsedNames = (scope: Scope, count: number): { names: string[]; scope: Scope } => {
  const names = Array.from({ length: count }, (_, index) => `g${scope.given.length + index}`);
  return { names, scope: names.reduce(define, scope) };
};

const parseGlob: fc.Arbitrary<WriteCommand> = fc
  .tuple(source, globPieces)
  .map(([from, pieces]) => (scope) => {
    const stars = pieces.filter((piece) => piece === '*').length;
    const { names, scope: after } = parsedNames(scope, Math.max(1, stars));
    return { text: `parse ${from(scope)}${quoted(pieces.join(''))} as ${names.join(', ')}`, scope: after };
  });

const parseRegex: fc.Arbitrary<WriteCommand> = fc
  .tuple(source, regexWithGroups)
  .map(([from, parts]) => (scope) => {
    const { names, scope: after } = parsedNames(scope, parts.filter((part) => part.isNamed).length);
    let next = 0;
    const body = parts.map(({ text, isNamed, count }) =>
      isNamed ? `(?<${names[next++] ?? ''}>${text})${count}` : `(?:${text})${count}`,
    );
    return { text: `parse ${from(scope)}/${settled(body.join(''))}/`, scope: after };
  });

const sort: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.constantFrom('sort', 'sort by', 'order by', 'SORT'),
    fc.array(fc.tuple(field, fc.constantFrom('', ' asc', ' desc', ' DESC')), { minLength: 1, maxLength: 3 }),
  )
  .map(([word, keys]) => (scope) => ({
    text: `${word} ${keys.map(([key, direction]) => key(scope) + direction).join(', ')}`,
    scope,
  }));

const limit: fc.Arbitrary<WriteCommand> = fc
  .oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 10_000, 100_000))
  .map((count) => (scope) => ({ text: `limit ${count}`, scope }));

const dedup: fc.Arbitrary<WriteCommand> = fc
  .array(field, { minLength: 1, maxLength: 2 })
  .map((keys) => (scope) => ({ text: `dedup ${keys.map((key) => key(scope)).join(', ')}`, scope }));

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

const groupKey = item(
  fc.oneof(
    { weight: 4, arbitrary: field },
    {
      weight: 2,
      arbitrary: binOf,
    },
    { weight: 2, arbitrary: anyExpression },
  ),
);

/** Columns without a name are known by their text, where it is that of one call. */
const textOf = (written: string): string[] => (/^[a-z_]+\([^()]*\)$/i.test(written) ? [written] : []);

const stats: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.array(aggregateItem, { minLength: 1, maxLength: 3 }),
    fc.array(groupKey, { maxLength: 2 }),
    fc.constantFrom('by', 'group by'),
  )
  .map(([aggregates, keys, word]) => (scope) => {
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
    const tail = by.texts.length === 0 ? '' : ` ${word} ${by.texts.join(', ')}`;
    return { text: `stats ${texts.join(', ')}${tail}`, scope: made };
  });

const list = (commands: fc.Arbitrary<WriteCommand>, maxLength: number): fc.Arbitrary<WriteCommand[]> =>
  fc.array(commands, { maxLength });

const rowwise = fc.oneof(
  { weight: 2, arbitrary: filter },
  { weight: 3, arbitrary: itemsCommand('fields') },
  { weight: 1, arbitrary: itemsCommand('display') },
  { weight: 2, arbitrary: fc.oneof(parseGlob, parseRegex) },
);
const arranging = fc.oneof(sort, limit);
const anyCommand = fc.oneof({ weight: 2, arbitrary: rowwise }, { weight: 1, arbitrary: arranging });
const ending = fc
  .tuple(list(arranging, 2), fc.option(dedup, { freq: 3 }), fc.option(limit, { freq: 3 }))
  .map(([first, once, last]) => [
    ...first,
    ...(once === null ? [] : [once]),
    ...(last === null ? [] : [last]),
  ]);

const commands = fc.oneof(
  fc.tuple(list(anyCommand, 4), ending),
  fc.tuple(list(anyCommand, 3), fc.tuple(stats), list(anyCommand, 3), ending),
  fc.tuple(list(rowwise, 2), fc.tuple(stats), list(rowwise, 2), fc.tuple(stats), list(rowwise, 2), ending),
);

/** Where nothing has a name, texts have to do. */
const named = (scope: Scope): Scope => (scope.names.length > 0 ? scope : { ...scope, names: scope.texts });

export const anyQuery: fc.Arbitrary<string> = commands.map((parts) => {
  let scope = firstScope;
  const texts = parts.flat().map((write) => {
    const written = write(named(scope));
    scope = written.scope;
    return written.text;
  });
  return texts.length === 0 ? `fields ${pick(firstScope.names, 0)}` : texts.join('\n| ');
});
