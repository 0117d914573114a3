// insitu formats: the log formats that are read, with an example of each.

import type { Command } from 'commander';
import { logFormatList } from '../files/index.ts';
import { exitCodes } from './exit-codes.ts';
import { write } from './terminal.ts';

const indented = (text: string): string => text.replace(/^/gm, '    ');

export const addFormats = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('formats')
    .summary('list the log formats that are read')
    .description(
      'Lists the log formats, in the order in which they are tried, with an example of each. Files are recognised by their content, whatever their name; --as names a format for all files. Each may be compressed with gzip or zstd.',
    )
    .action(async () => {
      const lines = logFormatList.map(
        ({ name, title, example }) => `${name}: ${title}\n${indented(example)}\n`,
      );
      await write(process.stdout, lines.join('\n'));
      finish(exitCodes.answered);
    });
};
