// The lines of Lambda functions: START, what the application logs, END and REPORT.
//
// The set `lambda` has lines with tabs and now and then an error of several lines; the set `mixed` has JSON
// lines as well. About one report in twenty is of a cold start.

import type { SetLines, TextKind } from './event-set.ts';
import { duration, type Random, uuid } from './random.ts';

const COLD_SHARE = 0.05;
const ERROR_SHARE = 0.02;
const TIMEOUT_SHARE = 0.004;

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
const asciiSteps = [
  'loading the customer record',
  'cache miss, reading from the table',
  'wrote the order, publishing the event',
  'received a batch of messages from the queue',
  'retrying after the upstream timed out',
  'finished without changes',
] as const;
const steps: Readonly<Record<TextKind, readonly string[]>> = {
  ascii: asciiSteps,
  unicode: [
    ...asciiSteps,
    'Bestellung für Jürgen Groß geladen',
    'заказ принят, оплата ожидается',
    '注文を受け付けました 📦',
    'pedido confirmado ✓ para José Núñez',
  ],
};
const servedMessages: Readonly<Record<TextKind, readonly string[]>> = {
  ascii: ['request served'],
  unicode: ['request served', 'request served', 'Anfrage für Zoë beantwortet', '要求を処理しました 🙂'],
};
const failures = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  'ConditionalCheckFailedException: The conditional request failed',
  'Error: connect ECONNREFUSED 10.0.3.17:5432',
  'ValidationException: One or more parameter values were invalid',
] as const;
const memorySizes = [128, 256, 512, 1024] as const;

type Line = (message: string) => void;

type AppLine = (random: Random, now: () => string, id: string, text: TextKind) => string;

const tabbedLine: AppLine = (random, now, id, text) =>
  `${now()}\t${id}\tINFO\t${random.pick(steps[text])} ${random.whole(100_000)}\n`;

const servedMessage = (random: Random, text: TextKind): string => {
  const messages = servedMessages[text];
  return messages.length === 1 ? messages[0]! : random.pick(messages);
};

const jsonLine: AppLine = (random, _now, _id, text) => {
  const status = random.pick(statuses);
  const fields = {
    level: status >= 500 ? 'ERROR' : status >= 400 ? 'WARN' : 'INFO',
    method: random.pick(methods),
    path: random.pick(paths),
    status,
    latency: Number(duration(random, 0.5, 900)),
    customer: random.whole(50_000),
    message: servedMessage(random, text),
  };
  return `${JSON.stringify(fields)}\n`;
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

type Invocation = { readonly random: Random; readonly memorySize: number; readonly text: TextKind };

/** What one invocation writes; the caller dates each line. `second` is the kind of line that each has at least once. */
const invoke = (
  { random, memorySize, text }: Invocation,
  second: AppLine,
  now: () => string,
  line: Line,
): void => {
  const id = uuid(random);
  const isTimeout = random.next() < TIMEOUT_SHARE;
  line(`START RequestId: ${id} Version: $LATEST\n`);
  for (let count = random.whole(3); count > 0; count -= 1) line(tabbedLine(random, now, id, text));
  for (let count = 1 + random.whole(2); count > 0; count -= 1) line(second(random, now, id, text));
  if (random.next() < ERROR_SHARE) line(`${now()}\t${id}\tERROR\t${stackTrace(random)}\n`);
  if (isTimeout) line(`${now()} ${id} Task timed out after 3.00 seconds\n\n`);
  line(`END RequestId: ${id}\n`);
  line(reportLine(random, id, memorySize, isTimeout));
};

const EVENTS_PER_INVOCATION = 5.7;

const linesWith = (second: AppLine): SetLines =>
  function* (random, count, clock, text) {
    const invocationTicks = Math.max(
      1,
      Math.floor((clock.ticks * EVENTS_PER_INVOCATION) / Math.max(count, 1)),
    );
    const invocation: Invocation = { random, memorySize: random.pick(memorySizes), text };
    const now = (): string => new Date(clock.msOf(tick)).toISOString();
    let tick = 0;
    let made = 0;
    for (let number = 0; made < count; number += 1) {
      tick = Math.max(tick, number * invocationTicks + random.whole(invocationTicks));
      const events: { ms: number; message: string }[] = [];
      invoke(invocation, second, now, (message) => {
        if (made < count) events.push({ ms: clock.msOf(tick), message });
        made += 1;
        tick += 1 + random.whole(12);
      });
      yield* events;
    }
  };

export const lambdaLines: SetLines = linesWith(tabbedLine);
export const mixedLines: SetLines = linesWith(jsonLine);
