// The work of insitu query, loaded when it is asked for.

import { writeFileSync } from 'node:fs';
import { type Format, render, renderNotices, renderStatisticsLine } from '../presentation/index.ts';
import { planWith } from '../tasks/index.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { watchInterruption } from './interruption.ts';
import { complain, readQueryText } from './query-text.ts';
import { printExplanation } from './run-explain.ts';
import { type Answer, runPlan, surroundingsOf } from './run-plan.ts';
import type { SourceFlags } from './source-options.ts';
import { say, sayPlainly, terminalOf, write } from './terminal.ts';
import { readDuration } from './times.ts';

export type QueryFlags = SourceFlags & {
  readonly format: Format;
  readonly output?: string;
  readonly quiet: boolean;
  readonly explain: boolean;
  readonly threads: number;
  readonly optimize: boolean;
};

const printAnswer = async (
  answer: Answer,
  flags: QueryFlags,
  elapsedMs: number,
  isEstimate: boolean,
): Promise<void> => {
  const { result } = answer;
  const out = terminalOf(process.stdout);
  const toFile = flags.output !== undefined;
  const text = render(flags.format, result, {
    color: !toFile && out.color,
    ...(out.widthColumns !== undefined && !toFile ? { widthColumns: out.widthColumns } : {}),
  });
  if (flags.output === undefined) await write(process.stdout, text);
  else
    try {
      writeFileSync(flags.output, text);
    } catch (error) {
      throw new CommandError(exitCodes.failed, `--output: ${(error as Error).message}`);
    }
  if (flags.quiet) return;
  const { color } = terminalOf(process.stderr);
  await say(renderNotices(result.notices, { color }));
  // An estimate has looked at nothing but sizes.
  if (!isEstimate) await say(renderStatisticsLine(result, elapsedMs));
};

const exitCodeOf = (answer: Answer, isInterrupted: boolean): number => {
  if (isInterrupted) return exitCodes.interrupted;
  if (answer.isUnread) return exitCodes.unreadable;
  const isPartial = answer.problems.length > 0 || answer.result.status === 'Partial';
  return isPartial ? exitCodes.partial : exitCodes.answered;
};

export const runQuery = async (
  given: string,
  paths: readonly string[],
  flags: QueryFlags,
): Promise<number> => {
  const surroundings = surroundingsOf(flags, Date.now());
  const planned = await planWith(readQueryText(given), surroundings);
  const { plan, notices } = planned;
  if (plan === undefined) return complain(planned.text, planned.diagnostics, flags.format);
  if (flags.explain) return printExplanation(planned, flags.format);
  using interruption = watchInterruption(readDuration(flags.timeout, '--timeout'));
  const startedMs = performance.now();
  const answer = await runPlan({ plan, notices }, paths, surroundings, flags, interruption);
  interruption.checkDeadline();
  for (const problem of answer.problems) await sayPlainly(problem.message);
  if (!answer.isUnread) await printAnswer(answer, flags, performance.now() - startedMs, plan.isEstimate);
  return exitCodeOf(answer, interruption.isInterrupted());
};
