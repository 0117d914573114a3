// The service's own words for a mistake, where they are known (insights-ql 8.4).

import type { Diagnostic } from './diagnostic.ts';
import { lineAndColumn } from './span.ts';

/** What the service itself says in such a case, where that is known. */
export const serviceMessage = (text: string, { code, facts, span }: Diagnostic): string | undefined => {
  const { line, column } = lineAndColumn(text, span.start);
  const unexpected = (symbol: string): string =>
    `unexpected symbol found ${symbol} at line ${line} and position ${column}`;
  switch (code) {
    case 'duplicate-name':
      return `Ephemeral field is already defined: ${facts.name} ([${span.start},${span.end}])`;
    case 'unknown-field-after-stats':
      return `Unknown symbols found in or after stats: ${facts.name}`;
    case 'dedup-followed':
      return unexpected(facts.command);
    case 'diff-without-pattern':
      return 'Diff compilation Failed : Diff operation has to be used after Pattern';
    case 'relevantfields-of-parsed':
      return 'Query cannot be compiled';
    case 'sort-needs-field':
      return unexpected('(');
    case 'regex-flags':
      return unexpected(facts.flags);
    case 'unexpected-token':
      return facts.found.startsWith('the ') ? undefined : unexpected(facts.found);
    case 'unknown-command':
      return unexpected(facts.word);
    default:
      return undefined;
  }
};
