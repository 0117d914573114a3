// Exported objects into a table, in a process of its own: node duckdb-import.mjs FILE THREADS SQL.

import { openDatabase } from './duckdb-open.mjs';

const [file = '', threads = '1', sql = ''] = process.argv.slice(2);
const { connection, close } = await openDatabase(file, { threads, preserve_insertion_order: 'false' });
await connection.run(sql);
await connection.run('CHECKPOINT');
close();
