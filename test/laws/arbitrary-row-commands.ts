// Random commands of single rows beside fields, filter and the two patterns of parse: formats, lists, lookups.

import fc from 'fast-check';
import { field, quoted } from './arbitrary-expressions.ts';
import { anyRegex, settled } from './arbitrary-patterns.ts';
import { define, pick, type Scope, see, type Write, type WriteCommand } from './scope.ts';

/** A name that nothing has yet. */
export const fresh = (scope: Scope, letter: string): string => `${letter}${scope.given.length}`;

/** What a parse reads; nothing means the message, where there is one. */
export const source = fc.option(field, { freq: 2 }).map((write) => (scope: Scope) => {
  const isNeeded = !scope.names.includes('@message');
  return write === null && !isNeeded ? '' : `${(write ?? ((now) => pick(now.names, 0)))(scope)} `;
});

const literal = fc.constantFrom('1', '"abc"', '"1"', '200', '"error"', '10', '1.0');

const filterIndex: fc.Arbitrary<WriteCommand> = fc
  .tuple(field, fc.array(literal, { minLength: 1, maxLength: 3 }))
  .map(([name, list]) => (scope) => {
    const [first, ...others] = list;
    const condition = others.length === 0 ? `= ${first}` : `in [${list.join(', ')}]`;
    return { text: `filterIndex ${name(scope)} ${condition}`, scope };
  });

const group = anyRegex.map((body) => `(${body})`);

/** Plain groups, named by position; now and then a row for each match. */
const parseGroups: fc.Arbitrary<WriteCommand> = fc
  .tuple(source, fc.constantFrom('\\d', '[a-z]+', 'a*', '[0-9.]+', '\\S+'), fc.option(group), fc.boolean())
  .map(([from, first, second, isMulti]) => (scope) => {
    // A group within the second one would need a name as well.
    const isPlain = second !== null && !second.slice(1).includes('(');
    const name = fresh(scope, 'g');
    const one = define(scope, name);
    const other = fresh(one, 'g');
    const body = isPlain ? settled(`(${first})${second}`) : `(${first})`;
    const names = isPlain ? `${name}, ${other}` : name;
    return {
      text: `parse ${from(scope)}/${body}/ as ${names}${isMulti ? ' multi' : ''}`,
      scope: isPlain ? define(one, other) : one,
    };
  });

/** Names of members that a map may have. */
const members = (name: string): readonly string[] => [
  `${name}.a`,
  `${name}.user`,
  `${name}[0]`,
  `${name}.b.x`,
];

const defineMap = (scope: Scope, name: string): Scope => see(define(scope, name), members(name));

const parseLogfmt: fc.Arbitrary<WriteCommand> = source.map((from) => (scope) => {
  const name = fresh(scope, 'm');
  return { text: `parse ${from(scope)}logfmt as ${name}`, scope: defineMap(scope, name) };
});

const parseCsv: fc.Arbitrary<WriteCommand> = fc
  .tuple(source, fc.integer({ min: 1, max: 3 }))
  .map(([from, count]) => (scope) => {
    const names = Array.from({ length: count }, (_, index) => `c${scope.given.length + index}`);
    return { text: `parse ${from(scope)}csv as ${names.join(', ')}`, scope: names.reduce(define, scope) };
  });

const xpath = fc.constantFrom(
  '/a',
  '//b',
  '/a/@x',
  '/a/b[2]',
  'count(//b)',
  'string(/a/@x)',
  '/a/b/text()',
  '//@x > 1',
);

const parseXml: fc.Arbitrary<WriteCommand> = fc.tuple(source, xpath).map(([from, path]) => (scope) => {
  const name = fresh(scope, 'x');
  return { text: `parse ${from(scope)}xml '${path}' as ${name}`, scope: define(scope, name) };
});

const jsonPath = fc.constantFrom(
  'a',
  'a.b',
  '[0]',
  'a[1].b',
  'o.x',
  'b.1',
  'x-y',
  'a b',
  'o',
  'l[0]',
  'a.b.x',
);

const json: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.option(field, { freq: 3 }), jsonPath)
  .map(([from, path]) => (scope) => {
    const isNeeded = !scope.names.includes('@message');
    const at = from?.(scope) ?? (isNeeded ? pick(scope.names, 0) : undefined);
    const name = fresh(scope, 'j');
    const text = `json ${at === undefined ? '' : `field=${at} `}"${path}" as ${name}`;
    return { text, scope: defineMap(scope, name) };
  });

/** A structure for the commands behind it, which a query rarely makes by chance. */
const structure: fc.Arbitrary<WriteCommand> = field.map((from) => (scope) => {
  const name = fresh(scope, 'v');
  return { text: `fields jsonParse(${from(scope)}) as ${name}`, scope: defineMap(scope, name) };
});

const listText = fc.constantFrom(
  '[1,"a",{"a":2}]',
  '{"a":[{"b":1},null]}',
  '[]',
  '[[1,2],[]]',
  'x',
  '[true,1e3]',
);

const listed: fc.Arbitrary<Write> = fc.oneof(
  { weight: 3, arbitrary: field },
  {
    weight: 2,
    arbitrary: field.map(
      (from): Write =>
        (scope) =>
          `jsonParse(${from(scope)})`,
    ),
  },
  {
    weight: 1,
    arbitrary: field.map(
      (from): Write =>
        (scope) =>
          `jsonParse(${from(scope)}).a`,
    ),
  },
  {
    weight: 2,
    arbitrary: listText.map(
      (text): Write =>
        () =>
          `jsonParse(${quoted(text)})`,
    ),
  },
);

const unnest: fc.Arbitrary<WriteCommand> = listed.map((value) => (scope) => {
  const name = fresh(scope, 'e');
  return { text: `unnest ${value(scope)} into ${name}`, scope: defineMap(scope, name) };
});

const expand: fc.Arbitrary<WriteCommand> = field.map((name) => (scope) => ({
  text: `expand ${name(scope)}`,
  scope,
}));

const outputs = fc.constantFrom(
  'OUTPUT name',
  'OUTPUTNEW name',
  'OUTPUT name as a',
  'OUTPUTNEW name as b, more',
  'OUTPUT more, id as k9',
);

const outputNames: Readonly<Record<string, readonly string[]>> = {
  'OUTPUT name': ['name'],
  'OUTPUTNEW name': ['name'],
  'OUTPUT name as a': ['a'],
  'OUTPUTNEW name as b, more': ['b', 'more'],
  'OUTPUT more, id as k9': ['more', 'k9'],
};

const lookup: fc.Arbitrary<WriteCommand> = fc
  .tuple(field, fc.option(field, { freq: 3 }), outputs)
  .map(([key, other, output]) => (scope) => {
    const second = other === null ? '' : `, more as ${other(scope)}`;
    const text = `lookup words id as ${key(scope)}${second} ${output}`;
    return { text, scope: see(scope, outputNames[output] ?? []) };
  });

const cidrLookup: fc.Arbitrary<WriteCommand> = fc
  .tuple(field, fc.constantFrom('', ' as net'), outputs)
  .map(([address, column, output]) => (scope) => ({
    text: `cidrlookup nets ${address(scope)}${column} ${output}`,
    scope: see(scope, outputNames[output] ?? []),
  }));

/** Commands that a condition may be moved over, and those that make several rows of one. */
export const rowCommand: fc.Arbitrary<WriteCommand> = fc.oneof(
  filterIndex,
  { weight: 2, arbitrary: parseGroups },
  parseLogfmt,
  parseCsv,
  parseXml,
  json,
  { weight: 2, arbitrary: structure },
  { weight: 3, arbitrary: unnest },
  expand,
  lookup,
  cidrLookup,
);
