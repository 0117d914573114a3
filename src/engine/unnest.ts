// unnest and expand: a row for each element of a list.

import type { UnnestStage } from '../plan/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { elementsOf, isStructure, parseStructure, type Value } from '../values/index.ts';
import { type Batch, withColumns } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues } from './column-values.ts';
import { checkMade, takeRows } from './take-rows.ts';

/** What is no list is a list of one (CWL_QuerySyntax-Unnest); what is missing has no element. */
const elementsToUnnest = (value: Value): readonly Value[] => {
  if (value === undefined) return [];
  return isStructure(value) && value.kind === 'list' ? elementsOf(value) : [value];
};

/** Only an array is expanded, also as text; anything else stays as it is. */
const elementsToExpand = (value: Value): readonly Value[] => {
  const structure =
    typeof value === 'string' && value.trimStart().startsWith('[') ? parseStructure(value) : value;
  return isStructure(structure) && structure.kind === 'list' ? elementsOf(structure) : [value];
};

export const compileUnnest = (stage: UnnestStage, value: ColumnEvaluator): ((batch: Batch) => Batch) => {
  const elementsIn = stage.how === 'unnest' ? elementsToUnnest : elementsToExpand;
  return (batch) => {
    const column: Column = value(batch);
    const rows: number[] = [];
    const elements: Value[] = [];
    for (const row of batch.selection) {
      for (const element of elementsIn(valueAt(column, row))) {
        rows.push(row);
        elements.push(element);
      }
      checkMade(rows.length, stage.how);
    }
    return withColumns(
      takeRows(batch, Uint32Array.from(rows)),
      new Map([[stage.name, columnOfValues(elements)]]),
    );
  };
};
