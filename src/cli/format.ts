// insitu format: the canonical text of queries, printed, written back, or only compared.

import type { Command } from 'commander';
import type { FormatFlags } from './run-format.ts';

const help = `
One command a line. Comments stay before the command they stand before, or at the end of its line; a comment
inside a command has no place there, and the query is refused instead.

Exit codes: 0 done, 1 not formatted (--check) or refused for a comment, 2 a query is wrong, 3 something could
not be read or written`;

export const addFormat = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('format')
    .summary('print queries in canonical form, or write them so')
    .description('Prints the canonical text of queries in .query files. Needs no logs.')
    .argument('<path...>', 'files, folders (their .query files), globs; - for one query on standard input')
    .option('--write', 'rewrite the files instead of printing', false)
    .option('--check', 'only list the files that are not formatted', false)
    .addHelpText('after', help)
    .action(async (paths: string[], flags: FormatFlags) =>
      finish(await (await import('./work-on-queries.ts')).runFormat(paths, flags)),
    );
};
