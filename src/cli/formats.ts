// insitu formats: the log formats that are read, with an example of each.

import type { Command } from 'commander';

export const addFormats = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('formats')
    .summary('list the log formats that are read')
    .description(
      'Lists the log formats, in the order in which they are tried, with an example of each. Files are recognised by their content, whatever their name; --as names a format for all files. Each may be compressed with gzip or zstd.',
    )
    .action(async () => {
      finish(await (await import('./work-on-logs.ts')).runFormats());
    });
};
