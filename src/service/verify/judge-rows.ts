// The rows of both answers, side by side, each with what is to be said of it.

import type { Cell } from '../../result/index.ts';
import type { Alignment, Pair } from './align-rows.ts';
import { type Explanation, verdictOf } from './explanation.ts';
import { type CellJudgement, judgeCell } from './judge-cell.ts';
import type { ExactCells } from './local-answer.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Tables } from './tables.ts';
import { type Verdict, worstOf } from './verdict.ts';

export type CellReport = {
  readonly local: Cell;
  readonly service: Cell;
  readonly verdict: Verdict;
  readonly explanation: Explanation | undefined;
};

export type RowReport = {
  readonly side: 'both' | 'local' | 'service';
  readonly verdict: Verdict;
  readonly cells: readonly CellReport[];
  /** Of a row that stands on one side only. */
  readonly explanation: Explanation | undefined;
};

const reportOf = (local: Cell, service: Cell, judgement: CellJudgement): CellReport => {
  if (judgement === 'equal') return { local, service, verdict: 'agrees', explanation: undefined };
  if (judgement === 'different') return { local, service, verdict: 'differs', explanation: undefined };
  return { local, service, verdict: verdictOf(judgement), explanation: judgement };
};

export const pairReport = (
  { local, service, columns }: Tables,
  pair: Pair,
  { traits }: PlanFacts,
  exact: ExactCells,
): RowReport => {
  const ours = local[pair.local]!;
  const theirs = service[pair.service]!;
  const cells = columns.map((column, index) => {
    const trait = traits.get(column);
    const exactValue =
      trait?.kind === 'percentile' && ours[index] !== theirs[index] ? exact(ours, column) : undefined;
    return reportOf(
      ours[index],
      theirs[index],
      judgeCell(ours[index], theirs[index], { column, trait, exact: exactValue }),
    );
  });
  return {
    side: 'both',
    verdict: worstOf(cells.map(({ verdict }) => verdict)),
    cells,
    explanation: undefined,
  };
};

const lonelyReport = (
  side: 'local' | 'service',
  row: readonly Cell[],
  explanation: Explanation | undefined,
): RowReport => {
  const verdict = explanation === undefined ? 'differs' : verdictOf(explanation);
  const cells = row.map((cell) => ({
    local: side === 'local' ? cell : undefined,
    service: side === 'service' ? cell : undefined,
    verdict,
    explanation: undefined,
  }));
  return { side, verdict, cells, explanation };
};

export type Cutting = {
  readonly tables: Tables;
  readonly facts: PlanFacts;
  readonly sortNames: readonly string[];
  /** Did the service hand over fewer rows than there are? */
  readonly isServiceCut: boolean;
};

/** Sizes of answers at which the service stops: a page, and all pages. */
const servicesLimits: ReadonlySet<number> = new Set([10_000, 100_000]);

/** Why rows may stand on one side only; undefined when nothing is known that explains them. */
const lonelyExplanation = (alignment: Alignment, cutting: Cutting): Explanation | undefined => {
  const { tables, facts, sortNames, isServiceCut } = cutting;
  const { onlyLocal, onlyService } = alignment;
  const { local, service } = tables;
  const { order, traits, rowKeys } = facts;
  if (rowKeys?.some((key) => traits.get(key)?.kind === 'mined')) return { kind: 'mined' };
  const isStopped = isServiceCut || servicesLimits.has(service.length);
  if (isStopped && local.length > service.length && onlyService.length === 0)
    return { kind: 'rows-cut', rows: service.length };
  const { limit } = order;
  // A cut takes as many rows on either side.
  if (local.length !== limit || service.length !== limit) return undefined;
  if (order.keys === undefined || order.isAny) return { kind: 'limit-without-order', limit };
  if (facts.isSortedByEstimate) return { kind: 'limit-by-estimate', limit };
  const last = sortNames.at(-1);
  const isTie = onlyLocal.every((index) => sortNames[index] === last);
  return isTie && onlyLocal.length === onlyService.length ? { kind: 'tie-at-limit', limit } : undefined;
};

/** Dedup keeps one of several rows; where they are equal by what is sorted by, it may be any. */
const withDedupTies = (row: RowReport, { tables, facts }: Cutting): RowReport => {
  if (!facts.isDedup || row.verdict !== 'differs') return row;
  const sorting = (facts.order.keys ?? []).map(({ column }) => tables.columns.indexOf(column));
  if (sorting.length === 0 || sorting.some((index) => row.cells[index]?.verdict !== 'agrees')) return row;
  const explanation: Explanation = { kind: 'tie-in-dedup' };
  const cells = row.cells.map((cell) =>
    cell.verdict === 'differs' ? { ...cell, verdict: verdictOf(explanation), explanation } : cell,
  );
  return { ...row, cells, verdict: worstOf(cells.map(({ verdict }) => verdict)) };
};

/** In the order of our rows, and behind them those that only the service has. */
export const judgeRows = (
  alignment: Alignment,
  cutting: Cutting,
  exact: ExactCells,
): readonly RowReport[] => {
  const { tables, facts } = cutting;
  const lonely = lonelyExplanation(alignment, cutting);
  const ours = [
    ...alignment.pairs.map((pair) => ({
      at: pair.local,
      row: withDedupTies(pairReport(tables, pair, facts, exact), cutting),
    })),
    ...alignment.onlyLocal.map((at) => ({ at, row: lonelyReport('local', tables.local[at]!, lonely) })),
  ].sort((a, b) => a.at - b.at);
  return [
    ...ours.map(({ row }) => row),
    ...alignment.onlyService.map((at) => lonelyReport('service', tables.service[at]!, lonely)),
  ];
};
