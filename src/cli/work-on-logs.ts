// The work of the commands that put queries to logs, or logs into a store; loaded when one is asked for. As one
// file: they share nearly all that they are made of, and would otherwise be built in many small pieces, each of
// which takes its while to load.

export { QueryFailed } from '../result/index.ts';
export { StoreError } from '../store/index.ts';
export { runVerify } from './compare-answers.ts';
export { runExplain } from './run-explain.ts';
export { runFetch } from './run-fetch.ts';
export { runFields } from './run-fields.ts';
export { runFormats } from './run-formats.ts';
export { runGroups } from './run-groups.ts';
export { runImport } from './run-import.ts';
export { runQuery } from './run-query.ts';
