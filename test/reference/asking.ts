// Questions in tests of the reference engine: messages, a query, and the answer as lines of text.

import { parseQuery } from '../../grammar/index.ts';
import { type ReferenceEvent, type ReferenceOptions, referenceAnswer, type Window } from './index.ts';

export type Messages = readonly string[];

export type Circumstances = {
  /** Log groups beside `app`, to which the query is put. */
  readonly others?: Readonly<Record<string, Messages>>;
  readonly tables?: ReferenceOptions['tables'];
  readonly window?: Window;
};

/** `10:05` or `10:05:30` on 2024-01-01. */
export const at = (time: string): number =>
  Date.parse(`2024-01-01T${time.length === 5 ? `${time}:00` : time}Z`);

/** A message may begin with its time; the others follow each other by a second from 10:00:01 on. */
const eventsOf = (logGroup: string, messages: Messages): ReferenceEvent[] =>
  messages.map((written, i) => {
    const [, time, timed = ''] = /^(\d\d:\d\d(?::\d\d)?) ([\s\S]*)$/.exec(written) ?? [];
    const timestampMs = time === undefined ? at('10:00') + 1000 * (i + 1) : at(time);
    const message = time === undefined ? written : timed;
    return { timestampMs, message, logStream: 'stream', logGroup, ingestionMs: timestampMs };
  });

/** The columns, then the rows, newest first unless the query sorts them; cells with ` | ` between them. */
export const ask = (query: string, messages: Messages, circumstances: Circumstances = {}): string[] => {
  const { query: tree, diagnostics } = parseQuery(query);
  if (tree === undefined) throw new Error(JSON.stringify(diagnostics));
  const events = eventsOf('app', messages);
  const { others = {}, tables = new Map(), window } = circumstances;
  const allEvents = [...events, ...Object.entries(others).flatMap(([group, more]) => eventsOf(group, more))];
  const { columns, rows } = referenceAnswer(tree, query, events, window, { allEvents, tables });
  return [columns, ...rows].map((cells) => cells.map((cell) => cell ?? '(missing)').join(' | '));
};
