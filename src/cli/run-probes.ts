// insitu verify --probes: what is not documented, asked of the service itself, as a table for docs/fidelity.md.

import { printBytes, printCount, renderMarkdown } from '../presentation/index.ts';
import type { ProbeOutcome } from '../service/index.ts';
import { connectTo, serviceSays, warningOf } from './ask-service.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import type { Interruption } from './interruption.ts';
import { sayPlainly, write } from './terminal.ts';
import type { VerifyFlags } from './verify-flags.ts';

const PAUSE_MS = 5_000;
/** A new group's events have been seen to be found after minutes only. */
const MOST_WAIT_MS = 15 * 60_000;

const encoder = new TextEncoder();

const textOf = ({ rows, refusal }: ProbeOutcome): string => {
  if (rows === undefined) return `refused: ${refusal}`;
  return rowsText(rows);
};

const rowsText = (rows: readonly (readonly (string | undefined)[])[]): string =>
  rows.length === 0
    ? '(no rows)'
    : rows.map((row) => row.map((cell) => cell ?? '(missing)').join(', ')).join('; ');

const tableOf = (outcomes: readonly ProbeOutcome[]): string =>
  renderMarkdown({
    columns: ['key', 'verdict', 'query', 'insitu answers', 'the service answers'],
    rows: outcomes.map((outcome) => {
      const { id, query, expected } = outcome.probe;
      return [id, outcome.verdict, query, rowsText(expected), textOf(outcome)];
    }),
  });

const reportOf = (outcomes: readonly ProbeOutcome[], format: VerifyFlags['format']): string =>
  format === 'table'
    ? tableOf(outcomes)
    : `${JSON.stringify(
        outcomes.map(({ probe, verdict, rows, refusal }) => ({
          key: probe.id,
          verdict,
          query: probe.query,
          insitu: probe.expected,
          service: rows ?? null,
          refusal: refusal ?? null,
        })),
        (_, value: unknown) => (value === undefined ? null : value),
        2,
      )}\n`;

export const putProbes = async (flags: VerifyFlags, { signal }: Interruption): Promise<number> => {
  const { eventsOfProbe, probes, runProbes, Stopped, targetOfClient } = await import('../service/index.ts');
  const messages = probes.flatMap((probe) => eventsOfProbe(probe).map(({ message }) => message));
  const bytes = messages.reduce((sum, message) => sum + encoder.encode(message).length, 0);
  if (!flags.yesWriteToService)
    throw usageError(
      `--probes makes a log group (insitu-probe-…), puts ${messages.length} events (${printBytes(bytes)}) into it, runs ${probes.length} queries over them and removes it. At the service's list prices (0.50 USD for a GB taken in, 0.005 USD for a GB scanned, in us-east-1) that is less than 0.01 USD. If you want that, add --yes-write-to-service`,
    );
  const { client, host } = await connectTo(flags);
  const target = targetOfClient(client);
  const onProgress = (sentence: string): void => {
    if (!flags.quiet) void sayPlainly(sentence);
  };
  try {
    const options = { signal, nowMs: Date.now, pauseMs: PAUSE_MS, mostWaitMs: MOST_WAIT_MS, onProgress };
    const outcomes = await runProbes(target, probes, options);
    await write(process.stdout, reportOf(outcomes, flags.format));
    const warning = await warningOf(host());
    if (warning !== undefined) await sayPlainly(warning);
    const confirmed = outcomes.filter(({ verdict }) => verdict === 'confirmed').length;
    onProgress(`${printCount(confirmed)} of ${printCount(outcomes.length)} confirmed`);
    return confirmed === outcomes.length ? exitCodes.answered : exitCodes.failed;
  } catch (error) {
    if (error instanceof Stopped)
      throw new CommandError(exitCodes.interrupted, 'interrupted; nothing is left');
    throw new CommandError(exitCodes.failed, serviceSays(error));
  } finally {
    client.destroy();
  }
};
