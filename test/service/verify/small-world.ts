// A log group of a store, a question about it, and a service that answers as we do unless a test bends it.

import type { QueryResult } from '../../../src/result/index.ts';
import { askStore, type Question } from '../../../src/service/verify/question.ts';
import type { ServiceAnswer } from '../../../src/service/verify/run-on-service.ts';
import type { ServiceQueries, ServiceRow } from '../../../src/service/verify/service-queries.ts';
import { type EventRecord, withEvents } from '../../../src/service/verify/stored-events.ts';
import { remarksOf } from '../../../src/service/verify/summary.ts';
import { type Report, verifyAnswer } from '../../../src/service/verify/verify-answer.ts';
import type { Store } from '../../../src/store/index.ts';
import { planWith } from '../../../src/tasks/index.ts';

export const START_SECONDS = Date.UTC(2024, 0, 1) / 1000;

/** Messages a second apart, or at the times that are given with them (ms after the start). */
export const eventsOf = (
  messages: readonly (string | readonly [ms: number, message: string])[],
): EventRecord[] =>
  messages.map((entry, index) => {
    const [ms, message] = typeof entry === 'string' ? [index * 1000, entry] : entry;
    const timestampMs = START_SECONDS * 1000 + ms;
    return { logGroup: 'app', logStream: 's', timestampMs, ingestionMs: timestampMs, message };
  });

export const questionOf = async (text: string, store: Store): Promise<Question> => {
  const range = { startSeconds: START_SECONDS, endSeconds: START_SECONDS + 86_400 };
  const nowMs = START_SECONDS * 1000;
  const planned = await planWith(text, { startMs: nowMs, endMs: nowMs + 86_400_999, nowMs });
  if (planned.plan === undefined) throw new Error(`the test's query is refused: ${text}`);
  return { text, plan: planned.plan, notices: [], logGroups: ['app'], range, nowMs, store };
};

/** Our answer as the service would hand it over: ragged rows, numbers in the statistics. */
export const answerOf = ({ table, statistics }: QueryResult): ServiceAnswer => ({
  rows: table.rows.map((row) =>
    row.flatMap((value, index) =>
      value === undefined ? [] : [{ field: table.columns[index] ?? '', value }],
    ),
  ),
  statistics: { ...statistics },
  isCut: false,
});

export type Bend = (answer: ServiceAnswer) => ServiceAnswer;

export const bendCells =
  (bend: (field: string, value: string | undefined) => string | undefined): Bend =>
  (answer) => ({
    ...answer,
    rows: answer.rows.map((row) => row.map(({ field, value }) => ({ field, value: bend(field, value) }))),
  });

export const bendRows =
  (bend: (rows: readonly ServiceRow[]) => readonly ServiceRow[]): Bend =>
  (answer) => ({ ...answer, rows: bend(answer.rows) });

/** What verifying says when the service answers as we do, but bent. */
export const verified = (
  messages: Parameters<typeof eventsOf>[0],
  text: string,
  bend: Bend = (answer) => answer,
): ReturnType<typeof verifyAnswer> =>
  withEvents(eventsOf(messages), async (store) => {
    const question = await questionOf(text, store);
    return verifyAnswer(question, bend(answerOf(await askStore(question, question.plan))));
  });

/** What is said of an answer, in short. */
export const told = (report: Report): readonly (readonly [string, string])[] =>
  remarksOf(report).map(({ verdict, kind }) => [verdict, kind]);

/** A service that hands an answer over in pages of so many rows, after so many looks. */
export const fakeQueries = (
  answer: ServiceAnswer,
  { pageRows = 10_000, looks = 0, status = 'Complete' } = {},
): ServiceQueries & { readonly stopped: string[]; readonly asked: (string | undefined)[] } => {
  const stopped: string[] = [];
  const asked: (string | undefined)[] = [];
  let looked = 0;
  return {
    stopped,
    asked,
    start: async () => 'query-1',
    results: async (_, nextToken) => {
      asked.push(nextToken);
      looked += 1;
      if (looked <= looks) return { status: 'Running', rows: [], statistics: {}, nextToken: undefined };
      const from = Number(nextToken ?? 0);
      const to = from + pageRows;
      return {
        status,
        rows: answer.rows.slice(from, to),
        statistics: answer.statistics,
        nextToken: to < answer.rows.length ? String(to) : undefined,
      };
    },
    stop: async (queryId) => void stopped.push(queryId),
  };
};
