// Stages that go by the order of all rows: each takes the whole table as one batch without gaps.

import { unreachable } from '../../../grammar/invariant.ts';
import type { OrderedStage } from '../../plan/index.ts';
import type { Batch } from '../batch.ts';
import type { FunctionContext } from '../functions/index.ts';
import type { Table } from '../table.ts';
import { dense } from '../take-rows.ts';
import { accumulate, fillDown, lag } from './accumulate.ts';
import { appendColumns } from './append-columns.ts';
import { fillMissing } from './fill-missing.ts';
import { outlier } from './outlier.ts';
import { sessions } from './sessions.ts';
import { totals } from './totals.ts';

export type OrderedContext = { readonly functions: FunctionContext; readonly answers: readonly Table[] };

const runOn = (batch: Batch, stage: OrderedStage, { functions, answers }: OrderedContext): Batch => {
  switch (stage.kind) {
    case 'accumulate':
      return accumulate(batch, stage);
    case 'lag':
      return lag(batch, stage);
    case 'fill-down':
      return fillDown(batch, stage);
    case 'fill-missing':
      return fillMissing(batch, stage, functions);
    case 'outlier':
      return outlier(batch, stage);
    case 'session':
      return sessions(batch, stage);
    case 'totals':
      return totals(batch, stage);
    case 'append':
      return appendColumns(batch, stage, answers[stage.inner] ?? { rowCount: 0, columns: new Map() });
    default:
      return unreachable(stage);
  }
};

export const runOrdered = (batch: Batch, stage: OrderedStage, context: OrderedContext): Batch =>
  runOn(dense(batch), stage, context);
