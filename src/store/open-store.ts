// A store by its path, to read or to write.

import { type Connection, connect } from './connect.ts';
import { reading } from './read-store.ts';
import type { Store, WritableStore } from './store.ts';
import { storeErrorOf, tellingStore } from './store-error.ts';
import { wholeStore } from './whole-store.ts';
import { writing } from './write-store.ts';

/** Bytes of columns that an open store keeps for the next query, unless told otherwise. */
const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;

const opened = <S extends Store>(
  path: string,
  mode: 'read' | 'write',
  methodsOf: (db: Connection) => S,
): S => {
  const db = connect(path, mode);
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
  opened(path, 'read', (db) => wholeStore(db, reading(db, path, cacheBytes)));

/**
 * A store to write to, made if there is none. `cacheBytes`: as above, for those that read what they write; what
 * is rolled back must not have been read then.
 */
export const openStoreForWriting = (path: string, { cacheBytes = 0 } = {}): WritableStore =>
  opened(path, 'write', (db) => writing(db, path, cacheBytes));
