// A file's text replaced whole or not at all: whoever reads it meanwhile sees the old text or the new one.

import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A symbolic link stays one; the mode of the file stays. */
export const replaceFile = (file: string, text: string): void => {
  const target = realpathSync(file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}`);
  try {
    writeFileSync(beside, text, { mode: statSync(target).mode, flag: 'wx', flush: true });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
};
