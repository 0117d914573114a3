// The kinds of value a query computes with, and the one spelling of "there is none".
//
// A field read from a log is text (or, for fields that the service itself makes, a number); computed
// values are numbers, booleans, timestamps, text, and lists of texts. Maps join this union when the language
// part that makes them does.

/** An instant. `ms` is milliseconds since 1970-01-01T00:00:00Z; it computes as that number. */
export type Timestamp = { readonly kind: 'timestamp'; readonly ms: number };

/** The one spelling of "this event has no such value", everywhere in the house. */
export const missing = undefined;
export type Missing = typeof missing;

/** What `split` makes. Every function of text, number or time takes it for missing (CWL_QuerySyntax-operations-functions). */
export type List = { readonly kind: 'list'; readonly items: readonly string[] };

export type Value = string | number | boolean | Timestamp | List | Missing;

export const timestamp = (ms: number): Timestamp => ({ kind: 'timestamp', ms });

export const isTimestamp = (value: Value): value is Timestamp =>
  typeof value === 'object' && value.kind === 'timestamp';

export const isList = (value: Value): value is List => typeof value === 'object' && value.kind === 'list';

/** NaN stands for missing inside numbers, so a computation without a result is missing. */
export const numberOrMissing = (n: number): number | Missing => (Number.isFinite(n) ? n : missing);
