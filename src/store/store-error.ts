// What can be wrong with a store, in one sentence each.

export type StoreErrorCode = 'no-store' | 'not-a-store' | 'newer-store' | 'store-busy' | 'store-unusable';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly path: string;

  constructor(code: StoreErrorCode, path: string, why: string, cause?: unknown) {
    super(`${path}: ${why}`, { cause });
    this.code = code;
    this.path = path;
  }
}

/** SQLite's own codes in our words. */
export const storeErrorOf = (path: string, error: unknown): unknown => {
  if (error instanceof StoreError) return error;
  // better-sqlite3 tells of a missing folder by a TypeError.
  if (error instanceof TypeError && /directory does not exist/.test(error.message))
    return new StoreError('no-store', path, 'its folder does not exist', error);
  const code = (error as { code?: string }).code ?? '';
  if (!code.startsWith('SQLITE_')) return error;
  if (code.startsWith('SQLITE_NOTADB'))
    return new StoreError('not-a-store', path, 'this file is no insitu store', error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreError('store-busy', path, 'another process is writing to this store', error);
  const why = (error as Error).message;
  return new StoreError('store-unusable', path, `the store cannot be used: ${why} (${code})`, error);
};

/** The same functions, whose failures are told as failures of the store. */
export const tellingStore = <T extends object>(path: string, methods: T): T => {
  const told = Object.entries(methods).map(([name, method]) => {
    if (typeof method !== 'function') return [name, method];
    const tell = (...args: unknown[]): unknown => {
      try {
        return method(...args);
      } catch (error) {
        throw storeErrorOf(path, error);
      }
    };
    return [name, tell];
  });
  return Object.fromEntries(told) as T;
};
