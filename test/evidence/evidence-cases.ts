// What was recorded of the real service, as it stands beside the repository: cases of a query, its events and
// its answer, in several forms; and the real engine to put them to.

import { existsSync, readFileSync } from 'node:fs';
import type { Answer, ScriptEvent } from '../runner/index.ts';
import { engineRun } from '../runs/engine-run.ts';

const file = new URL('../../../shared/reference/evidence.jsonl', import.meta.url);

export const hasEvidence = existsSync(file);

type Recorded = { readonly timestamp: number; readonly message: string };
type Cells = readonly { readonly field: string; readonly value: string }[];
type Refused = { readonly error: string; readonly message_contains?: string };

export type EvidenceCase = {
  readonly id: string;
  readonly query: string;
  readonly events?: readonly Recorded[];
  readonly values?: readonly number[];
  readonly columns?: readonly string[];
  readonly expected: readonly Cells[] | readonly (readonly string[])[] | Refused | string;
  readonly note?: string;
};

export const evidenceCases: readonly EvidenceCase[] = hasEvidence
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as EvidenceCase)
  : [];

export const evidenceCase = (id: string): EvidenceCase => {
  const found = evidenceCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no evidence "${id}"`);
  return found;
};

/** Events without times of their own follow each other in seconds. */
export const eventAt = (timestampMs: number, message: string): ScriptEvent => ({
  timestampMs,
  message,
  logStream: 'stream',
  logGroup: '/aws/lambda/recorded',
  ingestionMs: timestampMs,
});

const START = Date.UTC(2024, 3, 28, 15, 30);

/** Messages a second apart. */
export const eventsOf = (messages: readonly string[]): ScriptEvent[] =>
  messages.map((message, index) => eventAt(START + index * 1000, message));

/** The events of a case; a list of values becomes messages that have each as their field `v`. */
export const caseEvents = ({ events, values }: EvidenceCase): ScriptEvent[] =>
  values === undefined
    ? (events ?? []).map(({ timestamp, message }) => eventAt(timestamp, message))
    : eventsOf(values.map((value) => JSON.stringify({ v: value })));

const isCells = (row: Cells | readonly string[]): row is Cells => typeof row[0] === 'object';

export type ExpectedTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
};

/** The recorded table; a blank cell of an export is a missing value. */
export const expectedTable = ({ columns, expected }: EvidenceCase): ExpectedTable | undefined => {
  if (!Array.isArray(expected)) return undefined;
  const rows = (expected as readonly (Cells | readonly string[])[]).map((row) =>
    (isCells(row) ? row.map(({ value }) => value) : row).map((value) => (value === '' ? undefined : value)),
  );
  const first = expected[0] as Cells | readonly string[] | undefined;
  const named = first !== undefined && isCells(first) ? first.map(({ field }) => field) : [];
  return { columns: columns ?? named, rows };
};

const engine = engineRun({ name: 'the engine' });

/** What the real engine answers; the window is that of the events. */
export const answerOf = async (query: string, events: readonly ScriptEvent[]): Promise<Answer> => {
  const times = events.map((event) => event.timestampMs);
  const [startMs, endMs] = [Math.min(...times), Math.max(...times)];
  const window = { startMs, endMs, nowMs: endMs };
  return await engine.answer(query, { events, allEvents: events, window, lookups: new Map() });
};

export const tableOf = async (query: string, events: readonly ScriptEvent[]): Promise<ExpectedTable> => {
  const answer = await answerOf(query, events);
  if (answer.kind !== 'table') throw new Error(`refused: ${answer.rendered}`);
  return { columns: answer.columns, rows: answer.rows };
};
