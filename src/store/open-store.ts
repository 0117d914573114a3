// A store by its path, to read or to write.

import { BUSY_MS, type Connection, connect } from './connect.ts';
import { reading } from './read-store.ts';
import type { Store, WritableStore } from './store.ts';
import { storeErrorOf, tellingStore } from './store-error.ts';
import { wholeStore } from './whole-store.ts';
import { writing } from './write-store.ts';

/** Bytes of columns that an open store keeps for the next query, unless told otherwise. */
const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;

const opened = <S extends Store>(db: Connection, path: string, methodsOf: (db: Connection) => S): S => {
  try {
    const methods = tellingStore(path, methodsOf(db));
    return { ...methods, [Symbol.dispose]: methods.close };
  } catch (error) {
    db.close();
    throw storeErrorOf(path, error);
  }
};

/**
 * A store to read. Throws StoreError when there is none at `path`, or not one that can be read. `cacheBytes`:
 * how much of what queries have read is kept for the next ones; 0 where there is only one.
 */
export const openStore = (path: string, { cacheBytes = DEFAULT_CACHE_BYTES } = {}): Store =>
  opened(connect(path, 'read', BUSY_MS), path, (db) => wholeStore(db, reading(db, path, cacheBytes)));

/**
 * A store to write to, made if there is none. `cacheBytes`: as above, for those that read what they write; what
 * is rolled back must not have been read then. `busyMs`: how long a try to write waits, within SQLite, for
 * another process that is writing.
 */
export const openStoreForWriting = (path: string, { cacheBytes = 0, busyMs = BUSY_MS } = {}): WritableStore =>
  opened(connect(path, 'write', busyMs), path, (db) => writing(db, path, cacheBytes));
