// One `stats`: rows into groups, groups into rows. Expressions may hold aggregates anywhere, and names of
// items before them (fidelity: stats-over-nothing, group-without-value, default-order-of-groups).

import type { Call, Expression, Item, StatsCommand } from '../../grammar/syntax-tree.ts';
import { aggregate, aggregateNames } from './aggregates.ts';
import type { Fields } from './discovery.ts';
import { evaluate } from './expressions.ts';
import { plainName } from './functions.ts';
import { columnName, hiddenName, setColumn } from './names.ts';
import type { Row, Setting } from './row.ts';
import { identityOf, isInstant, numberOf, orderForSort, type Value } from './values.ts';

/** Group keys first, then aggregates (evidence 21). */
export const statsColumns = (command: StatsCommand, text: string): string[] =>
  [...command.by, ...command.aggregates].map((item) => columnName(item, text));

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
    .map((group) => ({ fields: summary(command, group, setting), arrival: undefined }));
};

const groupsOf = (command: StatsCommand, rows: readonly Row[], setting: Setting): Group[] => {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const keys = command.by.map((item) => evaluate(item.value, row, setting));
    const identity = JSON.stringify(keys.map(identityOf));
    const group = groups.get(identity) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(identity, group);
  }
  return [...groups.values()];
};

/** Timestamps newest first, other keys in ascending natural order, from left to right. */
const compareKeys = (left: readonly Value[], right: readonly Value[]): number => {
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

const summary = (command: StatsCommand, group: Group, setting: Setting): Fields => {
  const fields: Fields = new Map();
  for (const [i, item] of command.by.entries()) setColumn(fields, item, setting.text, group.keys[i]);
  for (const item of command.aggregates) {
    setColumn(fields, item, setting.text, evaluateOverGroup(item.value, fields, group, setting));
  }
  return fields;
};

/** Aggregates are computed first and put in place of their calls; the rest is an ordinary expression. */
const evaluateOverGroup = (node: Expression, fields: Fields, group: Group, setting: Setting): Value => {
  const scope: Fields = new Map(fields);
  for (const call of aggregateCalls(node)) {
    scope.set(hiddenName(call), callAggregate(call, group, setting));
  }
  return evaluate(node, { fields: scope, arrival: undefined }, setting);
};

const callAggregate = (call: Call, group: Group, setting: Setting): Value => {
  const [argument, percent] = call.args;
  const rows = group.rows.map((row) => ({
    row,
    value: argument === undefined ? true : evaluate(argument, row, setting),
  }));
  const sample = group.rows[0];
  const p =
    percent === undefined || sample === undefined ? undefined : numberOf(evaluate(percent, sample, setting));
  return aggregate(plainName(call.name.name), rows, p ?? 0);
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
    case 'call':
      return node.args;
    default:
      return [];
  }
};

/** The fields that an expression names, and the calls that may be names of columns. */
export const namesIn = (node: Expression, columns: readonly string[]): string[] => {
  if (node.kind === 'call' && columns.includes(hiddenName(node))) return [hiddenName(node)];
  return node.kind === 'field' ? [node.name] : partsOf(node).flatMap((part) => namesIn(part, columns));
};
