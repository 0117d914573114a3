// A filter pattern as data: what FilterLogEvents, metric filters, subscription filters and Live Tail are
// given to tell the messages they want.

export type FilterPattern =
  | { readonly kind: 'everything' }
  | TermsPattern
  | { readonly kind: 'json'; readonly condition: Condition<Selector> }
  | { readonly kind: 'delimited'; readonly fields: readonly Field[] };

/** Optional terms count only where there are no others. */
export type TermsPattern = {
  readonly kind: 'terms';
  readonly required: readonly Term[];
  readonly optional: readonly Term[];
  readonly excluded: readonly Term[];
};

export type Term = TextValue | RegexValue;

/** Between percent signs in the pattern. `source` is the service's regular expression in JavaScript's writing (flag u). */
export type RegexValue = { readonly kind: 'regex'; readonly source: string };
export type TextValue = { readonly kind: 'text'; readonly text: string };
/** A text with `*` in it, cut at every `*`: at least two parts, any of them may be empty. */
export type WildcardValue = { readonly kind: 'wildcard'; readonly parts: readonly string[] };
/** An unquoted number; `text` is how the pattern writes it. */
export type NumberValue = { readonly kind: 'number'; readonly text: string; readonly value: number };

export type Value = TextValue | WildcardValue | NumberValue | RegexValue;
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition<Subject> =
  | { readonly kind: 'and'; readonly parts: readonly Condition<Subject>[] }
  | { readonly kind: 'or'; readonly parts: readonly Condition<Subject>[] }
  | Comparison<Subject>
  | { readonly kind: 'state'; readonly subject: Subject; readonly state: State };

export type Comparison<Subject> = {
  readonly kind: 'compare';
  readonly subject: Subject;
  readonly operator: Operator;
  readonly value: Value;
};

export type State = 'null' | 'true' | 'false' | 'absent';

/** The way from the root of a JSON message to a value; `every` stands for all members or fields. */
export type Selector = readonly SelectorStep[];
export type SelectorStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'every' };

/** One place of a space-delimited pattern. A field without a name is known by its number. */
export type Field =
  | { readonly kind: 'ellipsis' }
  | {
      readonly kind: 'field';
      readonly name: string | undefined;
      readonly condition: Condition<string> | undefined;
    };

/**
 * What is wrong with a pattern. `offset` counts UTF-16 code units from 0 and may be the text's length; `cause`
 * is our explanation; the messages are the service's words, which differ by operation.
 */
export type PatternFault = {
  readonly offset: number;
  readonly cause: string;
  /** As FilterLogEvents, PutSubscriptionFilter and StartLiveTail say it. */
  readonly message: string;
  /** As TestMetricFilter and PutMetricFilter say it. */
  readonly metricMessage: string;
};

export type ParsedFilterPattern = { readonly pattern: FilterPattern } | { readonly error: PatternFault };
