// Options of what puts a query to logs: where they are, which of them, how they are read.

import type { Command } from 'commander';
import { collect } from './options.ts';
import { addSurroundings, type SurroundingFlags } from './surroundings.ts';

/** What a query is put to. */
export type SourceFlags = SurroundingFlags & {
  readonly db?: string;
  readonly group: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly percentiles: 'service' | 'exact';
  readonly as?: string;
  readonly timeout: string;
};

/** The service's own limit (cloudwatch_limits_cwl). */
const DEFAULT_TIMEOUT = '60m';

export const addSourceOptions = (command: Command): Command =>
  addSurroundings(
    command
      .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
      .option('--group <name>', 'only this log group; may be repeated', collect, [])
      .option('--start <time>', 'ISO 8601, epoch s or ms, now, -1h; inclusive')
      .option('--end <time>', 'the same; inclusive')
      .addOption(
        command
          .createOption('--percentiles <kind>', "the service's histogram, or the true nearest rank")
          .choices(['service', 'exact'])
          .default('service'),
      )
      .option('--as <format>', 'read all files as this log format')
      .option('--timeout <duration>', 'stop the query after this time', DEFAULT_TIMEOUT),
  );
