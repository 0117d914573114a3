// Functions of many events, for `stats` (insights-ql 3.9 and 3.10). Events that lack the value do not count.

import type { FunctionRecord } from './function-record.ts';
import { any, number, optional, percentile } from './functions-parameters.ts';

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
] as const satisfies readonly FunctionRecord[];
