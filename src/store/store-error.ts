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
  const code = (error as { code?: string }).code ?? '';
  if (error instanceof StoreError || !code.startsWith('SQLITE_')) return error;
  if (code.startsWith('SQLITE_NOTADB'))
    return new StoreError('not-a-store', path, 'this file is no insitu store', error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreError('store-busy', path, 'another process is writing to this store', error);
  const why = (error as Error).message;
  return new StoreError('store-unusable', path, `the store cannot be used: ${why} (${code})`, error);
};
