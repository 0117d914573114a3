// The library's public face. Everything else may change.
//
//   const store = openStore('insitu.db');
//   const { result, diagnostics } = await query('stats count(*) by bin(1h)', { store });

export {
  type Diagnostic,
  lineAndColumn,
  type ParsedQuery,
  parseQuery as parse,
  printQuery,
  type Query,
  wordingOf,
} from '../grammar/index.ts';
export {
  type Answer,
  importPaths,
  openStore,
  type QuerySettings,
  query,
  queryPaths,
  type StoreSettings,
} from './library.ts';
export { type Format, formats, render } from './presentation/index.ts';
export type { Cell, Notice, QueryResult, ResultTable, Statistics } from './result/index.ts';
export { openStoreForWriting, type Store, StoreError, type WritableStore } from './store/index.ts';
