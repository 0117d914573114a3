// The kinds of value a query computes with, and the one spelling of "there is none".
//
// A field read from a log is text (or, for fields that the service itself makes, a number); computed
// values are numbers, booleans, timestamps, text, and structures.

/** An instant. `ms` is milliseconds since 1970-01-01T00:00:00Z; it computes as that number. */
export type Timestamp = { readonly kind: 'timestamp'; readonly ms: number };

/** The one spelling of "this event has no such value", everywhere in the house. */
export const missing = undefined;
export type Missing = typeof missing;

/** A number inside a structure keeps the text that spells it (docs/fidelity.md, "json-numbers-keep-their-text"). */
export type Numeral = { readonly kind: 'numeral'; readonly text: string };

export type JsonMap = { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Json> };

/** Also what `split` makes. */
export type JsonList = { readonly kind: 'list'; readonly items: readonly Json[] };

/** What stands inside a structure. Plain data. */
export type Json = string | boolean | null | Numeral | JsonMap | JsonList;

/**
 * A map or a list. Every function of text, number or time takes it for missing
 * (CWL_QuerySyntax-operations-functions).
 */
export type Structure = JsonMap | JsonList;

/** A value that functions and keys can work with. */
export type Scalar = string | number | boolean | Timestamp | Missing;

export type Value = Scalar | Structure;

export const timestamp = (ms: number): Timestamp => ({ kind: 'timestamp', ms });

export const isTimestamp = (value: Value): value is Timestamp =>
  typeof value === 'object' && value.kind === 'timestamp';

export const isStructure = (value: Value): value is Structure =>
  typeof value === 'object' && value.kind !== 'timestamp';

/** The value as a key of stats, dedup and sort or as an argument of an aggregate: no structure is one. */
export const scalarOf = (value: Value): Scalar => (isStructure(value) ? missing : value);

/** NaN stands for missing inside numbers, so a computation without a result is missing. */
export const numberOrMissing = (n: number): number | Missing => (Number.isFinite(n) ? n : missing);
