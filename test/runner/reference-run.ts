// The reference engine as a run. It knows what a query answers, not what is wrong with it or worth a notice.

import type { Query } from '../../grammar/syntax-tree.ts';
import { isInReference, referenceAnswer } from '../reference/index.ts';
import type { Run } from './run.ts';

type Parsed = { readonly tree?: Query | undefined; readonly diagnostics: readonly unknown[] };

export const referenceRun = (parse: (text: string) => Parsed): Run => ({
  name: 'reference',
  ignores: ['notices', 'diagnostics'],
  canAnswer: (query) => {
    const { tree } = parse(query);
    return tree === undefined || isInReference(tree);
  },
  answer: (query, { events, allEvents, window, lookups }) => {
    const { tree, diagnostics } = parse(query);
    if (tree === undefined) return { kind: 'diagnostics', items: [], rendered: JSON.stringify(diagnostics) };
    const answer = referenceAnswer(tree, query, events, window, { allEvents, tables: lookups });
    return { kind: 'table', ...answer, notices: [] };
  },
});
