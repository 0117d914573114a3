// One query in a process of its own: node chdb-process.mjs FOLDER SQL. Prints its rows.

import { Session } from 'chdb';

const [folder = '', sql = ''] = process.argv.slice(2);
const session = new Session(folder);
session.query('USE bench');
process.stdout.write(session.query(sql, 'JSONCompactEachRow'));
session.close?.();
