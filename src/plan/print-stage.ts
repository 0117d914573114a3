// The stages of a plan in words, one line each.

import { unreachable } from '../../grammar/index.ts';
import type { LookupStage, NamedExpression, OutlierStage, ParseStage, Stage } from './logical-plan.ts';
import { having, printPlanExpression as print } from './print-plan-expression.ts';

const printNamed = ({ name, value }: NamedExpression): string => {
  const text = print(value);
  return text === name ? name : `${name} = ${text}`;
};

const printPattern = ({ pattern, multi }: ParseStage): string => {
  switch (pattern.kind) {
    case 'glob':
      return JSON.stringify(pattern.glob.literals.join('*'));
    case 'regex':
      return `a pattern${having(pattern.literal)}${multi ? ', a row for each match' : ''}`;
    case 'xml':
      return `the XPath ${JSON.stringify(pattern.path)}`;
    default:
      return pattern.kind;
  }
};

const printLookup = ({ table, by, outputs }: LookupStage): string => {
  const how =
    by.kind === 'equal'
      ? by.matches.map(({ column, value }) => `${column.name} = ${print(value)}`).join(' and ')
      : `the narrowest network around ${print(by.value)}`;
  const columns = outputs.map(({ column, name }) =>
    column.name === name ? name : `${name} = ${column.name}`,
  );
  return `lookup   ${columns.join(', ')} in the table ${table.name}, by ${how}`;
};

const printOutlier = ({ action, param, useLower, columns }: OutlierStage): string => {
  const names = columns.map(({ column }) => column).join(', ');
  const where = `more than ${param} interquartile ranges ${useLower ? 'outside' : 'above'} the quartiles`;
  return action === 'remove'
    ? `outlier  drops rows whose ${names} is ${where}`
    : `outlier  cuts ${names} where it is ${where}`;
};

const amount = (limit: number, end: 'first' | 'last'): string =>
  limit === Number.POSITIVE_INFINITY ? 'order    all' : `${end.padEnd(8)} ${limit.toLocaleString('en-US')}`;

const summary = {
  patterns: 'patterns',
  difference: 'differences',
  comparison: 'differences',
  anomalies: 'anomalies',
};

export const printStage = (stage: Stage): string => {
  switch (stage.kind) {
    case 'filter':
      return `filter   ${print(stage.predicate)}`;
    case 'extend':
      return `compute  ${stage.columns.map(printNamed).join(', ')}`;
    case 'parse':
      return `parse    ${print(stage.source)} by ${printPattern(stage)}, gives ${stage.names.join(', ')}`;
    case 'unnest':
      return `unnest   ${stage.name} = each element of ${print(stage.value)}`;
    case 'lookup':
      return printLookup(stage);
    case 'join': {
      const keys = stage.keys.map(({ left, right }) => `${print(left)} = ${stage.prefix}${right}`);
      return `join     ${stage.type}, query ${stage.inner + 1} as ${stage.prefix}*, where ${keys.join(' and ')}`;
    }
    case 'aggregate': {
      const calls = stage.calls.map((call) => {
        const parameter = call.parameter === 0 ? '' : `, ${call.parameter}`;
        return `${call.name} = ${call.function}(${call.argument ? print(call.argument) : '*'}${parameter})`;
      });
      const keys = stage.keys.length > 0 ? ` for each ${stage.keys.map(printNamed).join(', ')}` : '';
      return `group    ${calls.join(', ')}${keys}`;
    }
    case 'arrange': {
      const keys = stage.keys.map((key) => `${key.column}${key.descending ? ' desc' : ''}`).join(', ');
      const order = keys === '' ? 'in the order they come' : `by ${keys}`;
      const dedup = stage.dedup.length > 0 ? `, the first of each ${stage.dedup.join(', ')}` : '';
      const any = stage.isAny === true ? ', whichever are found' : '';
      return `${amount(stage.limit, stage.end)} rows ${order}${dedup}${any}`;
    }
    case 'mine':
      return `pattern  ${summary[stage.answer]} of ${print(stage.value)}`;
    case 'relevance':
      return `relevant ${stage.fields?.join(', ') ?? 'all fields'} where ${print(stage.condition)}`;
    case 'accumulate':
      return `sum up   ${stage.name} = ${stage.column} so far`;
    case 'lag':
      return `before   ${stage.lags.map(({ name, rows }) => `${name} = ${stage.column} ${rows} rows before`).join(', ')}`;
    case 'fill-down':
      return `filldown ${stage.columns.map(({ column }) => column).join(', ')}`;
    case 'fill-missing': {
      const others = stage.keys.filter((key) => key !== stage.bin);
      return `fill     rows for empty bins of ${stage.bin}${others.length > 0 ? ` for each ${others.join(', ')}` : ''}`;
    }
    case 'outlier':
      return printOutlier(stage);
    case 'session':
      return `session  ${stage.name} of each ${stage.keys.join(', ')}, parted by ${stage.maxSpanMs.toLocaleString('en-US')} ms`;
    case 'totals':
      return `totals   of ${stage.columns.join(', ')}${stage.name === undefined ? '' : ` as ${stage.name}`}${stage.hasSummary ? ', and a last row' : ''}`;
    case 'append':
      return `append   ${stage.columns.map(({ column }) => column).join(', ')} of query ${stage.inner + 1}, row by row`;
    default:
      return unreachable(stage);
  }
};
