// A process that holds the engine of one contestant and does what it is told. Databases in one process share
// its memory: beside ClickHouse's gigabytes the others are slower than by themselves.
//
// node test/bench/engine-process.ts NAME DATASET, forked; DATASET as JSON.

import type { Contestant, Opened } from './contestant.ts';
import { newContestant } from './contestants.ts';
import type { Dataset } from './dataset.ts';

/** What to call, and with what. */
export type Told = {
  readonly call: Exclude<keyof Opened, 'version' | 'close'>;
  readonly args: readonly unknown[];
};

/** The first one is unasked: the version, when the store is open. */
export type Said = { readonly value: unknown } | { readonly error: string };

const say = (said: Said): void => void process.send?.(said);

const saidOf = async (work: () => Promise<unknown>): Promise<Said> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const [name, dataset] = process.argv.slice(2) as [Contestant['name'], string];
let opened: Opened | undefined;
say(
  await saidOf(async () => {
    opened = await (await newContestant[name](JSON.parse(dataset) as Dataset)).open();
    return opened.version;
  }),
);

process.on('message', async ({ call, args }: Told) => {
  const method = opened![call] as (...given: readonly unknown[]) => Promise<unknown>;
  say(await saidOf(() => method(...args)));
});
process.on('disconnect', () => {
  opened?.close();
  process.exit();
});
