// The log group that a file's place suggests. An export does not say it: the key of an exported object has
// the prefix, the task and the stream, but not the group.

import path from 'node:path';

const taskId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The default prefix of export tasks names nobody's logs. */
const DEFAULT_PREFIX = 'exportedlogs';

/**
 * Of an exported object, the folder above the export; of any other file, its folder. Standard input is
 * "stdin".
 */
export const suggestedLogGroup = (file: string): string => {
  if (file === '-') return 'stdin';
  const folders = path.dirname(path.resolve(file)).split(path.sep).filter(Boolean);
  const task = folders.findLastIndex((folder) => taskId.test(folder));
  const above = task === -1 ? folders : folders.slice(0, task);
  const name = above.at(-1) === DEFAULT_PREFIX ? above.at(-2) : above.at(-1);
  return name ?? 'root';
};
