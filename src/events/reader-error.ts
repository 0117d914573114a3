// The failure of a reader: the text is not what its format promises and reading on would lose events.
// What can be kept is kept with a remark instead; this is for what cannot.

/** 'event-too-long': one event exceeds the limit. 'bad-document': JSON that is malformed or ends too soon. */
export type ReaderErrorCode = 'event-too-long' | 'bad-document';

export class ReaderError extends Error {
  override readonly name = 'ReaderError';
  readonly code: ReaderErrorCode;

  constructor(code: ReaderErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
