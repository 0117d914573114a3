// One random question: a script of events and one query, what every run answers, and how they differ.

import path from 'node:path';
import { planQuery } from '../../src/plan/index.ts';
import {
  type Answer,
  acceptScript,
  parseScript,
  type Question,
  questionsOf,
  type Run,
  type Script,
} from '../runner/index.ts';
import { surroundingsOf } from '../runner/surroundings.ts';
import { type World, worldSteps } from './arbitrary-events.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type Case = { readonly script: Script; readonly question: Question };

/** The case as it is pasted into a .script file, but for its answer. */
export const caseOf = (world: World, query: string): Case => {
  const lines = [
    ...worldSteps(world),
    '',
    'query all runs agree',
    ...query.split('\n').map((line) => `  ${line}`),
    '----',
    '  (no rows)',
    '',
  ];
  const script = parseScript(lines.join('\n'), 'law');
  const question = questionsOf(script)[0];
  if (question === undefined) throw new Error('a case has a question');
  return { script, question };
};

/** The events and the window of a world, for texts that no script could hold. */
export const surroundings = (world: World): ReturnType<typeof surroundingsOf> => {
  const { script, question } = caseOf(world, 'fields a');
  return surroundingsOf(script, question, root);
};

export type Refusal = { readonly code: string; readonly start: number; readonly end: number };

/** What the planner says against the query; empty when it is accepted. */
export const refusalsOf = (
  query: string,
): { readonly isAccepted: boolean; readonly refusals: readonly Refusal[] } => {
  const { plan, diagnostics } = planQuery(query);
  const refusals = diagnostics.map(({ code, span }) => ({ code, ...span }));
  return { isAccepted: plan !== undefined, refusals };
};

type Answered = { readonly run: Run; readonly shown: string };

const shownAnswer = (answer: Answer): string =>
  JSON.stringify(
    answer.kind === 'table' ? { columns: answer.columns, rows: answer.rows } : answer.items,
    (_, value) => (value === undefined ? '(missing)' : (value as unknown)),
  );

const ask = async (run: Run, { script, question }: Case): Promise<Answered> => {
  const surroundings = surroundingsOf(script, question, root);
  try {
    return { run, shown: shownAnswer(await run.answer(question.text, surroundings)) };
  } catch (error) {
    return { run, shown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** The runs that answer otherwise than the first one, or none when all agree. */
export const disagreement = async (one: Case, runs: readonly Run[]): Promise<readonly Answered[]> => {
  const answers: Answered[] = [];
  for (const run of runs) if (run.canAnswer?.(one.question.text) !== false) answers.push(await ask(run, one));
  const others = answers.filter(({ shown }) => shown !== answers[0]?.shown);
  return others.length === 0 ? [] : [...answers.slice(0, 1), ...others];
};

const accepted = async ({ script }: Case, run: Run | undefined): Promise<string> => {
  try {
    return run === undefined ? script.lines.join('\n') : await acceptScript(script, run, root);
  } catch {
    return script.lines.join('\n');
  }
};

/** The script with the answer of the first run, and what the others say instead. */
export const complaint = async (one: Case, runs: readonly Run[]): Promise<string> => {
  const answers = await disagreement(one, runs);
  const differing = answers.map(({ run, shown }) => `${run.name}: ${shown}`);
  return [await accepted(one, answers[0]?.run), '', ...differing].join('\n');
};
