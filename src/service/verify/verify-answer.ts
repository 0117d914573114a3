// An answer of the service against ours: everything there is to say of it, as data.

import type { Notice } from '../../result/index.ts';
import { alignRows } from './align-rows.ts';
import { type Explanation, verdictOf } from './explanation.ts';
import { judgeOrder, type OrderReport } from './judge-order.ts';
import { judgeRows, type RowReport } from './judge-rows.ts';
import { answerLocally, exactCells } from './local-answer.ts';
import { factsOf } from './plan-facts.ts';
import { countEvents, type Question } from './question.ts';
import type { ServiceAnswer } from './run-on-service.ts';
import type { ServiceStatistics } from './service-queries.ts';
import { type ColumnFinding, tablesOf } from './tables.ts';
import { type Verdict, worstOf } from './verdict.ts';

export type Report = {
  readonly verdict: Verdict;
  readonly columns: readonly string[];
  readonly rows: readonly RowReport[];
  readonly order: OrderReport;
  readonly columnFindings: readonly ColumnFinding[];
  readonly rowCounts: { readonly local: number; readonly service: number };
  /** Events of the range: in the store, and looked at by the service; undefined where it is not known. */
  readonly eventCounts: { readonly local: number | undefined; readonly service: number | undefined };
  /** Why nothing can be concluded from what differs. */
  readonly otherEvents: Explanation | undefined;
  readonly statistics: ServiceStatistics;
  readonly notices: readonly Notice[];
};

export type VerifyOptions = {
  /** In the console's exports the columns of JSON have no order. */
  readonly hasColumnOrder?: boolean;
};

const eventsScanned = ({ recordsScanned, estimatedRecordsSkipped }: ServiceStatistics): number | undefined =>
  recordsScanned === undefined ? undefined : recordsScanned + (estimatedRecordsSkipped ?? 0);

/** With other events below them, differences say nothing of how the two reckon. */
const asOtherEvents = (row: RowReport, explanation: Explanation): RowReport => {
  if (row.verdict !== 'differs') return row;
  const verdict = verdictOf(explanation);
  const cells = row.cells.map((cell) =>
    cell.verdict === 'differs'
      ? { ...cell, verdict, explanation: row.side === 'both' ? explanation : undefined }
      : cell,
  );
  return { ...row, verdict, cells, explanation: row.side === 'both' ? undefined : explanation };
};

const judged = async (
  question: Question,
  answer: ServiceAnswer,
  { hasColumnOrder = true }: VerifyOptions,
) => {
  const facts = factsOf(question.plan);
  const { result, sortNames } = await answerLocally(question, facts);
  const tables = tablesOf(result.table, answer.rows, hasColumnOrder);
  const alignment = alignRows(tables.local, tables.service, tables.columns, facts.rowKeys);
  const hasPercentiles = [...facts.traits.values()].some(
    (trait) => trait.kind === 'percentile' && trait.direct,
  );
  const exact = hasPercentiles ? await exactCells(question, facts) : () => undefined;
  const cutting = { tables, facts, sortNames, isServiceCut: answer.isCut };
  return {
    result,
    tables,
    rows: judgeRows(alignment, cutting, exact),
    order: judgeOrder(alignment, sortNames, facts),
    isAny: facts.order.isAny,
  };
};

export const verifyAnswer = async (
  question: Question,
  answer: ServiceAnswer,
  options: VerifyOptions = {},
): Promise<Report> => {
  const { result, tables, rows, order, isAny } = await judged(question, answer, options);
  const eventCounts = {
    // What stops early has not looked at all events.
    local: isAny || question.plan.isEstimate ? undefined : await countEvents(question),
    service: eventsScanned(answer.statistics),
  };
  const { local, service } = eventCounts;
  const hasOthers = local !== undefined && service !== undefined && local !== service;
  const otherEvents = hasOthers ? ({ kind: 'other-events', local, service } as const) : undefined;
  const final = otherEvents === undefined ? rows : rows.map((row) => asOtherEvents(row, otherEvents));
  const findings: Verdict = tables.findings.length > 0 ? 'differs' : 'agrees';
  const hidden: Verdict =
    otherEvents !== undefined && order.verdict === 'differs' ? 'inconclusive' : order.verdict;
  return {
    verdict: worstOf([...final.map(({ verdict }) => verdict), hidden, findings]),
    columns: tables.columns,
    rows: final,
    order: {
      ...order,
      verdict: hidden,
      explanation: hidden === order.verdict ? order.explanation : otherEvents,
    },
    columnFindings: tables.findings,
    rowCounts: { local: tables.local.length, service: tables.service.length },
    eventCounts,
    otherEvents,
    statistics: answer.statistics,
    notices: result.notices,
  };
};
