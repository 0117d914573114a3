// insitu serve: an endpoint that AWS clients talk to as they would to CloudWatch Logs.

import type { Command } from 'commander';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import { keepMemorySmall } from './memory.ts';
import { storePath } from './options.ts';
import { say, sayPlainly, write } from './terminal.ts';

type ServeFlags = {
  readonly db?: string;
  readonly host: string;
  readonly port: string;
  readonly account: string;
  readonly region?: string;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly exportFolder?: string;
  readonly quiet: boolean;
};

/** Of the emulator's; written here so that --help need not load it. */
const DEFAULT_PORT = '4586';

const portOf = (given: string): number => {
  const port = Number(given);
  if (!/^[0-9]+$/.test(given) || port > 65_535) throw usageError(`--port: "${given}" is no port`);
  return port;
};

const checkFlags = ({ account, region, accessKey, secretKey }: ServeFlags): void => {
  if (!/^[0-9]{12}$/.test(account)) throw usageError(`--account: "${account}" is no account: 12 digits`);
  if (region !== undefined && !/^[a-z0-9-]+$/.test(region))
    throw usageError(`--region: "${region}" is no name of a region`);
  if ((accessKey === undefined) !== (secretKey === undefined))
    throw usageError('--access-key and --secret-key belong together');
};

const reasonOf = (error: NodeJS.ErrnoException, { host, port }: ServeFlags): string => {
  if (error.code === 'EADDRINUSE') return `port ${port} is taken; --port 0 takes any that is free`;
  if (error.code === 'EACCES') return `port ${port} may not be used without more rights`;
  return `${host} cannot be listened on: ${error.message}`;
};

const started = async (flags: ServeFlags) => {
  const { startServer } = await import('../emulator/index.ts');
  const { db, host, port, account, region, accessKey, secretKey, exportFolder, quiet } = flags;
  const onProblem = (message: string): void => {
    if (!quiet) void sayPlainly(message);
  };
  try {
    const options = { store: storePath(db), host, port: portOf(port), account, region };
    return await startServer({ ...options, accessKey, secretKey, exportFolder, onProblem });
  } catch (error) {
    const isOfNetwork = (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!isOfNetwork) throw error;
    throw new CommandError(exitCodes.failed, reasonOf(error as NodeJS.ErrnoException, flags));
  }
};

/** One Ctrl-C may arrive twice: from the terminal, and from a parent that hands it on. */
const ECHO_MS = 500;

/** Resolves at the first Ctrl-C or SIGTERM; a second one leaves at once. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let stoppedMs: number | undefined;
    const onSignal = (): void => {
      if (stoppedMs !== undefined && performance.now() - stoppedMs > ECHO_MS)
        process.exit(exitCodes.interrupted);
      stoppedMs ??= performance.now();
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });

const isLoopback = (host: string): boolean => /^(?:localhost|127\.|::1$)/.test(host);

const runServe = async (flags: ServeFlags): Promise<number> => {
  checkFlags(flags);
  keepMemorySmall();
  const stopped = untilStopped();
  const server = await started(flags);
  // Programs read the first line to know where to go.
  await write(process.stdout, `${server.url}\n`);
  if (!flags.quiet) {
    await say(`insitu serves CloudWatch Logs from ${storePath(flags.db)}; Ctrl-C ends it. For example:`);
    await say(`  aws logs describe-log-groups --endpoint-url ${server.url}`);
    if (!isLoopback(flags.host) && flags.accessKey === undefined)
      await say('Whoever can reach this address can read and write the logs: --access-key keeps others out.');
  }
  await stopped;
  await server.close();
  return exitCodes.answered;
};

export const addServe = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('serve')
    .summary('answer AWS clients as CloudWatch Logs does')
    .description(
      'Answers AWS clients (SDKs, the AWS CLI) as CloudWatch Logs does, from the store. Prints the endpoint.',
    )
    .option('--port <number>', 'the port; 0 takes any that is free', DEFAULT_PORT)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('--account <id>', 'the account whose log groups are those of the store', '000000000000')
    .option('--region <name>', 'its region (default: $AWS_REGION, else us-east-1)')
    .option('--access-key <id>', 'with --secret-key: only requests signed with these keys are answered')
    .option('--secret-key <key>', 'the secret key')
    .option('--export-folder <path>', 'where export tasks write, a folder for each bucket')
    .option('-q, --quiet', 'nothing but the endpoint is printed', false)
    .action(async (flags: ServeFlags) => finish(await runServe(flags)));
};
