// The reference engine as a run. It knows what a query answers, not what is wrong with it or worth a notice.

import type { Query } from '../../grammar/syntax-tree.ts';
import { referenceAnswer } from '../reference/index.ts';
import type { Run } from './run.ts';

type Parsed = { readonly tree?: Query | undefined; readonly diagnostics: readonly unknown[] };

export const referenceRun = (parse: (text: string) => Parsed): Run => ({
  name: 'reference',
  ignores: ['notices', 'diagnostics'],
  answer: (query, events, window) => {
    const { tree, diagnostics } = parse(query);
    if (tree === undefined) return { kind: 'diagnostics', items: [], rendered: JSON.stringify(diagnostics) };
    return { kind: 'table', ...referenceAnswer(tree, query, events, window), notices: [] };
  },
});
