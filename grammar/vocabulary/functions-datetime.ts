// Functions of time (insights-ql 3.4). An instant is a timestamp or a number of epoch milliseconds.

import type { FunctionRecord } from './function-record.ts';
import { number, optional, period, text, timestamp } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, Datetime functions';
const datetime = { family: 'datetime', source } as const;

export const datetimeFunctions = [
  {
    ...datetime,
    name: 'bin',
    // The one function whose optional argument comes first; bin(timestamp, period) is undocumented.
    parameters: [optional(timestamp('timestamp')), period('period')],
    result: 'timestamp',
    summary: 'The start of the period in which the event, or the given instant, falls.',
    source: `${source}; evidence 34 to 38`,
  },
  {
    ...datetime,
    name: 'datefloor',
    spellings: ['date_floor'],
    parameters: [timestamp('timestamp'), period('period')],
    result: 'timestamp',
    summary: 'The start of the period in which the instant falls.',
  },
  {
    ...datetime,
    name: 'dateceil',
    spellings: ['date_ceil'],
    parameters: [timestamp('timestamp'), period('period')],
    result: 'timestamp',
    summary: 'The first start of a period at or after the instant.',
  },
  {
    ...datetime,
    name: 'fromMillis',
    spellings: ['from_millis'],
    parameters: [number('milliseconds')],
    result: 'timestamp',
    summary: 'The instant so many milliseconds after 1970.',
  },
  {
    ...datetime,
    name: 'toMillis',
    spellings: ['to_millis'],
    parameters: [timestamp('timestamp')],
    result: 'number',
    summary: 'The epoch milliseconds of an instant.',
  },
  {
    ...datetime,
    name: 'now',
    parameters: [],
    result: 'number',
    summary: 'The time at which the query was started, in epoch seconds.',
  },
  {
    ...datetime,
    name: 'parseDate',
    spellings: ['parse_date'],
    parameters: [text('text'), text('pattern'), optional(text('zone'))],
    result: 'number',
    summary: 'The epoch milliseconds of a date written by a Java DateTimeFormatter pattern.',
  },
  {
    ...datetime,
    name: 'formatDate',
    spellings: ['format_date', 'strftime'],
    parameters: [timestamp('timestamp'), text('pattern'), optional(text('zone'))],
    result: 'text',
    summary: 'The instant written by a strftime pattern.',
  },
  {
    ...datetime,
    name: 'queryStartTime',
    spellings: ['query_start_time'],
    parameters: [],
    result: 'number',
    summary: 'The start of the time range of the query, in epoch milliseconds.',
  },
  {
    ...datetime,
    name: 'queryEndTime',
    spellings: ['query_end_time'],
    parameters: [],
    result: 'number',
    summary: 'The end of the time range of the query, in epoch milliseconds.',
  },
  {
    ...datetime,
    name: 'queryTimeRange',
    spellings: ['query_time_range'],
    parameters: [],
    result: 'number',
    summary: 'The length of the time range of the query, in milliseconds.',
  },
] as const satisfies readonly FunctionRecord[];
