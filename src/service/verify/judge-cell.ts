// One cell of the service's answer and ours: equal, explained, or different.

import type { Cell } from '../../result/index.ts';
import { textToNumber } from '../../values/index.ts';
import type { Explanation } from './explanation.ts';
import { boundsOfOurs, gridPlaceOf, isPlaceOf, MOST_SHRINKING, printedTolerance } from './percentile-grid.ts';
import type { Trait } from './plan-facts.ts';

export type CellFacts = {
  readonly column: string;
  readonly trait: Trait | undefined;
  /** The true percentile, where it is known. */
  readonly exact: number | undefined;
};

export type CellJudgement = 'equal' | 'different' | Explanation;

/**
 * The documentation says only that many different values are counted approximately. Sketches of the usual
 * sizes err by about one percent; three times their standard error and some room.
 */
const DISTINCT_ERROR = 0.05;
/** Below so many the service counts exactly as far as anyone has seen. */
const DISTINCT_EXACT = 1_000;

const percentile = (local: number, service: number, exact: number | undefined): Explanation | undefined => {
  const [least, most] = exact === undefined ? boundsOfOurs(local) : [exact, exact];
  const place = gridPlaceOf(service);
  if (place !== undefined && isPlaceOf(place, service, least, most))
    return { kind: 'percentile-grid', ...place, local, service, exact };
  const slack = printedTolerance(service);
  // In either answer the histogram may not have begun where it had in the other (86 to 100 values).
  if (Math.abs(service) >= Math.abs(least) - slack && Math.abs(service) <= Math.abs(most) + slack)
    return { kind: 'percentile-sample', local, service };
  return undefined;
};

const byTrait = (local: number, service: number, { trait, exact }: CellFacts): Explanation | undefined => {
  if (trait === undefined) return undefined;
  switch (trait.kind) {
    case 'percentile': {
      // The ends are exact (evidence 6).
      if (trait.percent <= 0 || trait.percent >= 100) return undefined;
      if (trait.direct) return percentile(local, service, exact);
      const isNear =
        Math.abs(service - local) <= (MOST_SHRINKING - 1) * Math.max(Math.abs(local), Math.abs(service));
      return isNear ? { kind: 'percentile-reckoned', local, service } : undefined;
    }
    case 'distinct':
      return Math.max(local, service) > DISTINCT_EXACT && Math.abs(service - local) <= DISTINCT_ERROR * local
        ? { kind: 'distinct-estimate', local, service }
        : undefined;
    case 'mined':
      return { kind: 'mined' };
  }
};

/** Whole numbers are exact on both sides. */
const isLastDigit = (local: number, service: number): boolean => {
  if (Number.isInteger(local) && Number.isInteger(service)) return false;
  const unit = 2 * Math.max(printedTolerance(local), printedTolerance(service));
  return Math.abs(local - service) <= unit * 1.0001;
};

const ofNumbers = (local: number, service: number, facts: CellFacts): CellJudgement => {
  if (local === service) return { kind: 'spelling' };
  return (
    byTrait(local, service, facts) ?? (isLastDigit(local, service) ? { kind: 'last-digit' } : 'different')
  );
};

const accountPattern = /^(\d{12}):(.*)$/s;

const ofTexts = (local: Cell, service: Cell, { column, trait }: CellFacts): CellJudgement => {
  if ((local ?? '') === '' && (service ?? '') === '') return { kind: 'empty-or-missing' };
  const [, account, group] = accountPattern.exec(service ?? '') ?? [];
  if (column === '@log' && account !== undefined && group === local) return { kind: 'log-account', account };
  return trait?.kind === 'mined' ? { kind: 'mined' } : 'different';
};

export const judgeCell = (local: Cell, service: Cell, facts: CellFacts): CellJudgement => {
  if (local === service) return 'equal';
  if (local !== undefined && service !== undefined) {
    const [ours, theirs] = [textToNumber(local), textToNumber(service)];
    if (!Number.isNaN(ours) && !Number.isNaN(theirs)) return ofNumbers(ours, theirs, facts);
  }
  return ofTexts(local, service, facts);
};
