// Functions of numbers (insights-ql 3.3). Text that is a number counts as one.

import type { FunctionRecord } from './function-record.ts';
import { any, many, number, optional } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, Numeric operations';
const general = 'CWL_QuerySyntax-operations-functions; evidence 49';
const numeric = { family: 'numeric', result: 'number', source } as const;

export const numericFunctions = [
  { ...numeric, name: 'abs', parameters: [number('a')], summary: 'The absolute value.' },
  { ...numeric, name: 'ceil', parameters: [number('a')], summary: 'The smallest integer not below a.' },
  { ...numeric, name: 'floor', parameters: [number('a')], summary: 'The largest integer not above a.' },
  {
    ...numeric,
    name: 'greatest',
    parameters: [many(number('a'))],
    summary: 'The largest of the numbers; missing ones do not count.',
    source: `${source}; evidence 13`,
  },
  {
    ...numeric,
    name: 'least',
    parameters: [many(number('a'))],
    summary: 'The smallest of the numbers; missing ones do not count.',
    source: `${source}; evidence 13`,
  },
  { ...numeric, name: 'log', parameters: [number('a')], summary: 'The natural logarithm.' },
  {
    ...numeric,
    name: 'round',
    parameters: [number('a'), optional(number('decimals'))],
    summary: 'The nearest integer, or the nearest number of so many decimals.',
  },
  { ...numeric, name: 'sqrt', parameters: [number('a')], summary: 'The square root.' },
  {
    ...numeric,
    name: 'haversine',
    parameters: [number('latitude1'), number('longitude1'), number('latitude2'), number('longitude2')],
    summary: 'The great-circle distance of two places given in degrees, in kilometres.',
  },
  {
    ...numeric,
    name: 'toNumber',
    spellings: ['to_number'],
    parameters: [any('value')],
    summary: 'The number that a text is.',
    source: general,
  },
  {
    ...numeric,
    name: 'toInt',
    spellings: ['to_int'],
    parameters: [any('value')],
    summary: 'The 32-bit integer that a text is, its fraction cut off.',
    source: general,
  },
  {
    ...numeric,
    name: 'toLong',
    spellings: ['to_long'],
    parameters: [any('value')],
    summary: 'The 64-bit integer that a text is, its fraction cut off.',
    source: general,
  },
  {
    ...numeric,
    name: 'toDouble',
    spellings: ['to_double'],
    parameters: [any('value')],
    summary: 'The number that a text is, with its decimals.',
    source: general,
  },
] as const satisfies readonly FunctionRecord[];
