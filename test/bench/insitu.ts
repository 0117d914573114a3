// insitu as a contestant: its own library, over its own store.

import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { openStore, type QueryResult, query, type Store } from '../../src/index.ts';
import type { BenchQuery } from './bench-query.ts';
import type { Contestant } from './contestant.ts';
import { type Dataset, dataFolder } from './dataset.ts';
import { runCommand, timed } from './measure.ts';
import { insituCommand, insituVersion, threadsFlag } from './program.ts';

const storeFile = (dataset: Dataset): string => path.join(dataFolder, `${dataset.name}.db`);

export type ImportTime = { readonly ms: number; readonly storeBytes: number };

/** Imports the export anew, in a process of its own, and says how long it took. */
export const importDataset = async (dataset: Dataset): Promise<ImportTime> => {
  const file = storeFile(dataset);
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const { ms } = await runCommand(insituCommand('import', dataset.exportFolder, '--db', file, '-q'));
  return { ms, storeBytes: statSync(file).size };
};

export const hasStore = (dataset: Dataset): boolean => existsSync(storeFile(dataset));

const resultOf = (text: string, answer: Awaited<ReturnType<typeof query>>): QueryResult => {
  if (answer.result !== undefined) return answer.result;
  throw new Error(`insitu refuses ${text}: ${JSON.stringify(answer.diagnostics)}`);
};

const rangeFlags = ({ range }: BenchQuery): readonly string[] =>
  range === undefined ? [] : ['--start', String(range.startMs), '--end', String(range.endMs)];

export const newInsitu = (dataset: Dataset): Contestant => ({
  name: 'insitu',
  canAnswer: () => true,
  command: (asked, threads) =>
    insituCommand(
      'query',
      asked.insitu,
      '--db',
      storeFile(dataset),
      '--format',
      'jsonl',
      ...rangeFlags(asked),
      ...threadsFlag(threads),
    ),
  open: async () => {
    // One for each number of threads: what is warm stays so while contestants take turns.
    const stores = new Map<number, Store>();
    const storeFor = (threads: number): Store => {
      const known = stores.get(threads) ?? openStore(storeFile(dataset), { threads });
      stores.set(threads, known);
      return known;
    };
    let store = storeFor(1);
    const ask = async (asked: BenchQuery, percentiles: 'service' | 'exact'): Promise<QueryResult> => {
      const settings = { store, percentiles, ...asked.range };
      return resultOf(asked.insitu, await query(asked.insitu, settings));
    };
    return {
      version: insituVersion(),
      useThreads: async (threads) => {
        store = storeFor(threads);
      },
      run: (asked) => timed(() => ask(asked, 'service')),
      answer: async (asked) =>
        (await ask(asked, 'exact')).table.rows.map((row) => row.map((cell) => cell ?? null)),
      sizeBytes: async () => statSync(storeFile(dataset)).size,
      close: () => {
        for (const one of stores.values()) one.close();
      },
    };
  },
});
