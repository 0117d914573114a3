// Puts every question of a script to every run and says where an answer differs.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compared, compareAnswer, compareText, isSame } from './compare.ts';
import { failureMessage } from './failure.ts';
import type { Run } from './run.ts';
import { isQuestion, type Question, type Script } from './script.ts';
import { surroundingsOf } from './surroundings.ts';

const REPOSITORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export type Outcome = {
  readonly question: Question;
  /** One message for each run whose answer differs; empty when all is well. */
  readonly failures: readonly string[];
};

export const questionsOf = (script: Script): readonly Question[] => script.steps.filter(isQuestion);

export const runScript = async (
  script: Script,
  runs: readonly Run[],
  root = REPOSITORY,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const question of questionsOf(script)) {
    outcomes.push({ question, failures: await runQuestion(script, question, runs, root) });
  }
  return outcomes;
};

/** The messages of the runs that differ from what the script expects. */
export const runQuestion = async (
  script: Script,
  question: Question,
  runs: readonly Run[],
  root = REPOSITORY,
): Promise<string[]> => {
  const messages: string[] = [];
  for (const run of runs) {
    const failure = await tryRun(script, question, run, root);
    if (failure !== undefined) messages.push(failure);
  }
  return messages;
};

const tryRun = async (
  script: Script,
  question: Question,
  run: Run,
  root: string,
): Promise<string | undefined> => {
  try {
    const compared = await ask(script, question, run, root);
    return compared === undefined || isSame(compared)
      ? undefined
      : failureMessage(script, question, run, compared);
  } catch (error) {
    const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const lines = script.lines.slice(question.answer.start, question.answer.end);
    const compared = { expected: lines.map((line) => line.slice(2)), got: got.split('\n') };
    return failureMessage(script, question, run, compared);
  }
};

const ask = async (
  script: Script,
  question: Question,
  run: Run,
  root: string,
): Promise<Compared | undefined> => {
  const { expected, text } = question;
  const isLeftOut = expected.kind === 'diagnostics' && run.ignores?.includes('diagnostics');
  if (isLeftOut || run.canAnswer?.(text) === false) return undefined;
  const surroundings = surroundingsOf(script, question, root);
  if (expected.kind !== 'text') return compareAnswer(expected, await run.answer(text, surroundings), run);
  if (run.explain === undefined) return undefined;
  return compareText(expected.lines, await run.explain(text, surroundings));
};
