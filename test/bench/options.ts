// The command line of the bench.

import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type TextKind, textKinds } from './event-set.ts';
import { type PeerName, peerNames } from './peers.ts';
import { type SetName, setNames } from './sets.ts';

export const sectionNames = [
  'engine',
  'process',
  'floor',
  'import',
  'size',
  'startup',
  'memory',
  'scaling',
  'planning',
] as const;
export type SectionName = (typeof sectionNames)[number];

export type Options = {
  readonly sets: readonly SetName[];
  readonly texts: readonly TextKind[];
  readonly events: number;
  /** Events of the large sets, over which memory and scaling are measured; none without. */
  readonly large: number | undefined;
  /** Which sets are there as large ones too. */
  readonly largeSets: readonly SetName[];
  readonly seed: number;
  readonly rounds: number;
  readonly warmups: number;
  readonly threads: readonly number[];
  readonly peers: readonly PeerName[];
  /** Names of queries; empty means all. */
  readonly queries: readonly string[];
  readonly sections: readonly SectionName[];
  readonly keepStore: boolean;
  /** Megabytes of text of four log groups to import instead of asking queries. */
  readonly importMegabytes: number | undefined;
  /** Seconds for which clients ask a server instead. */
  readonly soakSeconds: number | undefined;
  readonly markdown: string | undefined;
};

export const usage = `node test/bench/run.ts [options]

  --all              every section, set, text and peer, 1 and 2 threads, large sets; writes docs/bench/
  --sets LIST        lambda, mixed (default), wide, vpc
  --text LIST        ascii (default), unicode
  --events N         events to generate of each set (1000000)
  --large N          events of the large sets, for memory and scaling (none; with --all 10000000)
  --large-sets LIST  which sets are there as large ones too (those of --sets)
  --seed N           another seed makes other events (1)
  --rounds N         timed rounds (9, at least 7)
  --warmups N        untimed rounds before them (3)
  --threads LIST     threads that everybody may use (1); 1,2 measures both
  --peers LIST       duckdb (default), chdb, rg, lnav, jq, or none
  --queries LIST     only these queries, by name
  --sections LIST    ${sectionNames.slice(0, 5).join(', ')},
                     ${sectionNames.slice(5).join(', ')} (default: engine,planning)
  --process, --files, --size
                     the sections process, floor and size besides
  --keep-store       use the stores of the run before instead of importing again
  --import MB        time the import of so much text of four log groups instead, three rounds
  --soak SECONDS     put, read and ask through 50 clients of insitu serve instead; 60 is enough
  --markdown FILE    write the report there as well
`;

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Items of a list that must be known names. */
const namesIn = <T extends string>(option: string, text: string, known: readonly T[]): readonly T[] =>
  list(text).map((item) => {
    const name = known.find((candidate) => candidate === item);
    if (name !== undefined) return name;
    throw new TypeError(`--${option} knows ${known.join(', ')}, not "${item}"`);
  });

const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < least)
    throw new TypeError(`--${name} wants a whole number from ${least} on, not "${text}"`);
  return value;
};

const optional = (name: string, text: string | undefined): number | undefined =>
  text === undefined ? undefined : wholeNumber(name, text, 1);

/** docs/bench/DAY-CORES-cores.md */
const reportFile = (): string => {
  const day = new Date().toISOString().slice(0, 10);
  return path.join(import.meta.dirname, '..', '..', 'docs', 'bench', `${day}-${cpus().length}-cores.md`);
};

const flags = {
  all: { type: 'boolean', default: false },
  sets: { type: 'string' },
  text: { type: 'string' },
  events: { type: 'string', default: '1000000' },
  large: { type: 'string' },
  'large-sets': { type: 'string' },
  seed: { type: 'string', default: '1' },
  rounds: { type: 'string', default: '9' },
  warmups: { type: 'string', default: '3' },
  threads: { type: 'string' },
  peers: { type: 'string' },
  queries: { type: 'string', default: '' },
  sections: { type: 'string' },
  process: { type: 'boolean', default: false },
  files: { type: 'boolean', default: false },
  size: { type: 'boolean', default: false },
  'keep-store': { type: 'boolean', default: false },
  import: { type: 'string' },
  soak: { type: 'string' },
  markdown: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: flags }).values;

type Values = ReturnType<typeof parse>;

const sectionsOf = (values: Values): readonly SectionName[] => {
  if (values.sections !== undefined) return namesIn('sections', values.sections, sectionNames);
  if (values.all) return sectionNames;
  const wanted = { process: values.process, floor: values.files, size: values.size };
  const more = Object.entries(wanted).flatMap(([name, isWanted]) => (isWanted ? [name] : []));
  return namesIn('sections', ['engine', 'planning', ...more].join(), sectionNames);
};

const peersOf = (text: string): readonly PeerName[] =>
  text === 'none' ? [] : namesIn('peers', text, peerNames);

/** Undefined when help was asked for; throws TypeError when the arguments make no sense. */
export const parseOptions = (args: readonly string[]): Options | undefined => {
  const values = parse(args);
  if (values.help) return undefined;
  const { all } = values;
  const sets = namesIn('sets', values.sets ?? (all ? setNames.join() : 'mixed'), setNames);
  return {
    sets,
    largeSets: namesIn('large-sets', values['large-sets'] ?? sets.join(), setNames),
    texts: namesIn('text', values.text ?? (all ? textKinds.join() : 'ascii'), textKinds),
    events: wholeNumber('events', values.events, 1),
    large: optional('large', values.large ?? (all ? '10_000_000' : undefined)),
    seed: wholeNumber('seed', values.seed, 0),
    rounds: wholeNumber('rounds', values.rounds, 7),
    warmups: wholeNumber('warmups', values.warmups, 1),
    threads: list(values.threads ?? (all ? '1,2' : '1')).map((text) => wholeNumber('threads', text, 1)),
    peers: peersOf(values.peers ?? (all ? peerNames.join() : 'duckdb')),
    queries: list(values.queries),
    sections: sectionsOf(values),
    keepStore: values['keep-store'],
    importMegabytes: optional('import', values.import),
    soakSeconds: optional('soak', values.soak),
    markdown: values.markdown ?? (all ? reportFile() : undefined),
  };
};
