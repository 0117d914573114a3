// ClickHouse as a contestant, in process (chdb), over a MergeTree of its own without an order or indexes.

import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Answer, Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
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

const createTable = (jsonLines: string): string => `
  CREATE TABLE events ENGINE = MergeTree ORDER BY tuple() AS
  SELECT
    fromUnixTimestamp64Milli(t, 'UTC') AS ts,
    toLowCardinality(s) AS log_stream,
    m AS message,
    toLowCardinality(nullIf(extract(m, '^(START|END|REPORT) RequestId: '), '')) AS type,
    nullIf(extract(m, '^(?:(?:START|END|REPORT) RequestId: |\\\\S{24}[ \\\\t])([0-9a-f-]{36})'), '') AS requestId,
    toFloat64OrNull(extract(m, '^REPORT .*\\\\tDuration: (\\\\S+)')) AS duration,
    toFloat64OrNull(extract(m, '^REPORT .*\\\\tBilled Duration: (\\\\S+)')) AS billedDuration,
    toFloat64OrNull(extract(m, '^REPORT .*\\\\tInit Duration: (\\\\S+)')) AS initDuration,
    toInt64OrNull(extract(m, '^REPORT .*\\\\tMemory Size: (\\\\S+)')) * 1000000 AS memorySize,
    toInt64OrNull(extract(m, '^REPORT .*\\\\tMax Memory Used: (\\\\S+)')) * 1000000 AS maxMemoryUsed,
    toLowCardinality(JSONExtract(m, 'level', 'Nullable(String)')) AS level,
    toLowCardinality(JSONExtract(m, 'path', 'Nullable(String)')) AS path,
    JSONExtract(m, 'status', 'Nullable(Int32)') AS status,
    JSONExtract(m, 'latency', 'Nullable(Float64)') AS latency
  FROM file('${jsonLines}', JSONEachRow, 't Int64, s String, m String')
  SETTINGS max_insert_threads = 1, max_threads = 1`;

/** Where the table is; made on the first call. */
export const loadChdb = async (dataset: Dataset, seed: number): Promise<string> => {
  const folder = peerFile(dataset, 'chdb');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await withJsonLines(dataset, seed, async (jsonLines) => {
    const session = await openSession(unfinished);
    session.query(createTable(jsonLines.replaceAll("'", "\\'")));
    session.query('OPTIMIZE TABLE events FINAL');
    session.close?.();
  });
  renameSync(unfinished, folder);
  return folder;
};

type JsonCompact = { readonly data: Answer };

export const openChdb = async (folder: string, threads: number): Promise<Contestant> => {
  const session = await openSession(folder);
  const limited = (sql: string): string => `${sql} SETTINGS max_threads = ${threads}`;
  const ask = (sql: string): Answer => (JSON.parse(session.query(sql, 'JSONCompact')) as JsonCompact).data;
  const [[version] = []] = ask('SELECT version()');
  return {
    name: 'chdb',
    version: String(version),
    run: async ({ chdb }) => ask(limited(chdb)).length,
    answer: async ({ chdb }) => ask(`${limited(chdb)}, output_format_json_quote_64bit_integers = 0`),
    command: () => undefined,
    close: () => session.close?.(),
  };
};
