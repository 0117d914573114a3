// Random events: lines of Lambda, JSON of every shape, plain text, several lines in one event; often with equal
// times, often out of order. Written as the steps of a script.

import fc from 'fast-check';
import { tableSteps } from './tables.ts';

const texts = [
  '',
  'abc',
  'Abc',
  'error',
  'a1',
  'a10',
  'a9',
  'true',
  'false',
  '0',
  '1',
  '01',
  '1.0',
  ' 12 ',
  '-3',
  '1e3',
  '200',
  '2024-05-01T10:20:30Z',
  'é',
  '😀x',
  'ﬀ',
  'x=1 y=2',
  'a/b.c',
  'YWJj',
  '0xff',
  '616263',
  'a%20b+c',
  'two\nlines',
  '\ttab',
  '"quoted"',
  'a*b',
  '$1\\1',
  '[1,"a",{"a":2}]',
  '{"a":{"b":[1.50,"x"]},"user":null}',
  'a=1 user="x y" b',
  'a, "b ""c", ,d',
  '<a x="1"><b>t</b><b/></a>',
  '10.1.2.3',
  '2001:db8::1',
];

export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', 'B', '1', '0', ' ', '=', 'é', '😀', '.'),
      maxLength: 8,
    }),
  },
);

const numerals = [
  '0',
  '-0',
  '1',
  '1.0',
  '1.50',
  '2',
  '10',
  '9',
  '-7',
  '0.1',
  '1e3',
  '1E2',
  '3.14159',
  '-0.5e-3',
];
const oddNumerals = ['100000000000000000000', '1e400', '1714300000000', '12345678.87654321', '2e-320', '255'];

const keys = [
  ...['a', 'a', 'a', 'b', 'b', 'n', 'n', 's', 's', 't', 'o', 'o', 'x', 'y', 'l'],
  ...['a b', 'x-y', 'é', '@at', 'level', 'o.x', '__proto__', '1'],
];

type Member = readonly [key: string, value: string];

const isPlainValue = (text: string): boolean => text !== 'null' && !/^[{[]/.test(text);

/** Of two members with one key the last one counts; that is said of plain values only. */
const withoutClashes = (members: readonly Member[]): readonly Member[] =>
  members.filter(
    ([key, value], index) =>
      isPlainValue(value) || !members.some(([other], at) => at !== index && other === key),
  );

const objectOf = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 7 }).map((members) => {
    const written = withoutClashes(members).map(([key, text]) => `${JSON.stringify(key)}:${text}`);
    return `{${written.join(',')}}`;
  });

/** Text of a JSON value: numbers keep odd spellings, which JSON.stringify would not write. */
const { json } = fc.letrec<{ json: string; object: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...numerals, ...oddNumerals),
    anyText.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false'),
    tie('object'),
    fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
  ),
  object: objectOf(tie('json')),
}));

const REQUESTS = ['8f5cbd5e-0d2f-4b9a-9d0e-000000000001', '8F5CBD5E-0D2F-4B9A-9D0E-00000000000a'];
const request = fc.constantFrom(...REQUESTS);
const ms = fc.constantFrom('1.00', '12.34', '3497.80', '100.5', '7');

const report = fc
  .tuple(request, ms, ms, fc.option(ms), fc.boolean())
  .map(([id, duration, billed, init, hasTrace]) =>
    [
      `REPORT RequestId: ${id}`,
      `Duration: ${duration} ms`,
      `Billed Duration: ${billed} ms`,
      'Memory Size: 128 MB',
      'Max Memory Used: 70 MB',
      init === null ? '' : `Init Duration: ${init} ms\t`,
      hasTrace ? '\nXRAY TraceId: 1-2-3\tSegmentId: 4d\tSampled: true\t\n' : '\n',
    ].join('\t'),
  );

const lambdaLine = fc.oneof(
  report,
  request.map((id) => `START RequestId: ${id} Version: $LATEST\n`),
  request.map((id) => `END RequestId: ${id}\n`),
  fc
    .tuple(request, fc.oneof(anyText, objectOf(json)))
    .map(([id, text]) => `2024-01-01T10:00:00.000Z\t${id}\tINFO\t${text}`),
);

const plainLine = fc.oneof(
  anyText,
  fc
    .tuple(fc.constantFrom('ann', 'bob', 'é'), fc.nat(30), fc.constantFrom('GET', 'PUT'), fc.nat(3))
    .map(([user, took, verb, n]) => `user=${user} took ${took} ms: ${verb} /a/${n}`),
  fc.constantFrom(
    'a: 1\nb: 2',
    'user=x\n took 5 ms',
    'Traceback:\r\n  at x',
    '{"a":1',
    'x {"a":2} y',
    '[1,2]',
  ),
);

const message = fc.oneof(
  { weight: 5, arbitrary: objectOf(json) },
  { weight: 2, arbitrary: plainLine },
  { weight: 2, arbitrary: lambdaLine },
  { weight: 1, arbitrary: fc.tuple(anyText, objectOf(json)).map((parts) => parts.join(' ')) },
);

const START = Date.UTC(2024, 1, 28, 23, 59, 50);
const time = fc
  .oneof(fc.nat(5), fc.constantFrom(1, 7, 999, 1000, 60_000, 3_600_000, 86_400_000, 40 * 86_400_000))
  .map((offset) => START + offset);

export type RandomEvent = { readonly ms: number; readonly message: string; readonly stream: string };

const event: fc.Arbitrary<RandomEvent> = fc.record(
  { ms: time, message, stream: fc.constantFrom('s1', 's2') },
  { noNullPrototype: true },
);

export type World = {
  readonly group: string;
  readonly events: readonly RandomEvent[];
  /** Those of the log group `other`. */
  readonly others: readonly RandomEvent[];
  /** Milliseconds after the first time at which the window starts and ends; the events' own span without. */
  readonly window: readonly [number, number] | null;
};

export const anyWorld: fc.Arbitrary<World> = fc.record(
  {
    group: fc.constantFrom('app', '/aws/lambda/f'),
    events: fc.oneof(
      { weight: 9, arbitrary: fc.array(event, { maxLength: 9, size: 'medium' }) },
      { weight: 1, arbitrary: fc.array(event, { maxLength: 40, size: 'medium' }) },
    ),
    others: fc.array(event, { maxLength: 4 }),
    window: fc.option(fc.tuple(fc.nat(5), fc.constantFrom(5, 60_000, 86_400_000)), { freq: 4 }),
  },
  { noNullPrototype: true },
);

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

const isPlain = (text: string): boolean => /^[^\s"](?:[^\n\r\t]*[^\s])?$/.test(text);

const written = (text: string): string =>
  isPlain(text) ? text : `"${text.replace(/[\n\r\t"\\]/g, (character) => escapes[character] ?? character)}"`;

const instant = (at: number): string => new Date(at).toISOString();

const eventSteps = (group: string, events: readonly RandomEvent[]): string[] =>
  events.flatMap(({ ms: at, message: text, stream }, index) => [
    ...(stream === events[index - 1]?.stream ? [] : [`events ${group} ${stream}`]),
    `  ${instant(at)}  ${written(text)}`,
  ]);

/** The steps of a script that make the world. */
export const worldSteps = ({ group, events, others, window }: World): string[] => {
  const lines = [...tableSteps, ...eventSteps('other', others), ...eventSteps(group, events)];
  if (events.length === 0) lines.push(`events ${group} s1`, '  (no events)');
  if (window !== null) lines.push(`window ${instant(START + window[0])} ${instant(START + window[1])}`);
  return lines;
};
