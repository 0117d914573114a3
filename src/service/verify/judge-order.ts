// Do the service's rows stand in the order that the query asks for?

import type { Alignment } from './align-rows.ts';
import { type Explanation, verdictOf } from './explanation.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Verdict } from './verdict.ts';

export type OrderReport = { readonly verdict: Verdict; readonly explanation: Explanation | undefined };

const explained = (kind: 'tie-in-order' | 'order-not-promised' | 'order-by-estimate'): OrderReport => {
  const explanation: Explanation = { kind };
  return { verdict: verdictOf(explanation), explanation };
};

const ascends = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!);

/** `sortNames`: for each row of ours, the values it is sorted by. Ours are sorted, so equal ones are neighbours. */
export const judgeOrder = (
  { pairs }: Alignment,
  sortNames: readonly string[],
  { order, isSortedByEstimate }: PlanFacts,
): OrderReport => {
  const asService = [...pairs].sort((a, b) => a.service - b.service).map(({ local }) => local);
  if (ascends(asService)) return { verdict: 'agrees', explanation: undefined };
  if (order.keys === undefined || order.isAny) return explained('order-not-promised');
  let rank = 0;
  const ranks = sortNames.map((name, index) => {
    if (index > 0 && name !== sortNames[index - 1]) rank += 1;
    return rank;
  });
  if (ascends(asService.map((local) => ranks[local]!))) return explained('tie-in-order');
  if (isSortedByEstimate) return explained('order-by-estimate');
  return { verdict: 'differs', explanation: undefined };
};
