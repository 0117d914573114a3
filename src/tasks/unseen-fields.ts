// Fields that a plan reads and that no event has shown yet.

import type { LogicalPlan } from '../plan/index.ts';
import { systemFields } from '../segments/index.ts';

export type UnseenFields = {
  lookAt(has: (field: string) => boolean): void;
  /** Those that are left. */
  names(): readonly string[];
};

const isSystemField = (field: string): boolean => (systemFields as readonly string[]).includes(field);

export const unseenFields = (plan: LogicalPlan): UnseenFields => {
  const isNamed = (field: string): boolean => !isSystemField(field) && !plan.tentative.includes(field);
  const unseen = new Set(plan.isEstimate ? [] : plan.fields.filter(isNamed));
  return {
    lookAt: (has) => {
      for (const field of unseen) if (has(field)) unseen.delete(field);
    },
    names: () => [...unseen],
  };
};
