// The script runner: parse a script, put its questions to runs, accept new answers.

export { acceptScript } from './accept-script.ts';
export { parseScript } from './parse-script.ts';
export { referenceRun } from './reference-run.ts';
export type { Answer, DiagnosticItem, DiagnosticsAnswer, Judgement, Run, TableAnswer } from './run.ts';
export { type Outcome, questionsOf, runQuestion, runScript } from './run-script.ts';
export {
  MalformedScript,
  type Question,
  type Script,
  type ScriptEvent,
  type ScriptWindow,
  type Surroundings,
} from './script.ts';
