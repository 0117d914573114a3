// ClickHouse as a contestant (chdb), over a MergeTree of its own without an order or indexes.

import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { timed } from './measure.ts';
import { tableOf } from './peer-columns.ts';
import { peerFile, withJsonLines } from './peer-tables.ts';

// As much of chdb as is used here: it is installed apart, or not at all.
type ChdbSession = { query(sql: string, format?: string): string; close?(): void };
type ChdbModule = { readonly Session: new (folder: string) => ChdbSession };

const packageName: string = 'chdb';

const openSession = async (folder: string): Promise<ChdbSession> => {
  const { Session } = (await import(packageName)) as ChdbModule;
  const session = new Session(folder);
  session.query('CREATE DATABASE IF NOT EXISTS bench ENGINE = Atomic');
  session.query('USE bench');
  return session;
};

const fromJsonLines = (file: string): string => `
  SELECT fromUnixTimestamp64Milli(t, 'UTC') AS ts, s, m
  FROM file('${file.replaceAll("'", "\\'")}', JSONEachRow, 't Int64, s String, m String')`;

/** Where the table is; made on the first call. */
const load = async (dataset: Dataset): Promise<string> => {
  const folder = peerFile(dataset, 'chdb');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await withJsonLines(dataset, async (jsonLines) => {
    const session = await openSession(unfinished);
    const table = tableOf(dataset.set, 'chdb', fromJsonLines(jsonLines));
    // One thread keeps rows in the order of the import.
    session.query(
      `CREATE TABLE events ENGINE = MergeTree ORDER BY tuple() AS ${table} SETTINGS max_insert_threads = 1, max_threads = 1`,
    );
    session.query('OPTIMIZE TABLE events FINAL');
    session.close?.();
  });
  renameSync(unfinished, folder);
  return folder;
};

type JsonCompact = { readonly data: Answer };

const SIZE = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'bench'";

const limited = (sql: string, threads: number): string => `${sql} SETTINGS max_threads = ${threads}`;

export const newChdb = async (dataset: Dataset): Promise<Contestant> => {
  const folder = await load(dataset);
  return {
    name: 'chdb',
    canAnswer: ({ sql }) => sql !== undefined,
    command: ({ sql }, threads) => [
      process.execPath,
      path.join(import.meta.dirname, 'chdb-process.mjs'),
      folder,
      limited(sql!.chdb, threads),
    ],
    open: async () => {
      const session = await openSession(folder);
      const ask = (sql: string): Answer =>
        (JSON.parse(session.query(sql, 'JSONCompact')) as JsonCompact).data;
      let used = 1;
      const [[version] = []] = ask('SELECT version()');
      return {
        version: String(version),
        useThreads: async (threads) => {
          used = threads;
        },
        run: ({ sql }) => timed(async () => ask(limited(sql!.chdb, used))),
        answer: async ({ sql }) =>
          ask(`${limited(sql!.chdb, used)}, output_format_json_quote_64bit_integers = 0`),
        sizeBytes: async () => Number(ask(SIZE)[0]?.[0]),
        close: () => session.close?.(),
      };
    },
  };
};
