// Log files into a store. Each file is in it whole or not at all, and once however often it is imported:
// the ledger knows files by their content.

import {
  exportFolder,
  type FileSummary,
  hashFile,
  suggestedLogGroup,
  suggestedLogStream,
} from '../files/index.ts';
import type { Notice } from '../result/index.ts';
import { openSealer, StoreError, type WritableStore } from '../store/index.ts';
import { createImportIntake, type ImportIntake } from './import-intake.ts';
import {
  type InputOptions,
  type InputProblem,
  readInput,
  remarkNotice,
  withLogGroup,
} from './read-inputs.ts';
import { segmentWriter } from './segment-writer.ts';

export type ImportOptions = InputOptions & {
  /** Instead of the group that a file's place suggests. */
  readonly logGroup?: string | undefined;
  readonly nowMs: number;
  readonly rowsPerSegment?: number | undefined;
  /** Threads that work on it, this one counted; 1 unless told otherwise. */
  readonly jobs?: number | undefined;
};

export type ImportSummary = {
  readonly filesImported: number;
  readonly filesKnown: number;
  /** Events that are new in the store. */
  readonly events: number;
  /** Events of files that were read which the store had already. */
  readonly eventsKnown: number;
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
  readonly intake: ImportIntake;
  /** Tells the files of this import from those of others. */
  readonly run: string;
  readonly transaction: Transaction;
  readonly options: ImportOptions;
  readonly problems: InputProblem[];
  readonly notices: Notice[];
  files: number;
  known: number;
  events: number;
  eventsKnown: number;
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

/** `known`: how many of the file's events the store had already. */
type FileRead = { readonly summary: FileSummary; readonly known: number };

const record = (importing: Importing, path: string, logGroup: string, read: FileRead): void => {
  const { contentHash, format, events, textBytes, fileBytes, remarks } = read.summary;
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
  importing.events += events - read.known;
  importing.eventsKnown += read.known;
  importing.uncommitted += events;
  importing.textBytes += textBytes;
  importing.bytesDone += fileBytes;
};

const streamOf = (path: string): string => (path === '-' ? '' : suggestedLogStream(path));

/** What two copies of an event must differ in to be copies: the export task, or else the file, of an import. */
const sourceOf = (importing: Importing, path: string, { name }: { readonly name: string }): string =>
  `${importing.run} ${name === 's3-export' ? exportFolder(path) : path}`;

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
  const outcome = await readInput(path, sink, {
    ...options,
    onBytes,
    onFormat: (format) => intake.startFile(format.isFromService ? sourceOf(importing, path, format) : ''),
    afterPiece: intake.settle,
  });
  if (outcome.kind !== 'read') {
    await intake.dropFile();
    if (outcome.kind === 'interrupted') return 'interrupted';
    importing.problems.push(outcome.problem);
    return 'done';
  }
  // Standard input, and a second copy of a file: only now is it known what they hold.
  if (store.hasImport(outcome.summary.contentHash, group, streamOf(path))) {
    await intake.dropFile();
    importing.known += 1;
    return 'done';
  }
  const known = await intake.keepFile();
  record(importing, path, group, { summary: outcome.summary, known });
  return 'done';
};

/** After a commit, ms: whoever waits for the store, trying now and then, must find it free. */
const TURN_MS = 25;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Until all are in or the user has had enough; commits now and then. True when it was interrupted. */
const importAll = async (importing: Importing, files: readonly string[]): Promise<boolean> => {
  const { intake, transaction, options } = importing;
  for (const path of files) {
    if (options.signal?.aborted || (await importOne(importing, path)) === 'interrupted') {
      await intake.flush();
      transaction.commit();
      return true;
    }
    if (importing.uncommitted < EVENTS_PER_COMMIT) continue;
    await intake.flush();
    transaction.commit();
    importing.uncommitted = 0;
    await pause(TURN_MS);
  }
  await intake.flush();
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
        await pause(PAUSE_MS);
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
  const transaction = lazyTransaction(store);
  const sealer = openSealer((options.jobs ?? 1) - 1);
  const writer = segmentWriter(store, sealer, transaction.begin);
  const { logGroup: forcedGroup, rowsPerSegment } = options;
  const intake = createImportIntake({ store, writer, forcedGroup, rowsPerSegment });
  const counts = {
    files: 0,
    known: 0,
    events: 0,
    eventsKnown: 0,
    textBytes: 0,
    uncommitted: 0,
    bytesDone: 0,
  };
  const importing: Importing = {
    ...{ store, intake, transaction, options, run: crypto.randomUUID(), problems: [], notices: [] },
    ...counts,
  };
  try {
    const isInterrupted = await importAll(importing, files);
    const { files: filesImported, known: filesKnown, events, eventsKnown, textBytes } = importing;
    const { problems, notices } = importing;
    return { filesImported, filesKnown, events, eventsKnown, textBytes, problems, notices, isInterrupted };
  } catch (error) {
    // What is still being sealed must not be written after all was taken back.
    await writer.drain().catch(() => {});
    store.rollback();
    throw error;
  } finally {
    await sealer.close();
  }
};
