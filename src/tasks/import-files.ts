// Log files into a store. Each file is in it whole or not at all, and once however often it is imported:
// the ledger knows files by their content.

import { type FileSummary, hashFile, suggestedLogGroup, suggestedLogStream } from '../files/index.ts';
import type { Notice } from '../result/index.ts';
import { StoreError, type WritableStore } from '../store/index.ts';
import { createIntake, type Intake } from './intake.ts';
import {
  type InputOptions,
  type InputProblem,
  readInput,
  remarkNotice,
  withLogGroup,
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

/** What was read is committed after the file with which so many events are reached; a file is never split. */
const EVENTS_PER_COMMIT = 262_144;

/** What an import has at hand, and what it has done so far. */
type Importing = {
  readonly store: WritableStore;
  readonly intake: Intake;
  readonly transaction: Transaction;
  readonly options: ImportOptions;
  readonly problems: InputProblem[];
  readonly notices: Notice[];
  files: number;
  known: number;
  events: number;
  textBytes: number;
  /** Events since the last commit. */
  uncommitted: number;
  bytesDone: number;
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

const record = (importing: Importing, path: string, logGroup: string, summary: FileSummary): void => {
  const { contentHash, format, events, textBytes, fileBytes, remarks } = summary;
  importing.transaction.begin();
  importing.store.recordImport({
    contentHash,
    logGroup,
    logStream: streamOf(path),
    path,
    format,
    eventCount: events,
    textBytes,
    fileBytes,
    importedMs: importing.options.nowMs,
  });
  importing.notices.push(...remarks.map((remark) => remarkNotice(path, remark)));
  importing.files += 1;
  importing.events += events;
  importing.uncommitted += events;
  importing.textBytes += textBytes;
  importing.bytesDone += fileBytes;
};

const streamOf = (path: string): string => (path === '-' ? '' : suggestedLogStream(path));

const importOne = async (importing: Importing, path: string): Promise<'done' | 'interrupted'> => {
  const { store, intake, options } = importing;
  const group = options.logGroup ?? suggestedLogGroup(path);
  if (await isKnown(store, path, group)) {
    importing.known += 1;
    return 'done';
  }
  const onBytes = (bytes: number, eventsRead: number): void =>
    options.onProgress?.({ bytesDone: importing.bytesDone + bytes, events: importing.events + eventsRead });
  // What standard input brings may be long in coming: the store is not held for it.
  if (path !== '-' && !(await importing.transaction.acquire(options.signal))) return 'interrupted';
  const sink = withLogGroup(intake.sink, group);
  const outcome = await readInput(path, sink, { ...options, onBytes });
  if (outcome.kind !== 'read') {
    intake.dropFile();
    if (outcome.kind === 'interrupted') return 'interrupted';
    importing.problems.push(outcome.problem);
    return 'done';
  }
  // Standard input, and a second copy of a file: only now is it known what they hold.
  if (store.hasImport(outcome.summary.contentHash, group, streamOf(path))) {
    intake.dropFile();
    importing.known += 1;
    return 'done';
  }
  intake.keepFile();
  record(importing, path, group, outcome.summary);
  return 'done';
};

/** Until all are in or the user has had enough; commits now and then. True when it was interrupted. */
const importAll = async (importing: Importing, files: readonly string[]): Promise<boolean> => {
  const { intake, transaction, options } = importing;
  for (const path of files) {
    if (options.signal?.aborted || (await importOne(importing, path)) === 'interrupted') {
      intake.flush();
      transaction.commit();
      return true;
    }
    if (importing.uncommitted < EVENTS_PER_COMMIT) continue;
    intake.flush();
    transaction.commit();
    importing.uncommitted = 0;
  }
  intake.flush();
  transaction.commit();
  return false;
};

/** Begun by the first thing that is written: a store is not held while an input is waited for. */
type Transaction = {
  /** Waits for another process to be done; false when the user will not. */
  acquire(signal: AbortSignal | undefined): Promise<boolean>;
  begin(): void;
  commit(): void;
};

/** How long to wait for another process that is writing, ms. */
const PATIENCE_MS = 10 * 60_000;
const PAUSE_MS = 50;

const lazyTransaction = (store: WritableStore): Transaction => {
  let isOpen = false;
  const tryBegin = (): boolean => {
    isOpen ||= store.tryBegin();
    return isOpen;
  };
  const busy = (): StoreError =>
    new StoreError('store-busy', store.path, 'another process is writing to this store');
  return {
    acquire: async (signal) => {
      const startedMs = performance.now();
      while (!tryBegin()) {
        if (signal?.aborted) return false;
        if (performance.now() - startedMs > PATIENCE_MS) throw busy();
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return true;
    },
    begin: () => {
      if (!tryBegin()) throw busy();
    },
    commit: () => {
      if (isOpen) store.commit();
      isOpen = false;
    },
  };
};

export const importFiles = async (
  store: WritableStore,
  files: readonly string[],
  options: ImportOptions,
): Promise<ImportSummary> => {
  const { writeSegment, mark, releaseMark, rollbackToMark } = store;
  const transaction = lazyTransaction(store);
  const begun =
    <Args extends readonly unknown[]>(write: (...args: Args) => void) =>
    (...args: Args): void => {
      transaction.begin();
      write(...args);
    };
  const intake = createIntake({
    destination: { write: begun(writeSegment), mark: begun(mark), releaseMark, rollbackToMark },
    needed: 'all',
    forcedGroup: options.logGroup,
    rowsPerSegment: options.rowsPerSegment,
  });
  const counts = { files: 0, known: 0, events: 0, textBytes: 0, uncommitted: 0, bytesDone: 0 };
  const importing: Importing = { store, intake, transaction, options, problems: [], notices: [], ...counts };
  try {
    const isInterrupted = await importAll(importing, files);
    const { files: filesImported, known: filesKnown, events, textBytes, problems, notices } = importing;
    return { filesImported, filesKnown, events, textBytes, problems, notices, isInterrupted };
  } catch (error) {
    store.rollback();
    throw error;
  }
};
