// Nodes of the syntax tree that hold no expression and no query. Read them through syntax-tree.ts.

import type { Span } from './span.ts';

/** `SOURCE 'a'`, `SOURCE logGroups(namePrefix: ['a']) START=-1d END=now`: which log groups, and perhaps when. */
export type SourceCommand = {
  readonly kind: 'source';
  readonly span: Span;
  /** All of them must hold. */
  readonly selectors: readonly SourceSelector[];
  readonly start: SourceTime | undefined;
  readonly end: SourceTime | undefined;
};

export type SourceSelector =
  | { readonly kind: 'group-name'; readonly span: Span; readonly name: string }
  /** Without conditions every log group. */
  | {
      readonly kind: 'log-groups';
      readonly span: Span;
      readonly prefixes: readonly string[];
      readonly accounts: readonly string[];
      readonly classes: readonly string[];
    }
  | { readonly kind: 'data-source'; readonly span: Span; readonly names: readonly string[] }
  | { readonly kind: 'log-group-tags'; readonly span: Span; readonly filters: readonly TagFilter[] };

export type TagFilter = { readonly key: string; readonly values: readonly string[] };

/** `now`, epoch milliseconds, or so many milliseconds before now. */
export type SourceTime =
  | { readonly kind: 'now' }
  | { readonly kind: 'instant'; readonly ms: number }
  | { readonly kind: 'ago'; readonly ms: number };

/** `parse x logfmt as m`: one name, for a map of keys and values. */
export type LogfmtPattern = { readonly kind: 'logfmt'; readonly span: Span };

/** `parse x csv as a, b`: the values by position. */
export type CsvPattern = { readonly kind: 'csv'; readonly span: Span };

/** `parse x xml '/a/b' as c`; `path` is an XPath. */
export type XmlPattern = { readonly kind: 'xml'; readonly span: Span; readonly path: string };

/** `json field=payload "user.name" as username`; without a field, `@message` is read. */
export type JsonCommand = {
  readonly kind: 'json';
  readonly span: Span;
  readonly source: FieldReference | undefined;
  readonly path: StringLiteral;
  readonly name: Name;
};

/** The quoted pattern of a parse, in which `*` stands for what is captured; `value` has its escapes resolved. */
export type GlobPattern = { readonly kind: 'glob'; readonly span: Span; readonly value: string };

/** `limit 20`, `head 20`; `limit any 20` takes whichever are found first. */
export type LimitCommand = {
  readonly kind: 'limit';
  readonly span: Span;
  readonly count: number;
  readonly any: boolean;
};

/** `tail 20`: the last rows in the order they stand. */
export type TailCommand = { readonly kind: 'tail'; readonly span: Span; readonly count: number };

/** `diff`, `diff previousDay`: the range it compares with. */
export type DiffCommand = {
  readonly kind: 'diff';
  readonly span: Span;
  readonly before: 'range' | 'day' | 'week' | 'month';
};

export type AnomalyCommand = { readonly kind: 'anomaly'; readonly span: Span };

/** `expand a`: a row for each element of a JSON array, under the same name. */
export type ExpandCommand = { readonly kind: 'expand'; readonly span: Span; readonly field: FieldReference };

/** `lookup users id as userId OUTPUT name`; OUTPUTNEW (`keepPresent`) fills in only what the event lacks. */
export type LookupCommand = {
  readonly kind: 'lookup';
  readonly span: Span;
  readonly table: Name;
  readonly matches: readonly LookupMatch[];
  readonly keepPresent: boolean;
  readonly outputs: readonly LookupOutput[];
};

/** The table's column, and the field that must equal it. */
export type LookupMatch = {
  readonly kind: 'lookup-match';
  readonly span: Span;
  readonly column: Name;
  readonly field: FieldReference;
};

/** A column of the table, and the field it becomes. */
export type LookupOutput = {
  readonly kind: 'lookup-output';
  readonly span: Span;
  readonly column: Name;
  readonly name: Name;
};

/** `cidrlookup nets srcAddr as cidr OUTPUT region`; `column` is the table's column of networks. */
export type CidrLookupCommand = {
  readonly kind: 'cidrlookup';
  readonly span: Span;
  readonly table: Name;
  readonly field: FieldReference;
  readonly column: Name | undefined;
  readonly keepPresent: boolean;
  readonly outputs: readonly LookupOutput[];
};

export type JoinKey = {
  readonly kind: 'join-key';
  readonly span: Span;
  readonly left: FieldReference;
  readonly right: FieldReference;
};

/** `accum bytes as total`: a running sum; without a name it takes the field's. */
export type AccumCommand = {
  readonly kind: 'accum';
  readonly span: Span;
  readonly field: FieldReference;
  readonly name: Name | undefined;
};

/** `autoregress bytes as before p=1-4`: values of the rows before. */
export type AutoregressCommand = {
  readonly kind: 'autoregress';
  readonly span: Span;
  readonly field: FieldReference;
  readonly name: Name | undefined;
  readonly from: number;
  readonly to: number;
};

/** `filldown host cpu*`: names with wildcards; none means all columns. */
export type FilldownCommand = {
  readonly kind: 'filldown';
  readonly span: Span;
  readonly fields: readonly Name[];
};

/** `outlier action=remove param=3 uselower=true mark=true cpu memory` */
export type OutlierCommand = {
  readonly kind: 'outlier';
  readonly span: Span;
  readonly action: 'remove' | 'transform';
  readonly param: number;
  readonly useLower: boolean;
  readonly mark: boolean;
  readonly fields: readonly FieldReference[];
};

/** `sessionize user, device maxspan 1h as session` */
export type SessionizeCommand = {
  readonly kind: 'sessionize';
  readonly span: Span;
  readonly fields: readonly FieldReference[];
  readonly maxSpan: PeriodLiteral | undefined;
  readonly name: Name | undefined;
};

/** `countFrequent a, b` */
export type CountFrequentCommand = {
  readonly kind: 'countFrequent';
  readonly span: Span;
  readonly fields: readonly FieldReference[];
};

/** `addtotals fieldname=Sum row=true col=true a, b`; no fields means all numeric ones. */
export type AddtotalsCommand = {
  readonly kind: 'addtotals';
  readonly span: Span;
  readonly name: Name | undefined;
  readonly row: boolean;
  readonly column: boolean;
  readonly fields: readonly FieldReference[];
};

/** `logcompare timeshift 7d` */
export type LogcompareCommand = {
  readonly kind: 'logcompare';
  readonly span: Span;
  readonly shift: PeriodLiteral;
};

export type EstimateCommand = { readonly kind: 'estimate'; readonly span: Span };

/** A name that the query gives: an alias or a parsed field. */
export type Name = { readonly kind: 'name'; readonly span: Span; readonly name: string };

/**
 * A field by name. `path` are the parts between dots and brackets (`a.b[1]` is ['a', 'b', 1]); `name` is
 * the dotted spelling under which fields are discovered ('a.b.1').
 */
export type FieldReference = {
  readonly kind: 'field';
  readonly span: Span;
  readonly name: string;
  readonly path: readonly (string | number)[];
};

/** `text` is the spelling in the query. */
export type NumberLiteral = {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
  readonly text: string;
};

/** `value` has its escapes resolved. */
export type StringLiteral = { readonly kind: 'string'; readonly span: Span; readonly value: string };

export type BooleanLiteral = { readonly kind: 'boolean'; readonly span: Span; readonly value: boolean };

/** `5m`, `5 min`; `unit` as written, in lower case. */
export type PeriodLiteral = {
  readonly kind: 'period';
  readonly span: Span;
  readonly count: number;
  readonly unit: string;
};

/** `/…/`; `pattern` is the text between the slashes, untouched. */
export type RegexLiteral = { readonly kind: 'regex'; readonly span: Span; readonly pattern: string };
