// An expression made ready: the column of its values for the selected rows of a batch.

import type { Column } from '../segments/index.ts';
import type { Batch } from './batch.ts';

export type ColumnEvaluator = (batch: Batch) => Column;
