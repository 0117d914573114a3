// A query for every diagnostic code that provokes it, and the place it is about. docs/errors.md shows them.

import type { DiagnosticCode, SavedQuery } from '../../grammar/index.ts';
import type { Surroundings } from '../../src/tasks/index.ts';

export type ErrorExample = {
  readonly query: string;
  /** The text that the diagnostic points at; '' for a place between characters, the first one from `after`. */
  readonly at: string;
  /** What stands before the place, where `at` alone is found earlier or is empty. */
  readonly after?: string;
  /** What the page shows instead of a query that is too long to show. */
  readonly shown?: string;
  /** Some mistakes are such only beside tables, saved queries and ranges; without them nothing is given. */
  readonly surroundings?: Partial<Surroundings>;
  /** The surroundings in words, as the page tells them: a sentence that ends with a colon. */
  readonly told?: string;
};

const errors: SavedQuery = {
  name: 'Errors',
  text: 'filter level = {{level}}',
  parameters: [{ name: 'level', defaultValue: '"ERROR"' }],
};
const savedQueries = { savedQueries: [errors] };
const lookups = { lookups: new Map([['users', { columns: ['id', 'name', 'email'], rows: [] }]]) };
const toldOfTable = 'With a lookup table "users" that has the columns "id", "name" and "email":';

const deep = `filter ${'('.repeat(51)}1${')'.repeat(51)}`;
const large = `1${'0'.repeat(309)}`;
const long = `fields @message # ${'x'.repeat(9_990)}`;

export const errorExamples: { readonly [Code in DiagnosticCode]: ErrorExample } = {
  'aggregate-inside-aggregate': { query: 'stats max(avg(@duration))', at: 'avg' },
  'aggregate-needed': { query: 'stats count(*), now() by level', at: 'now()' },
  'aggregate-outside-stats': { query: 'filter max(@duration) > 100', at: 'max' },
  'command-misplaced': { query: 'fields @message | SOURCE "app"', at: 'SOURCE "app"' },
  'dedup-followed': { query: 'dedup @logStream | sort @timestamp desc', at: 'sort @timestamp desc' },
  'diff-without-pattern': { query: 'filter level = "error" | diff', at: 'diff' },
  'duplicate-name': { query: 'fields a as x, b as x', at: 'x', after: 'b as ' },
  'empty-query': { query: '# nothing but a comment', at: '# nothing but a comment' },
  'empty-stage': { query: 'fields @message | | limit 5', at: '|' },
  'filter-index-condition': { query: 'filterIndex status >= 500', at: 'status >= 500' },
  'foreign-comment': { query: 'fields @message // newest first', at: '// newest first' },
  'foreign-operator': { query: 'filter status >= 500 && level = "error"', at: '&&' },
  'glob-names-differ': { query: 'parse @message "user=* id=*" as user', at: '"user=* id=*"' },
  'invalid-date-pattern': { query: 'fields parseDate(at, "yyyy-bb") as day', at: '"yyyy-bb"' },
  'limit-out-of-range': { query: 'limit 0', at: 'limit 0' },
  'list-in-parentheses': { query: 'filter level in ("error", "fatal")', at: '(' },
  'lookup-column-unknown': {
    query: 'lookup users id as userId OUTPUT mail',
    at: 'mail',
    surroundings: lookups,
    told: toldOfTable,
  },
  'lookup-table-unknown': {
    query: 'lookup user id as userId OUTPUT name',
    at: 'user',
    surroundings: lookups,
    told: toldOfTable,
  },
  'mixed-filter-after-stats': {
    query: 'stats count(*) as n by level | filter n > 5 and status = 500',
    at: 'n > 5 and status = 500',
  },
  'names-differ': { query: 'parse @message logfmt as m, n', at: 'logfmt' },
  'not-in-log-class': {
    query: 'pattern @message',
    at: 'pattern @message',
    surroundings: { logClass: 'INFREQUENT_ACCESS' },
    told: 'With `--log-class INFREQUENT_ACCESS`:',
  },
  'number-too-large': { query: `filter a < ${large}`, at: large, shown: 'filter a < 1000… (310 digits)' },
  'period-misplaced': { query: 'filter @duration > 5m', at: '5m' },
  'placeholder-without-value': {
    query: 'filter level = {{level}}',
    at: '{{level}}',
    surroundings: {},
  },
  'query-too-long': {
    query: long,
    at: long.slice(10_000),
    after: long.slice(0, 10_000),
    shown: 'fields @message # xxx… (10,008 characters)',
  },
  'range-needed': { query: 'pattern @message | diff', at: 'diff', surroundings: {} },
  'regex-flags': { query: 'filter @message like /error/i', at: 'i', after: '/error/' },
  'regex-invalid': { query: 'filter @message like /took [0-9/', at: '[' },
  'regex-misplaced': { query: 'fields strlen(/x+/)', at: '/x+/' },
  'regex-names-differ': {
    query: 'parse @message /user=(?<user>\\w+)/ as id',
    at: '/user=(?<user>\\w+)/',
  },
  'regex-needs-named-groups': { query: 'parse @message /user=(\\w+)/', at: '/user=(\\w+)/' },
  'regex-unsupported': { query: 'filter @message like /error(?! 404)/', at: '(?!' },
  'relevantfields-of-parsed': {
    query: 'parse @message "status=*" as status | relevantfields where status = 500',
    at: 'status',
    after: 'where ',
  },
  'saved-query-nested': {
    query: '$All()',
    at: 'All',
    surroundings: { savedQueries: [errors, { name: 'All', text: '$Errors() | limit 5', parameters: [] }] },
    told: 'With a saved query "All" that is `$Errors() | limit 5`:',
  },
  'saved-query-parameter': {
    query: '$Errors(severity = "WARN")',
    at: 'severity = "WARN"',
    surroundings: savedQueries,
    told: 'With a saved query "Errors" that has the parameter "level":',
  },
  'saved-query-unknown': {
    query: '$Erors() | limit 5',
    at: 'Erors',
    surroundings: savedQueries,
    told: 'With a saved query "Errors":',
  },
  'sort-before-last-stats': {
    query: 'stats count(*) as n by level, bin(1h) | sort n | stats max(n) by level',
    at: 'sort n',
  },
  'sort-needs-field': { query: 'sort strlen(@message) desc', at: 'strlen(@message)' },
  'source-and-groups': {
    query: 'SOURCE "app" | fields @message',
    at: 'SOURCE "app"',
    surroundings: { logGroups: ['web'] },
    told: 'With another log group named beside the query:',
  },
  'source-unknowable': {
    query: 'SOURCE dataSource(["amazon_vpc.flow"]) | fields @message',
    at: 'dataSource(["amazon_vpc.flow"])',
  },
  'subquery-columns': {
    query: 'filter user in (SOURCE "logins" | fields user, host)',
    at: '(SOURCE "logins" | fields user, host)',
  },
  'subquery-inside-subquery': {
    query: 'filter a in (filter b in (display b) | display a)',
    at: '(display b)',
  },
  'too-deep': {
    query: deep,
    at: '(',
    after: deep.slice(0, 57),
    shown: 'filter (((…1…))) with 51 brackets',
  },
  'too-many-stats': {
    query: `stats count(*) as n0${Array.from({ length: 10 }, (_, i) => ` | stats max(n${i}) as n${i + 1}`).join('')}`,
    at: 'stats max(n9) as n10',
  },
  'topk-alone': { query: 'stats topk(5, host) by level', at: 'stats topk(5, host) by level' },
  'unexpected-token': { query: 'filter level = "error" limit 5', at: 'limit' },
  'unknown-character': { query: '$errs | limit 5', at: '$' },
  'unknown-command': { query: 'feilds @message', at: 'feilds' },
  'unknown-field-after-stats': {
    query: 'stats count(*) as hits by level | fields hit',
    at: 'hit',
    after: 'fields ',
  },
  'unknown-function': { query: 'stats cuont(*) by level', at: 'cuont' },
  'unknown-option': { query: 'outlier acton=remove cpu', at: 'acton' },
  'unnest-of-split': { query: 'unnest split(tags, ",") into tag', at: 'split(tags, ",")' },
  'unterminated-name': { query: 'fields `user agent', at: '`user agent' },
  'unterminated-regex': { query: 'filter @message like /error', at: '/error' },
  'unterminated-string': { query: 'filter level = "error', at: '"error' },
  'wrong-argument-count': { query: 'fields strlen(a, b)', at: 'strlen(a, b)' },
  'wrong-argument-kind': { query: 'stats pct(@duration, 101)', at: '101' },
  'wrong-option': { query: 'outlier action=drop cpu', at: 'drop' },
  'xpath-invalid': { query: `parse @message xml '//user[' as user`, at: `'//user['`, surroundings: {} },
};
