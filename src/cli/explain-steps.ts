// explain --steps: the query run up to each of its commands, with the first rows of what is there then.

import { parseQuery, printCommand, printQuery, type Query } from '../../grammar/index.ts';
import { renderTable } from '../presentation/index.ts';
import type { QueryResult, ResultTable } from '../result/index.ts';
import { planWith, type Surroundings } from '../tasks/index.ts';
import { exitCodes, usageError } from './exit-codes.ts';
import { watchInterruption } from './interruption.ts';
import { complain } from './query-text.ts';
import { runPlan } from './run-plan.ts';
import type { SourceFlags } from './source-options.ts';
import { sayPlainly, terminalOf, write } from './terminal.ts';
import { readDuration } from './times.ts';

const rowCount = (given: string): number => {
  const rows = Number(given);
  if (!Number.isInteger(rows) || rows < 1) throw usageError(`--rows: "${given}" is no whole number above 0`);
  return rows;
};

const cut = ({ table }: QueryResult, rows: number): ResultTable => ({
  ...table,
  rows: table.rows.slice(0, rows),
});

const heading = (number: number, text: string, result: QueryResult, shown: number): string => {
  const { length } = result.table.rows;
  const isCut = result.notices.some(({ code }) => code === 'default-limit');
  const count = `${isCut ? 'more than ' : ''}${length.toLocaleString('en-US')}`;
  const first = length > shown ? `, of which the first ${shown === 1 ? 'is' : `${shown} are`} shown` : '';
  return `${number}. ${text}\n${count} row${length === 1 ? '' : 's'}${first}\n`;
};

const isStep = ({ kind }: Query['commands'][number]): boolean => kind !== 'source';

export const printSteps = async (
  text: string,
  paths: readonly string[],
  surroundings: Surroundings,
  flags: SourceFlags & { readonly rows: string },
): Promise<number> => {
  if (paths.includes('-'))
    throw usageError('--steps reads the logs once a step, which standard input cannot');
  const shown = rowCount(flags.rows);
  const commands = parseQuery(text).query?.commands ?? [];
  const { color, widthColumns } = terminalOf(process.stdout);
  using interruption = watchInterruption(readDuration(flags.timeout, '--timeout'));
  let steps = 0;
  for (const [index, command] of commands.entries()) {
    if (!isStep(command) && index < commands.length - 1) continue;
    const part: Query = { kind: 'query', span: command.span, commands: commands.slice(0, index + 1) };
    const planned = await planWith(printQuery(part), surroundings);
    const { plan, notices } = planned;
    if (plan === undefined) return complain(planned.text, planned.diagnostics, 'table');
    const quiet = { ...flags, quiet: true };
    const { result, problems } = await runPlan({ plan, notices }, paths, surroundings, quiet, interruption);
    interruption.checkDeadline();
    if (index === commands.length - 1) for (const { message } of problems) await sayPlainly(message);
    const table = renderTable(cut(result, shown), {
      color,
      ...(widthColumns === undefined ? {} : { widthColumns }),
    });
    const title = printCommand(command).replace(/\s*\n\s*/g, ' ');
    await write(
      process.stdout,
      `${steps === 0 ? '' : '\n'}${heading(steps + 1, title, result, shown)}${table}`,
    );
    steps += 1;
    if (interruption.isInterrupted()) return exitCodes.interrupted;
  }
  return exitCodes.answered;
};
