// The command line of the bench.

import { parseArgs } from 'node:util';
import { type PeerName, peerNames } from './queries.ts';

export type Options = {
  readonly events: number;
  readonly seed: number;
  readonly rounds: number;
  readonly warmups: number;
  readonly threads: number;
  readonly peers: readonly PeerName[];
  /** Names of queries; empty means all. */
  readonly queries: readonly string[];
  readonly keepStore: boolean;
  readonly wholeProcess: boolean;
  readonly files: boolean;
  /** Megabytes of text to import instead of asking queries. */
  readonly importMegabytes: number | undefined;
  /** Seconds for which clients ask a server instead. */
  readonly soakSeconds: number | undefined;
  readonly markdown: string | undefined;
};

export const usage = `node test/bench/run.ts [options]

  --events N         events to generate (1000000)
  --seed N           another seed makes other events (1)
  --rounds N         timed rounds (9, at least 7)
  --warmups N        untimed rounds before them (3)
  --threads N        threads that the peers may use (1); insitu runs on one
  --peers LIST       duckdb (default), chdb, both, or none: --peers duckdb,chdb
  --queries LIST     only these queries, by name
  --keep-store       use the store of the run before instead of importing again
  --process          time whole processes too, from start to exit
  --files            time a query over the log files too, without a store
  --import MB        time the import of so much text instead, three rounds
  --soak SECONDS     put, read and ask through 50 clients of insitu serve instead; 60 is enough
  --markdown FILE    write the report there as well
`;

const isPeerName = (name: string): name is PeerName => (peerNames as readonly string[]).includes(name);

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < least)
    throw new TypeError(`--${name} wants a whole number from ${least} on, not "${text}"`);
  return value;
};

const peersOf = (text: string): readonly PeerName[] => {
  const names = list(text).filter((name) => name !== 'none');
  const known = names.filter(isPeerName);
  if (known.length < names.length)
    throw new TypeError(`--peers knows ${peerNames.join(', ')} and none, not "${text}"`);
  return known;
};

/** Undefined when help was asked for; throws TypeError when the arguments make no sense. */
export const parseOptions = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '9' },
      warmups: { type: 'string', default: '3' },
      threads: { type: 'string', default: '1' },
      peers: { type: 'string', default: 'duckdb' },
      queries: { type: 'string', default: '' },
      'keep-store': { type: 'boolean', default: false },
      process: { type: 'boolean', default: false },
      files: { type: 'boolean', default: false },
      import: { type: 'string' },
      soak: { type: 'string' },
      markdown: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    events: wholeNumber('events', values.events, 1),
    seed: wholeNumber('seed', values.seed, 0),
    rounds: wholeNumber('rounds', values.rounds, 7),
    warmups: wholeNumber('warmups', values.warmups, 1),
    threads: wholeNumber('threads', values.threads, 1),
    peers: peersOf(values.peers),
    queries: list(values.queries),
    keepStore: values['keep-store'],
    wholeProcess: values.process,
    files: values.files,
    importMegabytes: values.import === undefined ? undefined : wholeNumber('import', values.import, 1),
    soakSeconds: values.soak === undefined ? undefined : wholeNumber('soak', values.soak, 1),
    markdown: values.markdown,
  };
};
