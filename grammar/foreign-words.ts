// Words and signs of other query languages, and what this one has in their place.

/** `instead` is written in place of the word, where nothing else has to change. */
export type Foreign = { readonly help: string; readonly instead?: string };

const write = (instead: string): Foreign => ({ help: `write "${instead}"`, instead });
const only = (help: string): Foreign => ({ help });

/** Behind an operand. */
const operators: Readonly<Record<string, Foreign>> = {
  contains: write('like'),
  equals: write('='),
  has: write('like'),
  ilike: only('write like /(?i)…/'),
  includes: write('like'),
  is: write('='),
  matches: write('=~'),
  regexp: write('=~'),
  rlike: write('=~'),
  endswith: only('write like /…$/'),
  startswith: only('write like /^…/'),
};

/** Behind a key of a sort. */
const directions: Readonly<Record<string, Foreign>> = {
  ascend: write('asc'),
  ascending: write('asc'),
  descend: write('desc'),
  descending: write('desc'),
  // As near to "asc" as to "desc", and nobody misspells what is so anyway.
  dsc: write('desc'),
};

const computed = only('write fields … as name, for example: fields ms / 1000 as seconds');

/** Where a command begins. */
const commands: Readonly<Record<string, Foreign>> = {
  chart: only('write stats count(*) by level'),
  distinct: { help: 'write dedup', instead: 'dedup' },
  eval: computed,
  extend: computed,
  from: only('log groups are named by a SOURCE that comes first: SOURCE "group" | …'),
  group: only('groups are made by a stats: stats count(*) by level'),
  having: { help: 'write filter, behind the stats', instead: 'filter' },
  let: computed,
  mvexpand: { help: 'write expand', instead: 'expand' },
  project: only('write fields level, ms; or display, to show nothing else'),
  rename: only('write fields old as new'),
  rex: only('write parse @message /user=(?<user>\\w+)/'),
  select: { help: 'write fields, as in: fields level, ms', instead: 'fields' },
  summarize: { help: 'write stats, as in: stats count(*) by level', instead: 'stats' },
  table: { help: 'write display, as in: display level, ms', instead: 'display' },
  take: { help: 'write limit', instead: 'limit' },
  timechart: only('write stats count(*) by bin(5m)'),
  top: only('write countFrequent host | limit 10'),
  transaction: only('write sessionize user maxspan 30m'),
};

const functionNamed = (name: string): Foreign => ({ help: `write ${name}(…)`, instead: name });
const counting: Foreign = { help: 'write sum(…): a condition that holds counts as 1', instead: 'sum' };

/** Names of functions, in lower case. */
const functions: Readonly<Record<string, Foreign>> = {
  average: functionNamed('avg'),
  contains: functionNamed('strcontains'),
  count_if: counting,
  countif: counting,
  dc: functionNamed('countDistinct'),
  distinct: only('write countDistinct(…)'),
  distinct_count: functionNamed('countDistinct'),
  first: functionNamed('earliest'),
  ifnull: functionNamed('coalesce'),
  isnotnull: functionNamed('ispresent'),
  isnull: only('write not ispresent(…)'),
  last: functionNamed('latest'),
  len: functionNamed('strlen'),
  length: functionNamed('strlen'),
  lower: functionNamed('tolower'),
  mean: functionNamed('avg'),
  nvl: functionNamed('coalesce'),
  substring: functionNamed('substr'),
  sumif: only('write sum(if(condition, value, 0))'),
  upper: functionNamed('toupper'),
};

/** Signs that the lexer knows, and the operator that is meant. */
export const foreignSigns: Readonly<Record<string, string>> = {
  '&&': 'and',
  '||': 'or',
  '<>': '!=',
  '===': '=',
  '!==': '!=',
  '>==': '>=',
  '<==': '<=',
  '=>': '>=',
  '=<': '<=',
  '~': '=~',
  '!~': 'not like',
};

const finder =
  (words: Readonly<Record<string, Foreign>>) =>
  (word: string): Foreign | undefined => {
    const lower = word.toLowerCase();
    return Object.hasOwn(words, lower) ? words[lower] : undefined;
  };

export const foreignOperator = finder(operators);
export const foreignDirection = finder(directions);
export const foreignCommand = finder(commands);
export const foreignFunction = finder(functions);
/** For tests. */
export const foreignFunctionNames = Object.keys(functions);
export const foreignCommandWords = Object.keys(commands);

/** `p95`, `p99.9`, `percentile_50`: the percentage. */
export const percentOf = (name: string): string | undefined =>
  /^(?:p|pct|perc|percentile)_?(\d{1,2}(?:\.\d+)?|100)$/i.exec(name)?.[1];
