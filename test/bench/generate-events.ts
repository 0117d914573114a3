// Lambda-like events from a seed: the same seed and count give the same events, whatever the machine.
//
// A function's instances come and go: each is a log stream of some hours, eight of them a day. An invocation
// is START, what the application logs (lines with tabs, JSON, now and then an error of several lines), END
// and REPORT. No two events have the same timestamp, so that every engine can put them in the same order.

export type BenchEvent = { readonly ms: number; readonly message: string };

export type BenchStream = { readonly name: string; readonly events: readonly BenchEvent[] };

/** Goes up when other events come out of the same seed. */
export const GENERATOR_VERSION = 1;

const STREAMS_PER_DAY = 8;
const DAYS = 8;
const DAY_MS = 86_400_000;
/** Streams of a day end before the next day begins, mostly. */
const STREAM_SPAN_MS = DAY_MS * 0.9;
const FIRST_DAY_MS = Date.UTC(2024, 2, 11);
const EVENTS_PER_INVOCATION = 5.7;

const COLD_SHARE = 0.05;
const ERROR_SHARE = 0.02;
const TIMEOUT_SHARE = 0.004;

export type Random = {
  /** From 0 up to and without 1. */
  next(): number;
  /** From 0 up to and without `below`. */
  whole(below: number): number;
  pick<T>(items: readonly T[]): T;
  hex(digits: number): string;
};

/** splitmix32: small, fast, the same everywhere. */
export const newRandom = (seed: number): Random => {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    pick: (items) => items[whole(items.length)]!,
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += bits().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
};

const uuid = ({ hex }: Random): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;

const paths = [
  '/orders',
  '/orders/{id}',
  '/orders/{id}/items',
  '/customers',
  '/customers/{id}',
  '/payments',
  '/payments/{id}/refund',
  '/search',
  '/health',
] as const;
/** The usual answer comes more often than the others. */
const statuses = [200, 200, 200, 200, 200, 200, 201, 204, 304, 400, 404, 429, 500, 503] as const;
const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const steps = [
  'loading the customer record',
  'cache miss, reading from the table',
  'wrote the order, publishing the event',
  'received a batch of messages from the queue',
  'retrying after the upstream timed out',
  'finished without changes',
] as const;
const failures = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  'ConditionalCheckFailedException: The conditional request failed',
  'Error: connect ECONNREFUSED 10.0.3.17:5432',
  'ValidationException: One or more parameter values were invalid',
] as const;
const memorySizes = [128, 256, 512, 1024] as const;

/** Two decimals, skewed to the left as durations are. */
const duration = ({ next }: Random, least: number, most: number): string =>
  (least + (most - least) * next() ** 4).toFixed(2);

type Line = (message: string) => void;

/** What one invocation writes; the caller dates each line. */
const invoke = (random: Random, memorySize: number, now: () => string, line: Line): void => {
  const id = uuid(random);
  const isTimeout = random.next() < TIMEOUT_SHARE;
  line(`START RequestId: ${id} Version: $LATEST\n`);
  for (let count = random.whole(3); count > 0; count -= 1)
    line(`${now()}\t${id}\tINFO\t${random.pick(steps)} ${random.whole(100_000)}\n`);
  for (let count = 1 + random.whole(2); count > 0; count -= 1) line(`${jsonLine(random)}\n`);
  if (random.next() < ERROR_SHARE) line(`${now()}\t${id}\tERROR\t${stackTrace(random)}\n`);
  if (isTimeout) line(`${now()} ${id} Task timed out after 3.00 seconds\n\n`);
  line(`END RequestId: ${id}\n`);
  line(reportLine(random, id, memorySize, isTimeout));
};

const jsonLine = (random: Random): string => {
  const status = random.pick(statuses);
  return JSON.stringify({
    level: status >= 500 ? 'ERROR' : status >= 400 ? 'WARN' : 'INFO',
    method: random.pick(methods),
    path: random.pick(paths),
    status,
    latency: Number(duration(random, 0.5, 900)),
    customer: random.whole(50_000),
    message: 'request served',
  });
};

const stackTrace = (random: Random): string =>
  [
    random.pick(failures),
    `    at Orders.find (/var/task/orders.js:${random.whole(400)}:17)`,
    `    at async handler (/var/task/index.js:${random.whole(90)}:9)`,
    '    at async Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)',
  ].join('\n');

const reportLine = (random: Random, id: string, memorySize: number, isTimeout: boolean): string => {
  const spent = isTimeout ? '3000.00' : duration(random, 1, 2900);
  const used = Math.min(memorySize, 60 + random.whole(memorySize));
  const items = [
    `Duration: ${spent} ms`,
    `Billed Duration: ${Math.ceil(Number(spent))} ms`,
    `Memory Size: ${memorySize} MB`,
    `Max Memory Used: ${used} MB`,
    ...(random.next() < COLD_SHARE ? [`Init Duration: ${duration(random, 120, 1400)} ms`] : []),
  ];
  return `REPORT RequestId: ${id}\t${items.join('\t')}\t\n`;
};

const makeStream = (seed: number, index: number, count: number): BenchStream => {
  const random = newRandom(Math.imul(seed + 1, 0x01000193) ^ Math.imul(index + 1, 0x5bd1e995));
  const day = Math.floor(index / STREAMS_PER_DAY);
  const dayMs = FIRST_DAY_MS + day * DAY_MS;
  // The streams of a day take turns at the milliseconds: no two events share one.
  const turn = index % STREAMS_PER_DAY;
  const invocationTicks = Math.max(
    1,
    Math.floor((STREAM_SPAN_MS * EVENTS_PER_INVOCATION) / (Math.max(count, 1) * STREAMS_PER_DAY)),
  );
  const memorySize = random.pick(memorySizes);
  const events: BenchEvent[] = [];
  let tick = 0;
  const ms = (): number => dayMs + tick * STREAMS_PER_DAY + turn;
  const now = (): string => new Date(ms()).toISOString();
  for (let invocation = 0; events.length < count; invocation += 1) {
    tick = Math.max(tick, invocation * invocationTicks + random.whole(invocationTicks));
    invoke(random, memorySize, now, (message) => {
      if (events.length < count) events.push({ ms: ms(), message });
      tick += 1 + random.whole(12);
    });
  }
  const date = new Date(dayMs).toISOString().slice(0, 10);
  return { name: `${date}-[$LATEST]${random.hex(32)}`, events };
};

/** The streams of each day; together they have exactly `count` events. */
export function* generateDays(seed: number, count: number): Generator<readonly BenchStream[]> {
  const streams = STREAMS_PER_DAY * DAYS;
  const upTo = (index: number): number => Math.floor((count * index) / streams);
  for (let day = 0; day < DAYS; day += 1) {
    yield Array.from({ length: STREAMS_PER_DAY }, (_, turn) => {
      const index = day * STREAMS_PER_DAY + turn;
      return makeStream(seed, index, upTo(index + 1) - upTo(index));
    }).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
