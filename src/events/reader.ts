// What a reader of a log format is: text goes in piece by piece, events come out one by one.
//
// A reader knows nothing of files or bytes: whoever opens the file decompresses and decodes it first.
// Events are handed over as plain arguments, not objects: this is the hot path of an import.

/**
 * Fields that a format tells of an event beside its message, such as the columns of an access log; they go
 * before fields of the same name that are discovered in the message. One array of names serves all events of
 * a layout, and is told apart by identity. `values` may be shorter; undefined is missing.
 */
export type EventFields = {
  readonly names: readonly string[];
  readonly values: readonly (string | undefined)[];
};

/** Where events go. A value a format does not carry is NaN (ingestionMs) or '' (logStream, logGroup). */
export type EventSink = {
  add(
    timestampMs: number,
    message: string,
    logStream: string,
    ingestionMs: number,
    logGroup: string,
    fields?: EventFields,
  ): void;
};

/** A remark about the input, e.g. a line that is not what the format promises. `line` is 1-based, 0 when none is meant. */
export type ReaderRemark = { readonly code: string; readonly message: string; readonly line: number };

export type ReaderContext = {
  /** The log stream that the file's place suggests (S3 exports name a folder for each stream), or ''. */
  readonly logStream: string;
  /** Timestamp for events without one (plain text), epoch ms. */
  readonly fallbackMs: number;
  /** Does anybody look at fields? Otherwise a reader may spare itself taking messages apart. */
  readonly wantsFields: boolean;
  /**
   * Decompresses gzip data that a format carries inside; undefined when it is damaged or becomes more than
   * `limitBytes`. Absent where nothing can decompress. What it throws is to end the reading.
   */
  readonly gunzip?: (bytes: Uint8Array, limitBytes: number) => Uint8Array | undefined;
  readonly remark: (remark: ReaderRemark) => void;
};

/** One file being read. `push` takes the decoded text in order, cut anywhere; `end` closes the last event. */
export type Reader = { push(text: string): void; end(): void };

export type LogFormat = {
  /** Stable word for `--as`, e.g. 's3-export'. */
  readonly name: string;
  readonly title: string;
  /** Some lines of such a file, for people. */
  readonly example: string;
  /**
   * CloudWatch Logs itself wrote it: events have the stream and the time that the service has for them, so
   * that another copy of one can be told even where ids are not written.
   */
  readonly isFromService?: boolean;
  /** Does the head of the file (its first 64 Ki characters at most, `whole` when that is all) look like this? */
  readonly detect: (head: string, whole: boolean) => boolean;
  readonly open: (sink: EventSink, context: ReaderContext) => Reader;
};
