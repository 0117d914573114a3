// Files: from what the user names to the files it means, and from a file's bytes to its events.

export { type ExpandedPaths, expandPaths, type PathProblem } from './expand-paths.ts';
export type { FileRemark } from './file-remarks.ts';
export { type FileHash, hashFile } from './hash-file.ts';
export { InputError, type InputErrorCode } from './input-error.ts';
export { readCsv } from './read-csv.ts';
export {
  exportFolder,
  type FileSummary,
  logFormatList,
  logFormatNames,
  type ReadOptions,
  readLogFile,
  suggestedLogStream,
} from './read-file.ts';
export { type LookupFile, readLookupTable } from './read-lookup-table.ts';
export { readSavedQueries, type SavedQueryFile } from './read-saved-queries.ts';
export { suggestedLogGroup } from './suggested-log-group.ts';
export { type FileCopy, withoutCopies } from './without-copies.ts';
