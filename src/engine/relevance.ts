// relevantfields: which fields tell the events of a condition from the others.

import type { RelevanceStage } from '../plan/index.ts';
import { TRUE, valueAt } from '../segments/index.ts';
import { textOf } from '../values/index.ts';
import type { Batch } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues, truthsOf } from './column-values.ts';
import {
  addFieldValue,
  countRow,
  createRelevance,
  mergeRelevance,
  type RelevanceState,
  relevantFields,
} from './patterns/index.ts';
import type { Table } from './table.ts';

/** What names an event or holds all of it tells nothing of it. */
const notRelevant = new Set(['@timestamp', '@ingestionTime', '@message', '@ptr', '@log']);

export type Relevance = {
  create(): RelevanceState;
  add(state: RelevanceState, batch: Batch): void;
  merge(into: RelevanceState, from: RelevanceState): void;
  finish(state: RelevanceState): Table;
};

export const relevance = (stage: RelevanceStage, condition: ColumnEvaluator): Relevance => ({
  create: createRelevance,
  add: (state, batch) => {
    const truths = truthsOf(condition(batch), batch.rowCount, batch.selection);
    const fields = stage.fields ?? batch.fields().filter((field) => !notRelevant.has(field));
    for (const row of batch.selection) countRow(state, truths[row] === TRUE);
    for (const field of fields) {
      const column = batch.field(field);
      for (const row of batch.selection) {
        const text = textOf(valueAt(column, row));
        if (text !== undefined) addFieldValue(state, field, text, truths[row] === TRUE);
      }
    }
  },
  merge: mergeRelevance,
  finish: (state) => {
    const rows = relevantFields(state);
    const columns = {
      '@fieldName': rows.map(({ field }) => field),
      '@relevanceScore': rows.map(({ score }) => score),
      '@topRelevanceContributors': rows.map(({ contributors }) => contributors),
      '@conditionalMedian': rows.map(({ conditionalMedian }) => conditionalMedian),
      '@baselineMedian': rows.map(({ baselineMedian }) => baselineMedian),
    };
    return {
      rowCount: rows.length,
      columns: new Map(Object.entries(columns).map(([name, values]) => [name, columnOfValues(values)])),
    };
  },
});
