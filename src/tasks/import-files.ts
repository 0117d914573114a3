// Log files into a store. Each file is in it whole or not at all, and once however often it is imported:
// the ledger knows files by their content.

import { hashFile, suggestedLogGroup, suggestedLogStream } from '../files/index.ts';
import type { Notice } from '../result/index.ts';
import type { WritableStore } from '../store/index.ts';
import { createIntake, type Intake } from './intake.ts';
import {
  type InputOptions,
  type InputProblem,
  readInput,
  remarkNotice,
  withSuggestedGroup,
} from './read-inputs.ts';

export type ImportOptions = InputOptions & {
  /** Instead of the group that a file's place suggests. */
  readonly logGroup?: string | undefined;
  readonly nowMs: number;
  readonly rowsPerSegment?: number | undefined;
};

export type ImportSummary = {
  readonly filesImported: number;
  readonly filesKnown: number;
  readonly events: number;
  readonly textBytes: number;
  readonly problems: readonly InputProblem[];
  readonly notices: readonly Notice[];
  readonly isInterrupted: boolean;
};

/** After so many events what was read is committed: that much work, at most, a kill can undo. */
const EVENTS_PER_COMMIT = 262_144;

type Tally = {
  files: number;
  known: number;
  events: number;
  textBytes: number;
  uncommitted: number;
  bytesBefore: number;
};

const isKnown = async (store: WritableStore, path: string, group: string): Promise<boolean> => {
  if (path === '-') return false;
  const { fileBytes, contentHash } = await hashFile(path, (bytes) => store.mayHaveImport(bytes));
  return (
    contentHash !== undefined &&
    fileBytes > 0 &&
    store.hasImport(contentHash, group, suggestedLogStream(path))
  );
};

export const importFiles = async (
  store: WritableStore,
  files: readonly string[],
  options: ImportOptions,
): Promise<ImportSummary> => {
  const tally: Tally = { files: 0, known: 0, events: 0, textBytes: 0, uncommitted: 0, bytesBefore: 0 };
  const problems: InputProblem[] = [];
  const notices: Notice[] = [];
  const intake: Intake = createIntake({
    destination: {
      write: store.writeSegment,
      mark: store.mark,
      releaseMark: store.releaseMark,
      rollbackToMark: store.rollbackToMark,
    },
    needed: 'all',
    logGroup: '',
    forcedGroup: options.logGroup,
    rowsPerSegment: options.rowsPerSegment,
  });
  const commit = (): void => {
    intake.flush();
    store.commit();
    tally.uncommitted = 0;
  };

  const importOne = async (path: string): Promise<'done' | 'interrupted'> => {
    const group = options.logGroup ?? suggestedLogGroup(path);
    if (await isKnown(store, path, group)) {
      tally.known += 1;
      return 'done';
    }
    const onBytes = (bytes: number): void =>
      options.onProgress?.({
        bytesDone: tally.bytesBefore + bytes,
        bytesTotal: undefined,
        events: tally.events,
      });
    const outcome = await readInput(path, withSuggestedGroup(intake.sink, path, group), {
      ...options,
      onBytes,
    });
    if (outcome.kind !== 'read') {
      intake.dropFile();
      if (outcome.kind === 'interrupted') return 'interrupted';
      problems.push(outcome.problem);
      return 'done';
    }
    const { summary } = outcome;
    const logStream = path === '-' ? '' : suggestedLogStream(path);
    // Standard input, and a second copy of a file: its content is known only now.
    if (store.hasImport(summary.contentHash, group, logStream)) {
      intake.dropFile();
      tally.known += 1;
      return 'done';
    }
    intake.keepFile();
    notices.push(...summary.remarks.map((remark) => remarkNotice(path, remark)));
    store.recordImport({
      contentHash: summary.contentHash,
      logGroup: group,
      logStream,
      path,
      format: summary.format,
      eventCount: summary.events,
      textBytes: summary.textBytes,
      fileBytes: summary.fileBytes,
      importedMs: options.nowMs,
    });
    tally.files += 1;
    tally.events += summary.events;
    tally.uncommitted += summary.events;
    tally.textBytes += summary.textBytes;
    tally.bytesBefore += summary.fileBytes;
    return 'done';
  };

  let isInterrupted = false;
  store.begin();
  try {
    for (const path of files) {
      isInterrupted = (await importOne(path)) === 'interrupted';
      if (isInterrupted) break;
      if (tally.uncommitted < EVENTS_PER_COMMIT) continue;
      commit();
      store.begin();
    }
    commit();
  } catch (error) {
    store.rollback();
    throw error;
  }
  const { files: filesImported, known: filesKnown, events, textBytes } = tally;
  return { filesImported, filesKnown, events, textBytes, problems, notices, isInterrupted };
};
