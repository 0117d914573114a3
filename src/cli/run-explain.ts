// The work of insitu explain, loaded when it is asked for.

import { parseQuery, printQuery } from '../../grammar/index.ts';
import { explainPlan, explainSkips, explainStages, type LogicalPlan, optimise } from '../plan/index.ts';
import { renderNotices } from '../presentation/index.ts';
import { type PlannedText, planWith } from '../tasks/index.ts';
import { exitCodes } from './exit-codes.ts';
import { printSteps } from './explain-steps.ts';
import { complain, readQueryText } from './query-text.ts';
import { surroundingsOf } from './run-plan.ts';
import type { SourceFlags } from './source-options.ts';
import { say, terminalOf, write } from './terminal.ts';

export type ExplainFlags = SourceFlags & { readonly steps: boolean; readonly rows: string };

const section = (title: string, lines: readonly string[]): string =>
  `${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

const listed = (columns: readonly string[]): string =>
  columns.length === 0 ? 'nothing' : columns.join(', ');

const stageLines = (plan: LogicalPlan): readonly string[] =>
  explainStages(plan).flatMap(({ text, takes, gives }) => [
    text,
    `         takes ${listed(takes)}; gives ${listed(gives)}`,
  ]);

/** What is known of a query that is well made. */
export const printExplanation = async (planned: PlannedText, format: string): Promise<number> => {
  const { plan, text, notices } = planned;
  const { query } = parseQuery(text);
  if (plan === undefined || query === undefined) return complain(text, planned.diagnostics, format);
  const better = optimise(plan);
  const [written, run] = [explainPlan(plan), explainPlan(better)];
  const sections = [
    section('query', printQuery(query).split('\n')),
    section('plan as written', written),
    ...(written.join() === run.join() ? [] : [section('plan as run', run)]),
    section('stage by stage', stageLines(better)),
    section('skipped', explainSkips(plan, better)),
  ];
  await write(process.stdout, sections.join('\n'));
  await say(renderNotices(notices, { color: terminalOf(process.stderr).color }));
  return exitCodes.answered;
};

export const runExplain = async (
  given: string,
  paths: readonly string[],
  flags: ExplainFlags,
): Promise<number> => {
  const surroundings = surroundingsOf(flags, Date.now());
  const planned = await planWith(readQueryText(given), surroundings);
  if (!flags.steps || planned.plan === undefined) return printExplanation(planned, 'table');
  return printSteps(planned.text, paths, surroundings, flags);
};
