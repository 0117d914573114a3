// A query text to a plan in its surroundings: saved queries, parameters, lookup tables and the range of time
// that it is asked about. What only they can tell is checked here.

import type { Diagnostic } from '../../grammar/index.ts';
import { diagnostic, expandSavedQueries, nearest, type SavedQuery } from '../../grammar/index.ts';
import { checkXpath, loadXml } from '../engine/index.ts';
import {
  type LogicalPlan,
  type LookupStage,
  type Planned,
  type PlanOptions,
  planQuery,
} from '../plan/index.ts';
import type { LookupTable } from '../result/index.ts';
import { type Window, windowOf } from './query-window.ts';

export type Surroundings = PlanOptions &
  Window & {
    readonly nowMs: number;
    readonly logGroups?: readonly string[] | undefined;
    readonly savedQueries?: readonly SavedQuery[] | undefined;
    /** What stands for `{{name}}`, as it would be written in a query. */
    readonly parameters?: ReadonlyMap<string, string> | undefined;
    readonly lookups?: ReadonlyMap<string, LookupTable> | undefined;
  };

/** `text`: the one that was planned, and that places in diagnostics belong to. */
export type PlannedText = Planned & { readonly text: string };

const checkLookup = (
  stage: LookupStage,
  lookups: ReadonlyMap<string, LookupTable>,
): readonly Diagnostic[] => {
  const { name, span } = stage.table;
  const table = lookups.get(name);
  if (table === undefined) {
    const available = [...lookups.keys()];
    return [
      diagnostic('lookup-table-unknown', span, { table: name, nearest: nearest(name, available), available }),
    ];
  }
  const keys = stage.by.kind === 'equal' ? stage.by.matches.map(({ column }) => column) : [stage.by.column];
  const columns = [...keys, ...stage.outputs.map(({ column }) => column)];
  return columns.flatMap((column) => {
    if (column === undefined || table.columns.includes(column.name)) return [];
    const available = table.columns;
    const facts = { table: name, column: column.name, nearest: nearest(column.name, available), available };
    return [diagnostic('lookup-column-unknown', column.span, facts)];
  });
};

const checkXml = async (plan: LogicalPlan): Promise<readonly Diagnostic[]> => {
  const patterns = plan.stages.flatMap((stage) =>
    stage.kind === 'parse' && stage.pattern.kind === 'xml' ? [stage.pattern] : [],
  );
  if (patterns.length === 0) return [];
  await loadXml();
  return patterns.flatMap(({ path, span }) => {
    const problem = checkXpath(path);
    return problem === undefined ? [] : [diagnostic('xpath-invalid', span, { problem })];
  });
};

const checkRange = (plan: LogicalPlan, surroundings: Surroundings): readonly Diagnostic[] => {
  if (plan.baseline === undefined) return [];
  const { startMs, endMs } = windowOf(plan, surroundings, surroundings.nowMs);
  if (Number.isFinite(startMs) && Number.isFinite(endMs)) return [];
  return [diagnostic('range-needed', plan.baseline.span, { command: plan.baseline.command })];
};

const checkPlan = async (plan: LogicalPlan, surroundings: Surroundings): Promise<readonly Diagnostic[]> => {
  const inner = await Promise.all(plan.inner.map((one) => checkPlan(one, surroundings)));
  const lookups = plan.stages.flatMap((stage) =>
    stage.kind === 'lookup' ? checkLookup(stage, surroundings.lookups ?? new Map()) : [],
  );
  return [...inner.flat(), ...lookups, ...(await checkXml(plan)), ...checkRange(plan, surroundings)];
};

/** The plan of a text, or everything that is wrong with it in these surroundings. */
export const planWith = async (text: string, surroundings: Surroundings): Promise<PlannedText> => {
  const { savedQueries = [], parameters = new Map<string, string>() } = surroundings;
  const expansion = expandSavedQueries(text, savedQueries, parameters);
  if (expansion.diagnostics.length > 0)
    return { text: expansion.text, plan: undefined, diagnostics: expansion.diagnostics, notices: [] };
  const read = planQuery(expansion.text, surroundings);
  const planned = { ...read, notices: [...expansion.remarks, ...read.notices] };
  const { plan } = planned;
  if (plan === undefined) return { ...planned, text: expansion.text };
  const found = await checkPlan(plan, surroundings);
  const both =
    plan.source !== undefined && surroundings.logGroups !== undefined
      ? [diagnostic('source-and-groups', plan.source.span, {})]
      : [];
  const diagnostics = [...both, ...found].sort((a, b) => a.span.start - b.span.start);
  return { ...planned, text: expansion.text, diagnostics, plan: diagnostics.length > 0 ? undefined : plan };
};
