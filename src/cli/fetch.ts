// insitu fetch: live events of the service into the store, each once however often it is fetched.

import type { Command } from 'commander';
import type { FetchFlags } from './run-fetch.ts';

export const addFetch = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('fetch')
    .summary('fetch events from the service into the store')
    .description(
      'Fetches events of log groups from CloudWatch Logs into the store. Each event is in it once, however often it is fetched; a fetch that was ended is taken up by the next.',
    )
    .requiredOption('--group <name...>', 'log groups: names, or ARNs for those of other accounts')
    .option('--start <time>', 'from then on (default: where the last fetch ended, else -1h)')
    .option('--end <time>', 'up to then, without that moment (default: now)')
    .option('--streams <name...>', 'only these log streams; or one prefix, such as "2024/01/*"')
    .option('--filter-pattern <pattern>', "only events that this filter pattern of the service's finds")
    .option('--profile <name>', 'the profile of the AWS configuration files')
    .option('--region <name>', 'the region (default: as for all AWS clients)')
    .option('--endpoint-url <url>', 'another server that speaks the protocol, such as "insitu serve"')
    .option('--role-arn <arn>', 'a role to take on first')
    .option('--overlap <span>', 'how late events may come: as much is read again', '5m')
    .option('--follow', 'go on with what comes, until Ctrl-C', false)
    .option(
      '--poll <span>',
      'with --follow: ask that often; without it, Live Tail tells, which costs by the minute',
    )
    .option('--rate <number>', 'requests a second at most (default: what the service allows in the region)')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('-q, --quiet', 'no progress, notices and summary', false)
    .action(async (flags: FetchFlags) => finish(await (await import('./work-on-logs.ts')).runFetch(flags)));
};
