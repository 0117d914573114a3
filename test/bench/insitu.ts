// insitu as a contestant: its own library, over its own store.

import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { importPaths, openStore, openStoreForWriting, type QueryResult, query } from '../../src/index.ts';
import type { Contestant } from './contestant.ts';
import { type Dataset, dataFolder } from './dataset.ts';

const root = path.join(import.meta.dirname, '..', '..');

const storeFile = (dataset: Dataset): string => path.join(dataFolder, `${dataset.key}.db`);

export type ImportTime = { readonly ms: number; readonly storeBytes: number };

/** Imports the export anew and says how long it took, until the file is closed. */
export const importDataset = async (dataset: Dataset): Promise<ImportTime> => {
  const file = storeFile(dataset);
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const start = performance.now();
  const store = openStoreForWriting(file);
  const { events, problems } = await importPaths(store, [dataset.exportFolder]);
  store.close();
  const ms = performance.now() - start;
  if (problems.length > 0 || events !== dataset.events)
    throw new Error(`imported ${events} of ${dataset.events} events: ${JSON.stringify(problems)}`);
  return { ms, storeBytes: statSync(file).size };
};

export const hasStore = (dataset: Dataset): boolean => existsSync(storeFile(dataset));

const version = (): string => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
};

const resultOf = (text: string, answer: Awaited<ReturnType<typeof query>>): QueryResult => {
  if (answer.result !== undefined) return answer.result;
  throw new Error(`insitu refuses ${text}: ${JSON.stringify(answer.diagnostics)}`);
};

export const openInsitu = (dataset: Dataset): Contestant => {
  const store = openStore(storeFile(dataset));
  const ask = async (text: string, percentiles: 'service' | 'exact'): Promise<QueryResult> =>
    resultOf(text, await query(text, { store, percentiles }));
  return {
    name: 'insitu',
    version: version(),
    run: async ({ insitu }) => (await ask(insitu, 'service')).table.rows.length,
    answer: async ({ insitu }) =>
      (await ask(insitu, 'exact')).table.rows.map((row) => row.map((cell) => cell ?? null)),
    command: ({ insitu }) => {
      const built = path.join(root, 'dist', 'src', 'main.js');
      const program = existsSync(built) ? built : path.join(root, 'src', 'main.ts');
      return [program, 'query', insitu, '--db', storeFile(dataset), '--format', 'jsonl'];
    },
    close: () => store.close(),
  };
};
