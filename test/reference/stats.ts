// One `stats`: rows into groups, groups into rows. Expressions may hold aggregates anywhere, and names of
// items before them (fidelity: stats-over-nothing, group-without-value, default-order-of-groups).

import type { Call, Expression, Item, StatsCommand } from '../../grammar/syntax-tree.ts';
import { aggregate, aggregateNames } from './aggregates.ts';
import { evaluate } from './expressions.ts';
import { plainName } from './functions.ts';
import { columnName, columnOf, hiddenName } from './names.ts';
import { type Column, type Row, type Setting, withColumn } from './row.ts';
import { millisecondsOf } from './time.ts';
import { identityOf, isInstant, isStructure, numberOf, orderForSort, type Value } from './values.ts';

/** Group keys first, then aggregates (evidence 21). */
export const statsColumns = (command: StatsCommand, text: string): Column[] =>
  [...command.by, ...command.aggregates].map((item) => columnOf(item, text));

type Group = { readonly keys: readonly Value[]; readonly rows: Row[] };

/** Of two items that give a column the same name without an alias the first counts. */
const withoutRepeats = (items: readonly Item[], taken: readonly string[], text: string): Item[] =>
  items.filter((item, i) => {
    const before = [...taken, ...items.slice(0, i).map((other) => columnName(other, text))];
    return item.alias !== undefined || !before.includes(columnName(item, text));
  });

const distinct = (command: StatsCommand, text: string): StatsCommand => {
  const by = withoutRepeats(command.by, [], text);
  const keys = by.map((item) => columnName(item, text));
  return { ...command, by, aggregates: withoutRepeats(command.aggregates, keys, text) };
};

export const runStats = (written: StatsCommand, rows: readonly Row[], setting: Setting): Row[] => {
  const command = distinct(written, setting.text);
  return groupsOf(command, rows, setting)
    .toSorted((a, b) => compareKeys(a.keys, b.keys))
    .map((group) => summary(command, group, setting));
};

/** A structure is no key: its row is one of those without value. */
const keyOf = (value: Value): Value => (isStructure(value) ? undefined : value);

const groupsOf = (command: StatsCommand, rows: readonly Row[], setting: Setting): Group[] => {
  const groups = new Map<string, Group>();
  const binOffsetMs = command.offset === undefined ? 0 : millisecondsOf(command.offset);
  for (const row of rows) {
    const keys = command.by.map((item) => keyOf(evaluate(item.value, row, { ...setting, binOffsetMs })));
    const identity = JSON.stringify(keys.map(identityOf));
    const group = groups.get(identity) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(identity, group);
  }
  return [...groups.values()];
};

/** Timestamps newest first, other keys in ascending natural order, from left to right. */
export const compareKeys = (left: readonly Value[], right: readonly Value[]): number => {
  for (const [i, a] of left.entries()) {
    const b = right[i];
    const order =
      isInstant(a) || isInstant(b)
        ? (numberOf(b) ?? -Infinity) - (numberOf(a) ?? -Infinity)
        : orderForSort(a, b);
    if (order !== 0 && !Number.isNaN(order)) return order;
  }
  return 0;
};

const EMPTY: Row = { fields: new Map(), made: new Set(), arrival: undefined };

const summary = (command: StatsCommand, group: Group, setting: Setting): Row => {
  let row = EMPTY;
  for (const [i, item] of command.by.entries()) {
    row = withColumn(row, columnOf(item, setting.text), group.keys[i]);
  }
  for (const item of command.aggregates) {
    row = withColumn(row, columnOf(item, setting.text), evaluateOverGroup(item.value, row, group, setting));
  }
  return row;
};

/** Aggregates are computed first and put in place of their calls; the rest is an ordinary expression. */
const evaluateOverGroup = (node: Expression, before: Row, group: Group, setting: Setting): Value => {
  const fields = new Map(before.fields);
  for (const call of aggregateCalls(node)) fields.set(hiddenName(call), callAggregate(call, group, setting));
  return evaluate(node, { ...before, fields }, setting);
};

const callAggregate = (call: Call, group: Group, setting: Setting): Value => {
  const name = plainName(call.name.name);
  const [argument, parameter] = name === 'topk' ? call.args.toReversed() : call.args;
  const rows = group.rows.map((row) => ({
    row,
    value: argument === undefined ? true : evaluate(argument, row, setting),
  }));
  return aggregate(name, rows, parameterOf(parameter, group, setting));
};

const parameterOf = (parameter: Expression | undefined, group: Group, setting: Setting): number => {
  const [sample] = group.rows;
  if (parameter?.kind === 'period') return millisecondsOf(parameter);
  if (parameter === undefined || sample === undefined) return 0;
  return numberOf(evaluate(parameter, sample, setting)) ?? 0;
};

const aggregateCalls = (node: Expression): Call[] => {
  if (node.kind === 'call' && aggregateNames.has(plainName(node.name.name))) return [node];
  return partsOf(node).flatMap(aggregateCalls);
};

const partsOf = (node: Expression): readonly Expression[] => {
  switch (node.kind) {
    case 'negation':
    case 'not':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
    case 'logical':
      return [node.left, node.right];
    case 'match':
      return [node.value, node.pattern];
    case 'membership':
      return [node.value, ...node.list];
    case 'in-query':
    case 'access':
      return [node.value];
    case 'call':
      return node.args;
    default:
      return [];
  }
};

/**
 * The fields that an expression names, and the calls that may be names of columns. Of a member of a column
 * the column counts.
 */
export const namesIn = (node: Expression, columns: readonly string[]): string[] => {
  const isColumn = node.kind === 'call' || node.kind === 'access';
  if (isColumn && columns.includes(hiddenName(node))) return [hiddenName(node)];
  if (node.kind !== 'field') return partsOf(node).flatMap((part) => namesIn(part, columns));
  const prefixes = node.path.map((_, i) => node.path.slice(0, i + 1).join('.'));
  return [prefixes.findLast((prefix) => columns.includes(prefix)) ?? node.name];
};
