// What a user asks for: a query over files or a store, an import, the list of fields. The room that wires
// reading, storing, planning and running together.

export { type FieldCount, fieldsOfFiles, fieldsOfStore } from './count-fields.ts';
export { type ImportOptions, type ImportSummary, importFiles } from './import-files.ts';
export { type PlannedText, planWith, type Surroundings } from './plan-with.ts';
export { type FilesAnswer, type FilesOptions, queryFiles } from './query-files.ts';
export { type Guard, type InnerAnswer, type QueryOptions, startQuery } from './query-run.ts';
export { queryStore } from './query-store.ts';
export { openQueryThreads, type QueryThreads } from './query-threads.ts';
export type { InputProblem } from './read-inputs.ts';
