// Random queries that are mostly valid: every command, several stats in a row, filters behind stats, limits and
// sorts in all places, one dedup.

import fc from 'fast-check';
import { countingCommand, orderedCommand } from './arbitrary-all-rows.ts';
import { anyCondition, anyExpression, field, quoted } from './arbitrary-expressions.ts';
import { appendCols, inQuery, join, sources } from './arbitrary-inner.ts';
import { fold, item } from './arbitrary-items.ts';
import { minedCommand } from './arbitrary-mined.ts';
import { globPieces, regexWithGroups, settled } from './arbitrary-patterns.ts';
import { rowCommand, source } from './arbitrary-row-commands.ts';
import { stats } from './arbitrary-stats.ts';
import { define, firstScope, pick, type Scope, type WriteCommand } from './scope.ts';

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

const list = (commands: fc.Arbitrary<WriteCommand>, maxLength: number): fc.Arbitrary<WriteCommand[]> =>
  fc.array(commands, { maxLength });

const rowwise = fc.oneof(
  { weight: 2, arbitrary: filter },
  { weight: 3, arbitrary: rowCommand },
  { weight: 1, arbitrary: fc.oneof(inQuery, join) },
  { weight: 3, arbitrary: itemsCommand('fields') },
  { weight: 1, arbitrary: itemsCommand('display') },
  { weight: 2, arbitrary: fc.oneof(parseGlob, parseRegex) },
);
const arranging = fc.oneof(sort, limit);
const ordered = fc.oneof({ weight: 3, arbitrary: orderedCommand }, { weight: 1, arbitrary: appendCols });
const anyCommand = fc.oneof(
  { weight: 4, arbitrary: rowwise },
  { weight: 2, arbitrary: arranging },
  { weight: 1, arbitrary: ordered },
);
const replacing = fc.oneof({ weight: 4, arbitrary: stats }, { weight: 1, arbitrary: countingCommand });
const ending = fc
  .tuple(list(arranging, 2), fc.option(dedup, { freq: 3 }), fc.option(limit, { freq: 3 }))
  .map(([first, once, last]) => [
    ...first,
    ...(once === null ? [] : [once]),
    ...(last === null ? [] : [last]),
  ]);

const throughStats = fc.tuple(
  list(rowwise, 2),
  fc.tuple(stats),
  list(rowwise, 2),
  fc.tuple(stats),
  list(rowwise, 2),
  ending,
);
const commands = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(list(anyCommand, 4), ending) },
  {
    weight: 3,
    arbitrary: fc.tuple(list(anyCommand, 3), fc.tuple(replacing), list(anyCommand, 3), ending),
  },
  { weight: 3, arbitrary: throughStats },
  {
    weight: 1,
    arbitrary: fc.tuple(list(rowwise, 2), fc.tuple(minedCommand), list(anyCommand, 2), ending),
  },
);

/** The stages that stand only at the beginning. */
const beginning = fc.tuple(
  fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: sources }),
  fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom(['"a"'], ['search "1" or n > 1'], ["'é' and not 'x'"]) },
  ),
);

/** Where nothing has a name, texts have to do. */
const named = (scope: Scope): Scope => (scope.names.length > 0 ? scope : { ...scope, names: scope.texts });

export const anyQuery: fc.Arbitrary<string> = fc.tuple(beginning, commands).map(([first, parts]) => {
  let scope = firstScope;
  const written = parts.flat().map((write) => {
    const one = write(named(scope));
    scope = one.scope;
    return one.text;
  });
  const texts = [...first.flat(), ...written];
  return texts.length === 0 ? `fields ${pick(firstScope.names, 0)}` : texts.join('\n| ');
});
