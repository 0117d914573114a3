// Opening the SQLite file: it must be a store of ours, of a version that we know; anything else is left as
// it is.

import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { APPLICATION_ID, createTables, PAGE_BYTES, STORE_VERSION } from './schema.ts';
import { StoreError, storeErrorOf } from './store-error.ts';

export type Connection = Database.Database;

/** How long to wait for another process that is writing, ms. */
const BUSY_MS = 5_000;

const numberPragma = (connection: Connection, name: string): number =>
  Number(connection.pragma(name, { simple: true }));

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

const create = (connection: Connection): void => {
  connection.pragma(`page_size = ${PAGE_BYTES}`);
  connection.pragma('journal_mode = WAL');
  connection
    .transaction(() => {
      // Another process may have been first.
      if (numberPragma(connection, 'application_id') === APPLICATION_ID) return;
      connection.exec(createTables);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${STORE_VERSION}`);
    })
    .immediate();
};

const isNew = (path: string): boolean => !existsSync(path) || statSync(path).size === 0;

/** `write`: creates the store if there is none. Throws StoreError. */
export const connect = (path: string, mode: 'read' | 'write'): Connection => {
  if (mode === 'read' && !existsSync(path))
    throw new StoreError('no-store', path, 'there is no such store; "insitu import" makes one');
  let connection: Connection | undefined;
  try {
    const makesNew = mode === 'write' && isNew(path);
    connection = new Database(path, { readonly: mode === 'read', timeout: BUSY_MS });
    if (makesNew) create(connection);
    checkMark(connection, path);
    if (mode === 'write') {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
    }
    return connection;
  } catch (error) {
    connection?.close();
    throw storeErrorOf(path, error);
  }
};
