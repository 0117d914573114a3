// Log files one after the other into an intake, with what went wrong as data.

import type { EventSink, LogFormat, PassedEvents, Skimming } from '../events/index.ts';
import { type FileRemark, type FileSummary, InputError, readLogFile } from '../files/index.ts';
import type { Notice } from '../result/index.ts';

/** A file that could not be read, or not to its end. `eventsRead` counts what came before the break. */
export type InputProblem = {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly eventsRead: number;
};

export type InputProgress = {
  readonly bytesDone: number;
  readonly events: number;
};

export type InputOptions = {
  readonly format?: string | undefined;
  /** Does anybody look at fields beside the message? */
  readonly wantsFields?: boolean | undefined;
  /** Does anybody ask what the file is known by? Unless told otherwise, yes. */
  readonly isHashed?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InputProgress) => void) | undefined;
};

/** Counts what goes into a sink, and what is passed over. */
const countingSink = (sink: EventSink, skimming: Skimming | undefined) => {
  let events = 0;
  return {
    sink: {
      add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
        events += 1;
        sink.add(timestampMs, message, logStream, ingestionMs, logGroup, fields);
      },
    } satisfies EventSink,
    skimming: skimming && {
      ...skimming,
      pass: (passed: PassedEvents): void => {
        events += passed.events;
        skimming.pass(passed);
      },
    },
    count: () => events,
  };
};

export const remarkNotice = (path: string, remark: FileRemark): Notice => {
  const place =
    remark.line !== undefined
      ? `, line ${remark.line}`
      : remark.offset !== undefined
        ? `, byte ${remark.offset}`
        : '';
  const times = remark.count > 1 ? ` (${remark.count} times, this is the first)` : '';
  const name = path === '-' ? 'standard input' : path;
  return { code: remark.code, message: `${name}${place}: ${remark.message}${times}` };
};

export type ReadOutcome =
  | { readonly kind: 'read'; readonly summary: FileSummary }
  | { readonly kind: 'failed'; readonly problem: InputProblem }
  | { readonly kind: 'interrupted' };

/** One file, its events into the sink; what goes wrong with it is data. */
export const readInput = async (
  path: string,
  sink: EventSink,
  options: InputOptions & {
    readonly onBytes?: (bytesRead: number, eventsRead: number) => void;
    readonly onFormat?: (format: LogFormat) => void;
    readonly afterPiece?: () => Promise<void>;
    readonly skimming?: Skimming | undefined;
  },
): Promise<ReadOutcome> => {
  const counting = countingSink(sink, options.skimming);
  try {
    const summary = await readLogFile(path, {
      sink: counting.sink,
      skimming: counting.skimming,
      format: options.format,
      wantsFields: options.wantsFields,
      isHashed: options.isHashed,
      signal: options.signal,
      onProgress: (bytesRead) => options.onBytes?.(bytesRead, counting.count()),
      onFormat: options.onFormat,
      afterPiece: options.afterPiece,
    });
    return { kind: 'read', summary };
  } catch (error) {
    if (options.signal?.aborted) return { kind: 'interrupted' };
    if (!(error instanceof InputError)) throw error;
    const { code, message } = error;
    return { kind: 'failed', problem: { code, path, message, eventsRead: counting.count() } };
  }
};

/** Events that name no log group are in this one. */
export const withLogGroup = (sink: EventSink, group: string): EventSink => ({
  add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) =>
    sink.add(timestampMs, message, logStream, ingestionMs, logGroup === '' ? group : logGroup, fields),
});
