// Commands of every kind, as fast-check makes them: only such trees as some text has.

import fc from 'fast-check';
import type {
  Command,
  CommandKind,
  Expression,
  FieldReference,
  JoinKey,
  LookupMatch,
  LookupOutput,
  ParseCommand,
  Query,
  SourceSelector,
  SourceTime,
} from '../../grammar/index.ts';
import { fieldOrCall, itemsOf } from './arbitrary-expressions.ts';
import {
  amount,
  field,
  name,
  nameText,
  node,
  optionalName,
  period,
  regex,
  string,
  text,
} from './arbitrary-names.ts';

/** Keyed by kind, so that a command without an arbitrary does not compile. */
type Commands = { readonly [Kind in CommandKind]: fc.Arbitrary<Extract<Command, { kind: Kind }>> };

const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(one, { minLength: 1, maxLength: 3 });
const any = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(one, { maxLength: 2 });
const orNot = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

const groupName: fc.Arbitrary<SourceSelector> = text.map((group) => node('group-name')({ name: group }));
const sourceCall: fc.Arbitrary<SourceSelector> = fc.oneof(
  fc
    .record({ prefixes: any(text), accounts: any(text), classes: any(text) })
    .map((parts) => node('log-groups')(parts)),
  any(text).map((names) => node('data-source')({ names })),
  any(fc.record({ key: text, values: any(text) })).map((filters) => node('log-group-tags')({ filters })),
);
const sourceTime: fc.Arbitrary<SourceTime> = fc.oneof(
  fc.constant({ kind: 'now' } as const),
  amount.map((ms) => ({ kind: 'instant', ms }) as const),
  amount.map((ms) => ({ kind: 'ago', ms: Math.round(ms) }) as const),
);

const lookupMatch: fc.Arbitrary<LookupMatch> = fc
  .record({ column: name, field })
  .map((parts) => node('lookup-match')(parts));
const outputs: fc.Arbitrary<{ keepPresent: boolean; outputs: readonly LookupOutput[] }> = fc.record({
  keepPresent: fc.boolean(),
  outputs: some(fc.record({ column: name, name }).map((parts) => node('lookup-output')(parts))),
});

/** Behind its alias a key may begin with an index. */
const keyField: fc.Arbitrary<FieldReference> = fc
  .tuple(orNot(fc.nat({ max: 9 })), field)
  .map(([index, { path }]) => (index === undefined ? path : [index, ...path]))
  .map((path) => node('field')({ path, name: path.join('.') }));
const joinKey: fc.Arbitrary<JoinKey> = fc
  .record({ left: keyField, right: keyField })
  .map((parts) => node('join-key')(parts));

const parses = (operand: fc.Arbitrary<Expression>): fc.Arbitrary<ParseCommand> => {
  const source = orNot(fieldOrCall(operand));
  const glob = text.map((value) => node('glob')({ value }));
  const xml = text.map((path) => node('xml')({ path }));
  const mapped = fc.constantFrom(node('logfmt')({}), node('csv')({}));
  return fc.oneof(
    fc
      .record({ source, pattern: fc.oneof(glob, regex, xml), names: any(name), multi: fc.boolean() })
      .map((parts) => node('parse')(parts)),
    // Told by the `as` behind it.
    fc
      .record({ source, pattern: mapped, names: some(name), multi: fc.boolean() })
      .map((parts) => node('parse')(parts)),
  );
};

/** Commands of names and numbers alone. */
const flatCommands = {
  source: fc
    .record({
      selectors: fc
        .tuple(fc.oneof(groupName, sourceCall), any(sourceCall))
        .map(([first, others]) => [first, ...others]),
      start: orNot(sourceTime),
      end: orNot(sourceTime),
    })
    .map((parts) => node('source')(parts)),
  json: fc.record({ source: orNot(field), path: string, name }).map((parts) => node('json')(parts)),
  limit: fc.record({ count: amount, any: fc.boolean() }).map((parts) => node('limit')(parts)),
  tail: amount.map((count) => node('tail')({ count })),
  diff: fc
    .constantFrom('range' as const, 'day' as const, 'week' as const, 'month' as const)
    .map((before) => node('diff')({ before })),
  anomaly: fc.constant(node('anomaly')({})),
  expand: field.map((one) => node('expand')({ field: one })),
  lookup: fc
    .tuple(fc.record({ table: name, matches: some(lookupMatch) }), outputs)
    .map(([parts, rest]) => node('lookup')({ ...parts, ...rest })),
  cidrlookup: fc
    .tuple(fc.record({ table: name, field, column: optionalName }), outputs)
    .map(([parts, rest]) => node('cidrlookup')({ ...parts, ...rest })),
  accum: fc.record({ field, name: optionalName }).map((parts) => node('accum')(parts)),
  autoregress: fc.oneof(
    fc
      .record({ field, name: optionalName, from: fc.integer({ min: 1, max: 1000 }) })
      .map((parts) => node('autoregress')({ ...parts, to: parts.from })),
    fc
      .record({ field, from: fc.integer({ min: 1, max: 5 }), to: fc.integer({ min: 6, max: 1000 }) })
      .map((parts) => node('autoregress')({ ...parts, name: undefined })),
  ),
  filldown: any(
    fc.oneof(
      nameText,
      fc.array(fc.constantFrom('a', '*', 'by', 'x.y')).map((s) => s.join('')),
    ),
  )
    .map((texts) => texts.filter((one) => one !== '').map((one) => node('name')({ name: one })))
    .map((fields) => node('filldown')({ fields })),
  outlier: fc
    .record({
      action: fc.constantFrom('remove' as const, 'transform' as const),
      param: amount,
      useLower: fc.boolean(),
      mark: fc.boolean(),
      fields: some(field),
    })
    .map((parts) => node('outlier')(parts)),
  sessionize: fc
    .record({ fields: some(field), maxSpan: orNot(period), name: optionalName })
    .map((parts) => node('sessionize')(parts)),
  countFrequent: some(field).map((fields) => node('countFrequent')({ fields })),
  addtotals: fc
    .record({ name: optionalName, row: fc.boolean(), column: fc.boolean(), fields: any(field) })
    .map((parts) => node('addtotals')(parts)),
  logcompare: period.map((shift) => node('logcompare')({ shift })),
  estimate: fc.constant(node('estimate')({})),
} satisfies Partial<Commands>;

const commandsOf = (operand: fc.Arbitrary<Expression>, query: fc.Arbitrary<Query>): Commands => {
  const items = itemsOf(operand);
  const direction = fc.constantFrom('asc' as const, 'desc' as const);
  return {
    ...flatCommands,
    search: operand.map((condition) => node('search')({ condition })),
    fields: items.map((list) => node('fields')({ items: list })),
    display: items.map((list) => node('display')({ items: list })),
    filter: operand.map((condition) => node('filter')({ condition })),
    filterIndex: operand.map((condition) => node('filterIndex')({ condition })),
    parse: parses(operand),
    stats: fc.oneof(
      items.map((aggregates) => node('stats')({ aggregates, by: [], offset: undefined })),
      fc.record({ aggregates: items, by: items, offset: orNot(period) }).map((parts) => node('stats')(parts)),
    ),
    sort: some(fc.record({ value: operand, direction }).map((parts) => node('sort-key')(parts))).map((keys) =>
      node('sort')({ keys }),
    ),
    dedup: some(operand).map((keys) => node('dedup')({ keys })),
    pattern: operand.map((value) => node('pattern')({ value })),
    unnest: fc.record({ value: operand, into: name }).map((parts) => node('unnest')(parts)),
    join: fc
      .record({
        type: fc.constantFrom('inner' as const, 'left' as const),
        left: name,
        right: name,
        keys: some(joinKey),
        query,
      })
      .map((parts) => node('join')(parts)),
    appendcols: fc
      .record({ override: fc.boolean(), max: fc.integer({ min: 1, max: 100_000 }), query })
      .map((parts) => node('appendcols')(parts)),
    fillmissing: any(
      fc.record({ value: operand, field: fieldOrCall(operand) }).map((parts) => node('fill')(parts)),
    ).map((fills) => node('fillmissing')({ fills })),
    relevantfields: fc
      .record({ fields: any(field), condition: operand })
      .map((parts) => node('relevantfields')(parts)),
  };
};

/** Every kind as often as any other. */
export const commandOf = (
  operand: fc.Arbitrary<Expression>,
  query: fc.Arbitrary<Query>,
): fc.Arbitrary<Command> => fc.oneof(...Object.values<fc.Arbitrary<Command>>(commandsOf(operand, query)));
