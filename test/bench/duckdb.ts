// DuckDB as a contestant, in process, over a database file of its own without indexes.

import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { peerFile, withJsonLines } from './peer-tables.ts';

// As much of @duckdb/node-api as is used here: it is installed apart, or not at all.
type DuckdbConnection = {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): Answer }>;
  closeSync(): void;
};
type DuckdbInstance = { connect(): Promise<DuckdbConnection>; closeSync(): void };
type DuckdbModule = {
  readonly DuckDBInstance: {
    create(file: string, options?: Readonly<Record<string, string>>): Promise<DuckdbInstance>;
  };
};

const packageName: string = '@duckdb/node-api';

type Opened = { readonly connection: DuckdbConnection; close(): void };

export const openDatabase = async (
  file: string,
  options: Readonly<Record<string, string>>,
): Promise<Opened> => {
  const { DuckDBInstance } = (await import(packageName)) as DuckdbModule;
  const instance = await DuckDBInstance.create(file, options);
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
};

const createTable = (jsonLines: string): string => `
  CREATE TABLE events AS
  SELECT
    epoch_ms(t)::TIMESTAMP_MS AS ts,
    s AS log_stream,
    m AS message,
    NULLIF(regexp_extract(m, '^(START|END|REPORT) RequestId: ', 1), '') AS type,
    NULLIF(regexp_extract(m, '^(?:(?:START|END|REPORT) RequestId: |\\S{24}[ \\t])([0-9a-f-]{36})', 1), '') AS requestId,
    TRY_CAST(regexp_extract(m, '^REPORT .*\\tDuration: (\\S+)', 1) AS DOUBLE) AS duration,
    TRY_CAST(regexp_extract(m, '^REPORT .*\\tBilled Duration: (\\S+)', 1) AS DOUBLE) AS billedDuration,
    TRY_CAST(regexp_extract(m, '^REPORT .*\\tInit Duration: (\\S+)', 1) AS DOUBLE) AS initDuration,
    TRY_CAST(regexp_extract(m, '^REPORT .*\\tMemory Size: (\\S+)', 1) AS BIGINT) * 1000000 AS memorySize,
    TRY_CAST(regexp_extract(m, '^REPORT .*\\tMax Memory Used: (\\S+)', 1) AS BIGINT) * 1000000 AS maxMemoryUsed,
    j ->> '$.level' AS level,
    j ->> '$.path' AS path,
    (j ->> '$.status')::INTEGER AS status,
    (j ->> '$.latency')::DOUBLE AS latency
  FROM (
    SELECT *, CASE WHEN starts_with(m, '{') THEN m::JSON END AS j
    FROM read_json('${jsonLines}', format = 'newline_delimited', columns = {t: 'BIGINT', s: 'VARCHAR', m: 'VARCHAR'})
  )`;

/** Where the table is; made on the first call. */
export const loadDuckdb = async (dataset: Dataset, seed: number): Promise<string> => {
  const file = peerFile(dataset, 'duckdb');
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  await withJsonLines(dataset, seed, async (jsonLines) => {
    // Rows stay in the order of the import.
    const { connection, close } = await openDatabase(unfinished, { preserve_insertion_order: 'true' });
    await connection.run(createTable(jsonLines.replaceAll("'", "''")));
    await connection.run('CHECKPOINT');
    close();
  });
  renameSync(unfinished, file);
  return file;
};

export const openDuckdb = async (file: string, threads: number): Promise<Contestant> => {
  const { connection, close } = await openDatabase(file, {
    access_mode: 'READ_ONLY',
    threads: String(threads),
  });
  const ask = async (sql: string): Promise<Answer> => (await connection.runAndReadAll(sql)).getRows();
  const [[version] = []] = await ask('SELECT version()');
  return {
    name: 'duckdb',
    version: String(version).replace(/^v/, ''),
    run: async ({ duckdb }) => (await ask(duckdb)).length,
    answer: ({ duckdb }) => ask(duckdb),
    command: ({ duckdb }) => [
      path.join(import.meta.dirname, 'duckdb-process.ts'),
      file,
      String(threads),
      duckdb,
    ],
    close,
  };
};
