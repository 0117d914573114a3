// The tree of a regular expression in the service's dialect (RE2: no look-around, no back-references).
// Flags are resolved: every node says itself whether case counts or a dot takes line breaks.

/** Inclusive code points. */
export type CodeRange = readonly [from: number, to: number];

export type RegexNode =
  | { readonly kind: 'character'; readonly codePoint: number; readonly ignoreCase: boolean }
  /** `unicode` are \p{…} properties by name, '-' in front when negated. */
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly CodeRange[];
      readonly unicode: readonly string[];
      readonly ignoreCase: boolean;
    }
  | { readonly kind: 'any'; readonly takesLineBreaks: boolean }
  | { readonly kind: 'assertion'; readonly where: Assertion }
  /** `captures` tells a numbered group from one that only groups; a named group is numbered too. */
  | {
      readonly kind: 'group';
      readonly name: string | undefined;
      readonly captures: boolean;
      readonly body: RegexNode;
    }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly choices: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
    };

export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

export type RegexTree = {
  readonly root: RegexNode;
  /** Names of the named groups, in their order. */
  readonly names: readonly string[];
};

/** What the dialect refuses; `offset` counts within the pattern. */
export type RegexProblem = {
  readonly kind: 'unsupported' | 'invalid';
  readonly start: number;
  readonly end: number;
  readonly what: string;
};
