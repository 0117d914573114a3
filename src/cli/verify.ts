// insitu verify: is our answer the service's?

import type { Command } from 'commander';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import { collect } from './options.ts';
import { complain, readQueryText } from './query-text.ts';
import { type Answered, fromCassette, fromExport, fromService, Refused } from './run-verify.ts';
import { addSurroundings } from './surroundings.ts';
import { terminalOf, write } from './terminal.ts';
import { readDuration } from './times.ts';
import type { VerifyFlags } from './verify-flags.ts';
import { renderReportJson, renderReportTable } from './verify-report.ts';

const exitCodeOf = {
  agrees: exitCodes.answered,
  consistent: exitCodes.answered,
  inconclusive: exitCodes.partial,
  differs: exitCodes.failed,
} as const;

const compare = async (
  { asked, answer, hasColumnOrder, within }: Answered,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<number> => {
  const { countCells, remarksOf, verifyAnswer } = await import('../service/index.ts');
  const report = await within((store) => verifyAnswer({ ...asked, store }, answer, { hasColumnOrder }));
  interruption.checkDeadline();
  // Our own answer is then a part of itself.
  if (interruption.isInterrupted()) throw new CommandError(exitCodes.interrupted, 'interrupted');
  const [remarks, counts] = [remarksOf(report), countCells(report)];
  const text =
    flags.format === 'json'
      ? renderReportJson(report, remarks, counts)
      : renderReportTable(report, remarks, counts, terminalOf(process.stdout));
  await write(process.stdout, text);
  return exitCodeOf[report.verdict];
};

/** Where the answer comes from, of which only one can be. */
const checkSources = (query: string | undefined, flags: VerifyFlags): void => {
  const sources = [flags.replay !== undefined, flags.from !== undefined, flags.probes].filter(Boolean);
  if (sources.length > 1) throw usageError('--replay, --from and --probes exclude each other');
  if ((flags.replay !== undefined || flags.probes) && query !== undefined)
    throw usageError('with --replay and --probes no query is given: they have theirs');
  if (flags.replay === undefined && !flags.probes && query === undefined)
    throw usageError('there is no query');
  if (flags.record !== undefined && sources.length > 0)
    throw usageError('--record is for answers that the service gives now');
  if (flags.withEvents && flags.record === undefined) throw usageError('--with-events belongs to --record');
  if (flags.fetch && sources.length > 0)
    throw usageError('--fetch is for answers that the service gives now');
};

const answered = (
  query: string | undefined,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<Answered> => {
  if (flags.replay !== undefined) return fromCassette(flags.replay, flags, interruption);
  const text = readQueryText(query ?? '');
  return flags.from === undefined
    ? fromService(text, flags, interruption)
    : fromExport(text, flags.from, flags, interruption);
};

const runVerify = async (query: string | undefined, flags: VerifyFlags): Promise<number> => {
  checkSources(query, flags);
  // The service's own deadline ends the query there; ours is for what comes after it.
  using interruption = watchInterruption(2 * readDuration(flags.timeout, '--timeout'));
  try {
    if (flags.probes) {
      const { putProbes } = await import('./run-probes.ts');
      return await putProbes(flags, interruption);
    }
    return await compare(await answered(query, flags, interruption), flags, interruption);
  } catch (error) {
    if (error instanceof Refused)
      return await complain(error.planned.text, error.planned.diagnostics, flags.format);
    interruption.checkDeadline();
    if (interruption.isInterrupted() && !(error instanceof CommandError))
      throw new CommandError(exitCodes.interrupted, 'interrupted');
    throw error;
  }
};

export const addVerify = (program: Command, finish: (exitCode: number) => void): void => {
  const command = program
    .command('verify')
    .summary("compare an answer of the service's with ours")
    .description(
      'Puts a query to CloudWatch Logs Insights and to the store, and compares the answers cell by cell. What differs is explained where the service is known to differ. Exit code 0: the same, or explained; 1: not explained; 4: nothing can be said, as the two have seen other events.',
    )
    .argument('[query]', 'the query, or @file that holds it')
    .option('--group <name>', 'the log group, by name or ARN; may be repeated', collect, [])
    .option('--start <time>', 'ISO 8601, epoch s or ms, now, -1h; the second it lies in is included')
    .option('--end <time>', 'the same (default: now)')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('--fetch', 'fetch the events of this range into the store first', false)
    .option('--record <file>', 'keep query and answer in a file')
    .option('--with-events', 'with --record: keep the events too, so that no store is needed', false)
    .option('--replay <file>', 'compare the answer in such a file')
    .option(
      '--from <file>',
      'compare an exported answer: JSON of get-query-results, or JSON or CSV of the console',
    )
    .option('--probes', 'put small questions about what is not documented to the service', false)
    .option('--yes-write-to-service', 'with --probes: yes, make a log group and put events into it', false)
    .option('--profile <name>', 'the profile of the AWS configuration files')
    .option('--region <name>', 'the region (default: as for all AWS clients)')
    .option('--endpoint-url <url>', 'another server that speaks the protocol, such as "insitu serve"')
    .option('--role-arn <arn>', 'a role to take on first')
    .option('--timeout <duration>', 'how long the service may take', '60m')
    .addOption(
      program
        .createOption('--format <format>', 'how the comparison is printed')
        .choices(['table', 'json'])
        .default('table'),
    )
    .option('-q, --quiet', 'no progress', false);
  addSurroundings(command).action(async (query: string | undefined, flags: VerifyFlags) =>
    finish(await runVerify(query, flags)),
  );
};
