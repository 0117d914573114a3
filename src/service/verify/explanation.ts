// Why an answer of the service may differ from ours though both are right, or why nothing can be said of it.

import type { Verdict } from './verdict.ts';

export type Explanation =
  /** The service's percentile is an edge of its histogram, and our number lies where that edge stands for. */
  | {
      readonly kind: 'percentile-grid';
      readonly epsilon: number;
      readonly exponent: number;
      readonly local: number;
      readonly service: number;
      /** The true nearest rank, where it could be worked out. */
      readonly exact: number | undefined;
    }
  /** The service's percentile is a number of the logs, ours an edge just below it. */
  | { readonly kind: 'percentile-sample'; readonly local: number; readonly service: number }
  | { readonly kind: 'percentile-reckoned'; readonly local: number; readonly service: number }
  | { readonly kind: 'distinct-estimate'; readonly local: number; readonly service: number }
  | { readonly kind: 'last-digit' }
  | { readonly kind: 'spelling' }
  | { readonly kind: 'empty-or-missing' }
  | { readonly kind: 'log-account'; readonly account: string }
  | { readonly kind: 'tie-in-order' }
  | { readonly kind: 'order-not-promised' }
  | { readonly kind: 'order-by-estimate' }
  | { readonly kind: 'tie-at-limit'; readonly limit: number }
  | { readonly kind: 'limit-without-order'; readonly limit: number }
  | { readonly kind: 'limit-by-estimate'; readonly limit: number }
  | { readonly kind: 'tie-in-dedup' }
  | { readonly kind: 'rows-cut'; readonly rows: number }
  | { readonly kind: 'mined' }
  | { readonly kind: 'other-events'; readonly local: number; readonly service: number };

const inconclusive: ReadonlySet<Explanation['kind']> = new Set([
  'mined',
  'other-events',
  'limit-by-estimate',
]);

/** What the service is known to do is consistent with our answer; the rest says only that nothing was shown. */
export const verdictOf = ({ kind }: Explanation): Verdict =>
  inconclusive.has(kind) ? 'inconclusive' : 'consistent';

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

const otherEvents = (local: number, service: number): string => {
  const less = service < local;
  const by = counted(Math.abs(service - local), 'event');
  return less
    ? `the service has scanned ${by} fewer than the store holds of this range (${counted(service, 'event')} to ${counted(local, 'event')}): events that came in late, or that the service does not have`
    : `the service has scanned ${by} more than the store holds of this range (${counted(service, 'event')} to ${counted(local, 'event')}): fetch the range again`;
};

export const sentenceOf = (explanation: Explanation): string => {
  switch (explanation.kind) {
    case 'percentile-grid': {
      const { epsilon, exponent, service, local, exact } = explanation;
      const truth = exact === undefined ? '' : `, the true nearest rank is ${exact}`;
      return `${service} is ${1 + epsilon}^${exponent}, a bucket of the service's histogram; ours is ${local}${truth}`;
    }
    case 'percentile-sample':
      return `the service answered a number of the logs, ${explanation.service}, where our histogram answers the bucket below it, ${explanation.local}`;
    case 'percentile-reckoned':
      return "the value is made of a percentile, which the service's histogram rounds";
    case 'distinct-estimate':
      return 'the service counts different values approximately where there are many';
    case 'last-digit':
      return 'the last printed digit differs: the numbers were rounded or added up in another order';
    case 'spelling':
      return 'the same number in another spelling';
    case 'empty-or-missing':
      return 'an empty text stands for a missing value';
    case 'log-account':
      return `@log has the account ${explanation.account} before the group, which no file tells`;
    case 'tie-in-order':
      return 'rows that are equal by what the query sorts by stand in another order';
    case 'order-not-promised':
      return 'the query does not sort, and the service promises no order';
    case 'order-by-estimate':
      return 'the rows are sorted by a value that the service only estimates';
    case 'tie-at-limit':
      return `the limit of ${counted(explanation.limit, 'row')} cuts between rows that are equal by what the query sorts by`;
    case 'limit-without-order':
      return `the limit of ${counted(explanation.limit, 'row')} cuts rows whose order the service does not promise`;
    case 'limit-by-estimate':
      return `the limit of ${counted(explanation.limit, 'row')} cuts rows that are sorted by a value that the service only estimates`;
    case 'tie-in-dedup':
      return 'dedup keeps the first row, and several are equal by what the query sorts by';
    case 'rows-cut':
      return `the service has handed over ${counted(explanation.rows, 'row')} and no more`;
    case 'mined':
      return "the service's algorithm is not published; insitu has one of its own";
    case 'other-events':
      return otherEvents(explanation.local, explanation.service);
  }
};
