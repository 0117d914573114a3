// Rewrites a script so that it expects what a run answers: only lines below `----`, never a question, and
// only where the answer differs.

import { acceptedLines, compareAnswer, compareText, isSame } from './compare.ts';
import type { Run } from './run.ts';
import { questionsOf } from './run-script.ts';
import type { Question, Script } from './script.ts';
import { surroundingsOf } from './surroundings.ts';

/** The new text of the script. */
export const acceptScript = async (script: Script, run: Run, root: string): Promise<string> => {
  const lines = [...script.lines];
  for (const question of questionsOf(script).toReversed()) {
    const accepted = await newAnswer(script, question, run, root);
    if (accepted === undefined) continue;
    const { start, end } = question.answer;
    lines.splice(start, end - start, ...accepted.map((line) => (line === '' ? '' : `  ${line}`)));
  }
  return lines.join('\n');
};

/** Undefined when the answer that is written is right. */
const newAnswer = async (
  script: Script,
  question: Question,
  run: Run,
  root: string,
): Promise<readonly string[] | undefined> => {
  const surroundings = surroundingsOf(script, question, root);
  const { expected, text } = question;
  if (expected.kind === 'text') {
    const explained = await run.explain?.(text, surroundings);
    const compared = explained === undefined ? undefined : compareText(expected.lines, explained);
    return compared === undefined || isSame(compared) ? undefined : compared.got;
  }
  const answer = await run.answer(text, surroundings);
  const compared = compareAnswer(expected, answer, run);
  return compared === undefined || isSame(compared) ? undefined : acceptedLines(answer, expected);
};
