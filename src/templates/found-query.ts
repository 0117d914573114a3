// What a file is found to hold.

import type { Place } from './place.ts';
import type { Span } from './source-text.ts';

export type FoundQuery = {
  /** The name under which it is saved, else that of the resource; undefined where there is neither. */
  readonly name: string | undefined;
  /** Escapes of the file are resolved; placeholders stand as they are written. */
  readonly text: string;
  readonly placeholders: readonly Span[];
  /** Where in the file an offset of the text stands. */
  readonly toPlace: (offset: number) => Place;
};

/** A query that the file does not spell out, or that is in another language. */
export type UnreadQuery = {
  readonly code: 'computed-query' | 'other-language';
  readonly name: string | undefined;
  readonly place: Place;
  readonly why: string;
};

/** Why a file, or a part of it, cannot be read. */
export type FileProblem = { readonly place: Place; readonly message: string };

export type FoundQueries = {
  readonly queries: readonly FoundQuery[];
  readonly unread: readonly UnreadQuery[];
  readonly problems: readonly FileProblem[];
};
