// The work of insitu verify, loaded when it is asked for.

import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import { complain, readQueryText } from './query-text.ts';
import { putProbes } from './run-probes.ts';
import { type Answered, fromCassette, fromExport, fromService, Refused } from './run-verify.ts';
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

export const runVerify = async (query: string | undefined, flags: VerifyFlags): Promise<number> => {
  checkSources(query, flags);
  // The service's own deadline ends the query there; ours is for what comes after it.
  using interruption = watchInterruption(2 * readDuration(flags.timeout, '--timeout'));
  try {
    if (flags.probes) {
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
