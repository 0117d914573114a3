// insitu explain: what a query does, stage by stage. Needs no logs.

import type { Command } from 'commander';
import { parseQuery, printQuery } from '../../grammar/index.ts';
import { explainPlan, optimise, planQuery } from '../plan/index.ts';
import { renderNotices } from '../presentation/index.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, readQueryText } from './query-text.ts';
import { say, terminalOf, write } from './terminal.ts';

const section = (title: string, lines: readonly string[]): string =>
  `${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

export const printExplanation = async (text: string, format: string): Promise<number> => {
  const { query } = parseQuery(text);
  const { plan, diagnostics, notices } = planQuery(text);
  if (plan === undefined || query === undefined) return complain(text, diagnostics, format);
  const written = explainPlan(plan);
  const better = explainPlan(optimise(plan));
  const sections = [
    section('query', printQuery(query).split('\n')),
    section('plan as written', written),
    ...(written.join() === better.join() ? [] : [section('plan as run', better)]),
  ];
  await write(process.stdout, sections.join('\n'));
  await say(renderNotices(notices, { color: terminalOf(process.stderr).color }));
  return exitCodes.answered;
};

export const addExplain = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('explain')
    .summary('show how a query is understood and run')
    .description('Shows the canonical text of a query, its plan as written and as run. Needs no logs.')
    .argument('<query>', 'the query, or @file that holds it')
    .action(async (query: string) => finish(await printExplanation(readQueryText(query), 'table')));
};
