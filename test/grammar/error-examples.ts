// A query for every diagnostic code that provokes it, and the place it is about. docs/errors.md shows them.

import type { DiagnosticCode } from '../../grammar/index.ts';

export type ErrorExample = {
  readonly query: string;
  /** The text that the diagnostic points at; '' for a place between characters, the first one from `after`. */
  readonly at: string;
  /** What stands before the place, where `at` alone is found earlier or is empty. */
  readonly after?: string;
  /** What the page shows instead of a query that is too long to show. */
  readonly shown?: string;
};

const deep = `filter ${'('.repeat(201)}1${')'.repeat(201)}`;
const long = `fields @message # ${'x'.repeat(9_990)}`;

export const errorExamples: { readonly [Code in DiagnosticCode]: ErrorExample } = {
  'aggregate-inside-aggregate': { query: 'stats max(avg(@duration))', at: 'avg' },
  'aggregate-needed': { query: 'stats count(*), now() by level', at: 'now()' },
  'aggregate-outside-stats': { query: 'filter max(@duration) > 100', at: 'max' },
  'dedup-followed': { query: 'dedup @logStream | sort @timestamp desc', at: 'sort @timestamp desc' },
  'duplicate-name': { query: 'fields a as x, b as x', at: 'x', after: 'b as ' },
  'empty-query': { query: '# nothing but a comment', at: '# nothing but a comment' },
  'empty-stage': { query: 'fields @message | | limit 5', at: '|' },
  'foreign-operator': { query: 'filter status >= 500 && level = "error"', at: '&&' },
  'glob-names-differ': { query: 'parse @message "user=* id=*" as user', at: '"user=* id=*"' },
  'invalid-date-pattern': { query: 'fields parseDate(at, "yyyy-bb") as day', at: '"yyyy-bb"' },
  'limit-out-of-range': { query: 'limit 0', at: 'limit 0' },
  'mixed-filter-after-stats': {
    query: 'stats count(*) as n by level | filter n > 5 and status = 500',
    at: 'n > 5 and status = 500',
  },
  'not-built-yet': { query: 'fields @message | pattern @message', at: 'pattern' },
  'period-misplaced': { query: 'filter @duration > 5m', at: '5m' },
  'query-too-long': {
    query: long,
    at: long.slice(10_000),
    after: long.slice(0, 10_000),
    shown: 'fields @message # xxx… (10,008 characters)',
  },
  'regex-flags': { query: 'filter @message like /error/i', at: 'i', after: '/error/' },
  'regex-invalid': { query: 'filter @message like /took [0-9/', at: '[' },
  'regex-misplaced': { query: 'fields strlen(/x+/)', at: '/x+/' },
  'regex-names-differ': {
    query: 'parse @message /user=(?<user>\\w+)/ as id',
    at: '/user=(?<user>\\w+)/',
  },
  'regex-needs-named-groups': { query: 'parse @message /user=(\\w+)/', at: '/user=(\\w+)/' },
  'regex-unsupported': { query: 'filter @message like /error(?! 404)/', at: '(?!' },
  'sort-before-last-stats': {
    query: 'stats count(*) as n by level, bin(1h) | sort n | stats max(n) by level',
    at: 'sort n',
  },
  'sort-needs-field': { query: 'sort strlen(@message) desc', at: 'strlen(@message)' },
  'too-deep': {
    query: deep,
    at: '(',
    after: deep.slice(0, 207),
    shown: 'filter (((…1…))) with 201 brackets',
  },
  'too-many-stats': {
    query: `stats count(*) as n0${Array.from({ length: 10 }, (_, i) => ` | stats max(n${i}) as n${i + 1}`).join('')}`,
    at: 'stats max(n9) as n10',
  },
  'unexpected-token': { query: 'fields @message level', at: 'level' },
  'unknown-character': { query: 'filter price > 5$', at: '$' },
  'unknown-command': { query: 'feilds @message', at: 'feilds' },
  'unknown-field-after-stats': {
    query: 'stats count(*) as hits by level | fields hit',
    at: 'hit',
    after: 'fields ',
  },
  'unknown-function': { query: 'stats cuont(*) by level', at: 'cuont' },
  'unterminated-name': { query: 'fields `user agent', at: '`user agent' },
  'unterminated-regex': { query: 'filter @message like /error', at: '/error' },
  'unterminated-string': { query: 'filter level = "error', at: '"error' },
  'wrong-argument-count': { query: 'fields strlen(a, b)', at: 'strlen(a, b)' },
  'wrong-argument-kind': { query: 'stats pct(@duration, 101)', at: '101' },
};
