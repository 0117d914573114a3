// DuckDB as a contestant, over a database file of its own without indexes.

import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { timed } from './measure.ts';
import { tableOf } from './peer-columns.ts';
import { peerFile, withJsonLines } from './peer-tables.ts';

// As much of @duckdb/node-api as is used here: it is installed apart, or not at all.
type Connection = {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): Answer }>;
};
type OpenModule = {
  openDatabase(
    file: string,
    options: Readonly<Record<string, string>>,
  ): Promise<{ readonly connection: Connection; close(): void }>;
};

const openModule: string = './duckdb-open.mjs';

const openDatabase: OpenModule['openDatabase'] = async (file, options) =>
  ((await import(openModule)) as OpenModule).openDatabase(file, options);

const quoted = (text: string): string => text.replaceAll("'", "''");

const fromJsonLines = (file: string): string => `
  SELECT epoch_ms(t)::TIMESTAMP_MS AS ts, s, m
  FROM read_json('${quoted(file)}', format = 'newline_delimited',
    columns = {t: 'BIGINT', s: 'VARCHAR', m: 'VARCHAR'})`;

/** A line is a row: an event of several lines becomes several, which spares the peer the work of joining them. */
const fromExport = (folder: string): string => `
  SELECT TRY_CAST(line[1:23] AS TIMESTAMP_MS) AS ts, string_split(filename, '/')[-2] AS s, line[26:] AS m
  FROM read_csv('${quoted(path.join(folder, '**', '*.gz'))}', columns = {line: 'VARCHAR'}, delim = '\\x01',
    quote = '', escape = '', header = false, auto_detect = false, filename = true, strict_mode = false)
  WHERE line <> ''`;

/** The same objects that insitu imports, with the columns that it finds too, or with none of them. */
export const duckdbImport = (
  dataset: Pick<Dataset, 'set' | 'exportFolder'>,
  columns: 'all columns' | 'lines only',
): string => {
  const source = fromExport(dataset.exportFolder);
  return columns === 'all columns'
    ? `CREATE TABLE events AS ${tableOf(dataset.set, 'duckdb', source)}`
    : `CREATE TABLE events AS SELECT ts, s AS log_stream, m AS message FROM (${source})`;
};

/** Where the table is; made on the first call. */
const load = async (dataset: Dataset): Promise<string> => {
  const file = peerFile(dataset, 'duckdb');
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  await withJsonLines(dataset, async (jsonLines) => {
    // Rows stay in the order of the import.
    const { connection, close } = await openDatabase(unfinished, { preserve_insertion_order: 'true' });
    await connection.run(
      `CREATE TABLE events AS ${tableOf(dataset.set, 'duckdb', fromJsonLines(jsonLines))}`,
    );
    await connection.run('CHECKPOINT');
    close();
  });
  renameSync(unfinished, file);
  return file;
};

export const newDuckdb = async (dataset: Dataset): Promise<Contestant> => {
  const file = await load(dataset);
  return {
    name: 'duckdb',
    canAnswer: ({ sql }) => sql !== undefined,
    command: ({ sql }, threads) => [
      process.execPath,
      path.join(import.meta.dirname, 'duckdb-process.mjs'),
      file,
      String(threads),
      sql!.duckdb,
    ],
    open: async () => {
      const { connection, close } = await openDatabase(file, { access_mode: 'READ_ONLY', threads: '1' });
      const ask = async (sql: string): Promise<Answer> => (await connection.runAndReadAll(sql)).getRows();
      const [[version] = []] = await ask('SELECT version()');
      return {
        version: String(version).replace(/^v/, ''),
        useThreads: async (threads) => void (await connection.run(`SET threads TO ${threads}`)),
        run: ({ sql }) => timed(() => ask(sql!.duckdb)),
        answer: ({ sql }) => ask(sql!.duckdb),
        sizeBytes: async () => statSync(file).size,
        close,
      };
    },
  };
};
