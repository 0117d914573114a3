// Functions of many events, for `stats` (insights-ql 3.9 to 3.11). Events that lack the value do not count.

import type { FunctionRecord } from './function-record.ts';
import { any, number, optional, percentile, period, rank, width } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-Stats';
const aggregate = { family: 'aggregate', result: 'number', source } as const;
const choosing = { family: 'aggregate', result: 'any', source } as const;

export const aggregateFunctions = [
  {
    ...aggregate,
    name: 'count',
    parameters: [optional(any('value'))],
    summary: 'The number of events, or of events that have the value.',
    source: `${source}; evidence 15`,
  },
  { ...aggregate, name: 'sum', parameters: [number('value')], summary: 'The sum of the numbers.' },
  { ...aggregate, name: 'avg', parameters: [number('value')], summary: 'The mean of the numbers.' },
  { ...choosing, name: 'min', parameters: [any('value')], summary: 'The smallest value.' },
  { ...choosing, name: 'max', parameters: [any('value')], summary: 'The largest value.' },
  {
    ...aggregate,
    name: 'median',
    parameters: [number('value')],
    summary: 'The 50th percentile.',
    source: `${source}; evidence 7`,
  },
  {
    ...aggregate,
    name: 'pct',
    spellings: ['percentile'],
    parameters: [number('value'), percentile('percent')],
    summary: 'The value at or below which so many percent of the numbers lie.',
    source: `${source}; evidence 1 to 8`,
  },
  {
    ...aggregate,
    name: 'stddev',
    parameters: [number('value')],
    summary: 'The standard deviation of the numbers.',
  },
  { ...aggregate, name: 'variance', parameters: [number('value')], summary: 'The population variance.' },
  {
    ...aggregate,
    name: 'countDistinct',
    spellings: ['count_distinct'],
    parameters: [any('value')],
    summary: 'The number of different values.',
  },
  {
    ...choosing,
    name: 'earliest',
    parameters: [any('value')],
    summary: 'The value in the earliest event that has it.',
    source: `${source}; evidence 24`,
  },
  {
    ...choosing,
    name: 'latest',
    parameters: [any('value')],
    summary: 'The value in the latest event that has it.',
    source: `${source}; evidence 24`,
  },
  {
    ...choosing,
    name: 'sortsFirst',
    spellings: ['sorts_first'],
    parameters: [any('value')],
    summary: 'The value that comes first in natural order.',
  },
  {
    ...choosing,
    name: 'sortsLast',
    spellings: ['sorts_last'],
    parameters: [any('value')],
    summary: 'The value that comes last in natural order.',
  },
  {
    ...choosing,
    name: 'values',
    spellings: ['collect_values'],
    parameters: [any('value')],
    summary: 'The different values in natural order, separated by commas.',
    source: `${source}; evidence 53`,
  },
  {
    ...choosing,
    name: 'topk',
    parameters: [rank('k'), any('value')],
    summary: 'The k most frequent values, separated by commas.',
  },
  {
    ...aggregate,
    name: 'rate',
    parameters: [number('value'), period('period')],
    summary: 'How much the number changes in the period, from the earliest event to the latest.',
    source: `${source}; evidence 53`,
  },
  {
    ...aggregate,
    name: 'countOverTime',
    spellings: ['count_over_time'],
    parameters: [optional(any('value'))],
    summary: 'The number of events, or of events that have the value; meant for `by bin(…)`.',
    source: `${source}; evidence 53`,
  },
  {
    ...aggregate,
    name: 'sumOverTime',
    spellings: ['sum_over_time'],
    parameters: [number('value')],
    summary: 'The sum of the numbers; meant for `by bin(…)`.',
  },
  {
    ...aggregate,
    name: 'histogram',
    parameters: [number('value'), width('width')],
    result: 'any',
    summary:
      'After `by`: the lower bound of the range of that width in which the number lies. As an aggregate: how many numbers lie in each of so many ranges of equal width.',
    source: `${source}; evidence 53`,
  },
] as const satisfies readonly FunctionRecord[];
