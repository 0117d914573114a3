// The command line: the only room that prints or exits.

import { Command, CommanderError } from 'commander';
import { escapeHostile } from '../presentation/index.ts';
import { version } from '../version.ts';
import { addCheck } from './check.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { addExplain } from './explain.ts';
import { addFetch } from './fetch.ts';
import { addFields } from './fields.ts';
import { addFormat } from './format.ts';
import { addFormats } from './formats.ts';
import { addGroups } from './groups.ts';
import { addImport } from './import.ts';
import { addQuery } from './query.ts';
import { addServe } from './serve.ts';
import { say, sayPlainly } from './terminal.ts';
import { addVerify } from './verify.ts';

const examples = `
Examples:
  insitu query 'stats count(*) by bin(1h)' logs/
  insitu import exported/ --group /aws/lambda/my-function
  insitu query 'filter @type = "REPORT" | stats avg(@duration), pct(@duration, 95)'

Exit codes: 0 answered, 1 failed, 2 wrong usage or query, 3 nothing readable, 4 partial, 130 interrupted`;

type AddCommand = (program: Command, finish: (exitCode: number) => void) => void;

/** In the order in which they are listed. */
const commands: ReadonlyMap<string | undefined, AddCommand> = new Map([
  ['query', addQuery],
  ['import', addImport],
  ['fetch', addFetch],
  ['explain', addExplain],
  ['check', addCheck],
  ['format', addFormat],
  ['groups', addGroups],
  ['fields', addFields],
  ['formats', addFormats],
  ['serve', addServe],
  ['verify', addVerify],
]);

/** Whoever names a command needs no other, and who asks for the version none: describing all takes 8 ms. */
const commandsFor = ([first, ...others]: readonly string[]): readonly AddCommand[] => {
  if (others.length === 0 && (first === '--version' || first === '-V')) return [];
  const named = commands.get(first);
  return named === undefined ? [...commands.values()] : [named];
};

const createProgram = (args: readonly string[], finish: (exitCode: number) => void): Command => {
  const program = new Command('insitu')
    .description(
      "CloudWatch Logs Insights queries in situ: offline, on the logs you have, with the service's own answers.",
    )
    .version(version, '-V, --version')
    .showHelpAfterError('(insitu --help shows what there is)')
    .addHelpText('after', examples)
    .exitOverride();
  for (const add of commandsFor(args)) add(program, finish);
  for (const command of program.commands) command.exitOverride().showHelpAfterError(false);
  for (const command of [program, ...program.commands])
    command.configureOutput({ outputError: (text, write) => write(`${escapeHostile(text.trimEnd())}\n`) });
  return program;
};

/** One line for what went wrong, and the exit code it means. */
const exitCodeOfError = async (error: unknown): Promise<number> => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.answered : exitCodes.usage;
  if (error instanceof CommandError) {
    await sayPlainly(error.message);
    return error.exitCode;
  }
  // What throws these is loaded only with the commands that use it.
  const { QueryFailed, StoreError } = await import('./work-on-logs.ts');
  if (error instanceof QueryFailed) {
    await sayPlainly(error.message);
    return exitCodes.failed;
  }
  if (error instanceof StoreError) {
    await sayPlainly(error.message);
    return exitCodes.unreadable;
  }
  await say(
    `insitu: this is a mistake in insitu: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
  );
  return exitCodes.failed;
};

export const runCommandLine = async (argv: readonly string[]): Promise<void> => {
  // A reader that has seen enough (`| head`) ends the printing, not the program in an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.answered);
    process.stderr.write(`insitu: the answer cannot be written: ${error.message}\n`);
    process.exit(exitCodes.failed);
  });
  const program = createProgram(argv.slice(2), (exitCode) => {
    process.exitCode = exitCode;
  });
  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    process.exitCode = await exitCodeOfError(error);
  }
};
