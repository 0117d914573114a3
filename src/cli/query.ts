// insitu query: a query over files, or over the store.

import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Format, formats, render, renderNotices, renderStatisticsLine } from '../presentation/index.ts';
import { planWith } from '../tasks/index.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { printExplanation } from './explain.ts';
import { watchInterruption } from './interruption.ts';
import { complain, readQueryText } from './query-text.ts';
import { type Answer, addSourceOptions, runPlan, type SourceFlags, surroundingsOf } from './run-plan.ts';
import { say, sayPlainly, terminalOf, write } from './terminal.ts';
import { readDuration } from './times.ts';

type QueryFlags = SourceFlags & {
  readonly format: Format;
  readonly output?: string;
  readonly quiet: boolean;
  readonly explain: boolean;
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

const runQuery = async (given: string, paths: readonly string[], flags: QueryFlags): Promise<number> => {
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

export const addQuery = (program: Command, finish: (exitCode: number) => void): void => {
  const command = program
    .command('query')
    .summary('run a query over files, or over the store')
    .description(
      'Runs a Logs Insights query over the given files, directories and globs ("-" is standard input); without paths, over the store.',
    )
    .argument('<query>', 'the query, or @file that holds it')
    .argument('[path...]', 'log files, directories, globs, -')
    .addOption(
      program
        .createOption('--format <format>', 'how the answer is printed')
        .choices(formats)
        .default('table'),
    )
    .option('--output <file>', 'write the answer to a file')
    .option('--explain', 'show the plan instead of running it', false)
    .option('-q, --quiet', 'no progress, notices and statistics', false);
  addSourceOptions(command).action(async (query: string, paths: string[], flags: QueryFlags) =>
    finish(await runQuery(query, paths, flags)),
  );
};
