// What expressions of one event may use, queries within the query among it.

import { diagnostic, type Query } from '../../grammar/index.ts';
import type { ExpressionContext } from './check-expression.ts';
import { complain, type Draft, notice } from './draft.ts';
import { refuseInLogClass } from './log-class.ts';
import type { LogicalPlan } from './logical-plan.ts';

/** The number of a query within this one; none may stand in an inner query (CWL_QuerySyntax-Subqueries). */
export const planInner = (draft: Draft, query: Query): number => {
  if (draft.isInner) complain(draft, diagnostic('subquery-inside-subquery', query.span, {}));
  return draft.inner.push(draft.planQuery(query)) - 1;
};

/** The default limit is for what is shown: an inner query gives all its rows, or as many as are taken. */
export const withoutDefaultLimit = (plan: LogicalPlan, most: number): LogicalPlan => {
  const last = plan.stages.at(-1);
  if (!plan.hasDefaultLimit || last?.kind !== 'arrange') return plan;
  const stages = [...plan.stages.slice(0, -1), { ...last, limit: most }];
  return { ...plan, stages, hasDefaultLimit: false };
};

/** An inner query that gives the values of one column: where it shows several, that of a last `fields`. */
const planValues = (draft: Draft, query: Query): number => {
  const inner = planInner(draft, query);
  const plan = draft.inner[inner];
  const last = query.commands.at(-1);
  const item = last?.kind === 'fields' && last.items.length === 1 ? last.items[0] : undefined;
  const name = item?.alias?.name ?? (item?.value.kind === 'field' ? item.value.name : undefined);
  const named = plan?.output.find(({ heading }) => heading === name);
  const [first, ...others] = plan?.output ?? [];
  const column = others.length === 0 ? first : named;
  if (plan === undefined || column === undefined) {
    const columns = (plan?.output ?? []).map(({ heading }) => heading);
    complain(draft, diagnostic('subquery-columns', query.span, { columns }));
  } else draft.inner[inner] = { ...withoutDefaultLimit(plan, Number.POSITIVE_INFINITY), output: [column] };
  return inner;
};

/** The context of an expression of one event: an aggregate has no place in it. */
export const rowContext = (draft: Draft, command: string, scope = draft.scope): ExpressionContext => ({
  scope,
  complain: (complaint) => draft.diagnostics.push(complaint),
  remark: (code, message) => notice(draft, code, message),
  jsonNames: draft.jsonNames,
  subquery: (query) => planValues(draft, query),
  refuseInClass: (what, span) => refuseInLogClass(draft, what, span),
  binOffsetMs: 0,
  aggregate: (call) => {
    const facts = { name: call.name.name, command };
    draft.diagnostics.push(diagnostic('aggregate-outside-stats', call.name.span, facts));
    return { kind: 'constant', value: undefined };
  },
});
