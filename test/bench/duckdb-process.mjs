// One query in a process of its own: node duckdb-process.mjs FILE THREADS SQL. Prints its rows.

import { openDatabase } from './duckdb-open.mjs';

const [file = '', threads = '1', sql = ''] = process.argv.slice(2);
const { connection, close } = await openDatabase(file, { access_mode: 'READ_ONLY', threads });
const rows = (await connection.runAndReadAll(sql)).getRows();
const plain = (_, value) => (typeof value === 'bigint' ? String(value) : value);
console.log(rows.map((row) => JSON.stringify(row, plain)).join('\n'));
close();
