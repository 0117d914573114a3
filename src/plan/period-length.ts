// Periods as lengths of time.

import { diagnostic, type PeriodLiteral } from '../../grammar/index.ts';
import { periodLength } from '../values/index.ts';
import { periodOf } from './check-expression.ts';
import { complain, type Draft } from './draft.ts';

/** The milliseconds of a period of fixed length; months and longer differ. */
export const lengthOf = (draft: Draft, literal: PeriodLiteral, option: string): number => {
  const period = periodOf(literal);
  const isFixed = period !== undefined && !['month', 'quarter', 'year'].includes(period.unit);
  if (isFixed && period.count >= 1) return periodLength(period);
  const wanted = 'a period of weeks or shorter, such as 7d';
  complain(draft, diagnostic('wrong-option', literal.span, { name: option, wanted }));
  return 0;
};
