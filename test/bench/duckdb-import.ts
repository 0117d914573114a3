// Exported objects into a table, in a process of its own: node duckdb-import.ts FILE THREADS GLOB.

import { openDatabase } from './duckdb.ts';

const [file = '', threads = '1', glob = ''] = process.argv.slice(2);
const { connection, close } = await openDatabase(file, { threads, preserve_insertion_order: 'false' });
// A line is a row; what an import of insitu does beyond that, finding the fields, is not asked for.
await connection.run(`
  CREATE TABLE events AS
  SELECT
    TRY_CAST(line[1:23] AS TIMESTAMP_MS) AS ts,
    string_split(filename, '/')[-2] AS log_stream,
    line[26:] AS message
  FROM read_csv('${glob.replaceAll("'", "''")}', columns = {line: 'VARCHAR'}, delim = '\\x01', quote = '',
    escape = '', header = false, auto_detect = false, filename = true, strict_mode = false)`);
await connection.run('CHECKPOINT');
close();
