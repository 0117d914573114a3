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

/** Events that were passed over one after the other, without fields, log group and stream of their own. */
export type PassedEvents = {
  readonly events: number;
  /** Of their messages, in UTF-16 units and in UTF-8 bytes. */
  readonly characters: number;
  readonly bytes: number;
  /** The least and the greatest of their timestamps. */
  readonly startMs: number;
  readonly endMs: number;
};

/**
 * Events that nobody need look at: those whose message has none of the texts. A reader that can tell without
 * making the event calls `pass` instead of the sink's `add`; it may as well never do so.
 */
export type Skimming = {
  readonly texts: readonly string[];
  /** Is there nothing else to learn from such events? It may become true while a file is read, not false. */
  readonly isOn: () => boolean;
  /** How many events, or characters of them, whoever counts wants to be told of at the latest: with the event that makes them full. */
  room(): Pick<PassedEvents, 'events' | 'characters'>;
  /** What comes to the sink after them comes after this call. */
  pass(passed: PassedEvents): void;
};

/** What whoever has the bytes does with them faster than any reader could. */
export type ByteTools = {
  /** In UTF-8. */
  encode(text: string): Uint8Array;
  /** Where `part` begins next from `from` on, or -1. */
  indexOf(bytes: Uint8Array, part: Uint8Array, from: number): number;
  /** The text of ASCII at [start, end). */
  ascii(bytes: Uint8Array, start: number, end: number): string;
};

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
  readonly skimming?: Skimming | undefined;
  readonly byteTools?: ByteTools | undefined;
};

/** One file being read. `end` closes the last event. */
export type Reader = {
  /** The decoded text in order, cut anywhere, and whether all of it is known to be ASCII. */
  push(text: string, isAscii?: boolean): void;
  /** The same with text that is ASCII, as its bytes, where the reader would rather have those. */
  pushAscii?(bytes: Uint8Array): void;
  end(): void;
};

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
