// Random queries within queries, and what comes of other log groups: SOURCE, joins, columns of another query,
// membership in its answer.

import fc from 'fast-check';
import { field } from './arbitrary-expressions.ts';
import { define, firstScope, pick, type Scope, see, type Write, type WriteCommand } from './scope.ts';

const groups = fc.constantFrom(
  "'app'",
  "'other'",
  "'/aws/lambda/f'",
  "logGroups(namePrefix: ['o', '/aws'])",
  'logGroups()',
);
const times = fc.constantFrom('', '', '', ' START=-1h', ' START=1709164790000 END=1709164790004', ' END=now');

const sourceText = fc.tuple(groups, times).map(([group, time]) => `SOURCE ${group}${time}`);

/** The stages that begin a query, or none. */
export const sources: fc.Arbitrary<readonly string[]> = fc.array(sourceText, { maxLength: 2 });

const comparison: fc.Arbitrary<Write> = fc
  .tuple(field, fc.constantFrom('= 1', '> 0', 'like "a"', '!= "abc"', 'in [1, "a1"]'))
  .map(
    ([name, condition]) =>
      (scope) =>
        `${name(scope)} ${condition}`,
  );

/** What stands in the brackets: a query of its own, of one column or of some. */
const innerQuery = (isOneColumn: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.option(sourceText, { freq: 2 }),
      fc.option(comparison),
      fc.option(fc.tuple(field, fc.constantFrom('', ' desc'))),
      field,
      fc.constantFrom('fields', 'stats', 'count'),
      fc.constantFrom('', ' | limit 2'),
    )
    .map(([source, filter, sort, name, last, limit]) => {
      const value = name(firstScope);
      const shown = {
        fields: `fields ${value} as i1${isOneColumn ? '' : `, @timestamp as i2`}`,
        stats: `stats max(${value}) as i1${isOneColumn ? '' : `, count(*) as i2 by ${value}`}`,
        count: isOneColumn ? `stats count(*) as i1 by ${value} | display i1` : `stats count(*) by ${value}`,
      }[last];
      const order = sort === null || last !== 'fields' ? [] : [`sort ${sort[0](firstScope)}${sort[1]}`];
      return [
        ...(source === null ? [] : [source]),
        ...(filter === null ? [] : [`filter ${filter(firstScope)}`]),
        ...order,
        `${shown}${limit}`,
      ].join(' | ');
    });

/** Filters by an answer; as a column its truth is shown. */
export const inQuery: fc.Arbitrary<WriteCommand> = fc
  .tuple(field, fc.constantFrom('in', 'not in'), innerQuery(true), fc.boolean())
  .map(([name, how, query, isFilter]) => (scope) => {
    const condition = `${name(scope)} ${how} (${query})`;
    if (isFilter) return { text: `filter ${condition}`, scope };
    const alias = `y${scope.given.length}`;
    return { text: `fields ${condition} as ${alias}`, scope: define(scope, alias) };
  });

export const appendCols: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.constantFrom('', 'override=true ', 'override=false '),
    fc.constantFrom('', 'max=2 '),
    innerQuery(false),
  )
  .map(([override, most, query]) => (scope) => ({
    text: `appendcols ${override}${most}(${query})`,
    scope: see(scope, query.includes('i1') ? ['i1', 'i2'] : []),
  }));

const JOINED = '(joined)';

const sided = (side: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => /^[@\w.]+$/.test(name)).map((name) => `${side}.${name}`);

/** One in a query. */
export const join: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.constantFrom('', 'type=inner ', 'type=left '),
    fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 2 }),
    sourceText,
  )
  .map(([type, keys, source]) => (scope: Scope) => {
    if (scope.given.includes(JOINED)) return { text: `filter ${pick(scope.names, 0)} != 1`, scope };
    const left = scope.names.filter((name) => /^[@\w.]+$/.test(name));
    if (left.length === 0) return { text: `filter ${pick(scope.names, 0)} != 1`, scope };
    const right = ['a', 'b', 'n', 's', '@timestamp', 'o.x', '@logStream', '@type'];
    const where = keys.map(([l, r]) => `L.${pick(left, l)} = R.${pick(right, r)}`).join(' and ');
    const names = [...sided('L', left.slice(0, 4)), ...sided('R', [...right, '@message', '@log'])];
    return {
      text: `join ${type}left=L right=R where ${where} (${source})`,
      scope: see({ ...scope, given: [...scope.given, JOINED] }, names),
    };
  });
