// What is known of a function: one record each, from which the checker, "did you mean", the manual and
// completion are read. Meaning lives elsewhere (engine/functions), keyed by the same name.

/** What an argument may be. 'any' takes everything; 'number' takes text that is a number too. */
export type ParameterKind =
  | 'any'
  | 'number'
  | 'text'
  | 'boolean'
  | 'timestamp'
  | 'period'
  | 'percentile'
  /** A whole number from 1 to 10,000, written out. */
  | 'rank'
  /** A number above 0, written out. */
  | 'width'
  /** A network as a text, such as 10.0.0.0/8. */
  | 'network'
  /** A field by its name, not a computed value. */
  | 'field';

export type Parameter = {
  readonly name: string;
  readonly kind: ParameterKind;
  /** 'one' by default; 'optional' may be left out; 'many' stands for one or more (last parameter only). */
  readonly occurs?: 'optional' | 'many';
};

export type ResultKind = 'any' | 'number' | 'text' | 'boolean' | 'timestamp' | 'structure';

export type FunctionFamily =
  | 'numeric'
  | 'datetime'
  | 'general'
  | 'json'
  | 'ip'
  | 'hash'
  | 'string'
  | 'aggregate';

export type FunctionRecord = {
  /** The spelling of the current documentation. */
  readonly name: string;
  /** Other accepted spellings. Function names know no case. */
  readonly spellings?: readonly string[];
  readonly family: FunctionFamily;
  readonly parameters: readonly Parameter[];
  readonly result: ResultKind;
  /** One sentence. */
  readonly summary: string;
  /** The documentation page or the evidence that the record rests on. */
  readonly source: string;
};
