// The limits of reading, each with its unit and why this number.

import { ReaderError } from './reader-error.ts';

/**
 * The longest event, in UTF-16 units. The service takes events up to 1 MB; this leaves room for files that
 * never saw it, keeps every string far below V8's longest (512 Mi), and bounds what a file without line
 * ends can make us hold.
 */
export const MAX_EVENT_CHARACTERS = 64 * 1024 * 1024;

/** How much of a file's start a format may look at to recognise itself, in UTF-16 units. */
export const HEAD_CHARACTERS = 64 * 1024;

export const checkEventLength = (characters: number): void => {
  if (characters <= MAX_EVENT_CHARACTERS) return;
  const limit = MAX_EVENT_CHARACTERS.toLocaleString('en-US');
  throw new ReaderError('event-too-long', `an event is longer than ${limit} characters`);
};
