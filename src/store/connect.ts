// Opening the SQLite file: it must be a store of ours, of a version that we know; anything else is left as
// it is.

import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { APPLICATION_ID, createLiveTables, createTables, PAGE_BYTES, STORE_VERSION } from './schema.ts';
import { StoreError, storeErrorOf } from './store-error.ts';

export type Connection = Database.Database;

/** How long opening waits for another process that is writing, and each try to write unless told otherwise; ms. */
export const BUSY_MS = 250;

const numberPragma = (connection: Connection, name: string): number =>
  Number(connection.pragma(name, { simple: true }));

/** Pages that SQLite keeps: columns are large, and those that are asked for again are kept elsewhere. KiB. */
const CACHE_KIBIBYTES = 4_096;

const checkMark = (connection: Connection, path: string): void => {
  if (numberPragma(connection, 'application_id') !== APPLICATION_ID)
    throw new StoreError('not-a-store', path, 'this SQLite file is no insitu store');
  const version = numberPragma(connection, 'user_version');
  if (version > STORE_VERSION)
    throw new StoreError(
      'newer-store',
      path,
      `the store is of version ${version} and this insitu knows ${STORE_VERSION}; a newer insitu reads it`,
    );
};

/** An empty database: new, or left by a process that was killed before it could make the tables. */
const isBlank = (connection: Connection): boolean =>
  numberPragma(connection, 'application_id') === 0 &&
  connection.prepare('SELECT count(*) FROM sqlite_master').pluck().get() === 0;

/** In one transaction: a store is there whole or not at all, whoever is first. */
const createIfBlank = (connection: Connection): void => {
  if (!isBlank(connection)) return;
  connection.pragma(`page_size = ${PAGE_BYTES}`);
  connection
    .transaction(() => {
      if (!isBlank(connection)) return;
      connection.exec(createTables);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${STORE_VERSION}`);
    })
    .immediate();
};

/** Nothing in an older store has to be changed: it lacks tables. */
const upgradeIfOlder = (connection: Connection): void => {
  if (numberPragma(connection, 'user_version') >= STORE_VERSION) return;
  connection
    .transaction(() => {
      connection.exec(createLiveTables);
      connection.pragma(`user_version = ${STORE_VERSION}`);
    })
    .immediate();
};

/** `write`: creates the store if there is none. `busyMs`: of whatever comes after. Throws StoreError. */
export const connect = (path: string, mode: 'read' | 'write', busyMs: number): Connection => {
  if (mode === 'read' && !existsSync(path))
    throw new StoreError('no-store', path, 'there is no such store; "insitu import" makes one');
  let connection: Connection | undefined;
  try {
    connection = new Database(path, { readonly: mode === 'read', timeout: BUSY_MS });
    if (mode === 'write') createIfBlank(connection);
    checkMark(connection, path);
    // SQLite has reckoned the number of pages with its default page size, and would keep 256 MB of ours.
    connection.pragma(`cache_size = ${-CACHE_KIBIBYTES}`);
    if (mode === 'write') {
      upgradeIfOlder(connection);
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
    }
    connection.pragma(`busy_timeout = ${busyMs}`);
    return connection;
  } catch (error) {
    connection?.close();
    throw storeErrorOf(path, error);
  }
};
