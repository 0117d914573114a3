// insitu check: what is wrong with the queries that files hold. Runs nothing and needs no logs.

import type { Command } from 'commander';
import type { CheckFlags } from './run-check.ts';

const help = `
Read are files of one query (.query, and any other file that is named), CloudFormation and SAM templates in
YAML or JSON, what CDK writes (cdk.out), Terraform (.tf), dashboards, and what "aws cloudwatch get-dashboard" and
"aws logs describe-query-definitions" print. Folders are searched for them.

A query that depends on a placeholder such as \${Var}, or on what only the account knows, gets a warning.

Exit codes: 0 no query is wrong, 2 a query is wrong, 3 something could not be read`;

export const addCheck = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('check')
    .summary('tell what is wrong with the queries in files and templates')
    .description('Tells what is wrong with the queries in files and templates. Runs nothing, needs no logs.')
    .argument('<path...>', 'files, folders, globs; - for one query on standard input')
    .addOption(
      program
        .createOption('--format <format>', 'for people, or one JSON array')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-q, --quiet', 'no warnings and no summary', false)
    .addHelpText('after', help)
    .action(async (paths: string[], flags: CheckFlags) =>
      finish(await (await import('./work-on-queries.ts')).runCheck(paths, flags)),
    );
};
