// insitu verify: is our answer the service's?

import type { Command } from 'commander';
import { collect } from './options.ts';
import { addSurroundings } from './surroundings.ts';
import type { VerifyFlags } from './verify-flags.ts';

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
    finish(await (await import('./work-on-logs.ts')).runVerify(query, flags)),
  );
};
