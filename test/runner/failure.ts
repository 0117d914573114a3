// What a reader sees of a wrong answer: where, the question, expected and got side by side, which run, and
// how to put only this question again.

import type { Compared } from './compare.ts';
import type { Run } from './run.ts';
import type { Question, Script } from './script.ts';

const MOST_WIDTH = 60;

export const failureMessage = (script: Script, question: Question, run: Run, compared: Compared): string =>
  [
    `${script.file}:${question.line} ${question.title}`,
    ...question.text.split('\n').map((line) => `    ${line}`),
    '',
    ...sideBySide(compared),
    '',
    `the run that differs: ${run.name}`,
    `only this question:   npm test -- '${question.title.replaceAll("'", "'\\''")}'`,
  ].join('\n');

/** Lines that differ are marked with `!`. */
const sideBySide = ({ expected, got }: Compared): string[] => {
  const left = ['expected', ...expected];
  const right = ['got', ...got];
  const width = Math.min(
    MOST_WIDTH,
    left.reduce((most, line) => Math.max(most, line.length), 0),
  );
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const [a = '', b = ''] = [left[i], right[i]];
    const mark = i > 0 && left[i] !== right[i] ? '!' : ' ';
    return `  ${mark} ${a.padEnd(width)}  ${mark} ${b}`.trimEnd();
  });
};
