// Functions of JSON and of the maps and lists it holds (insights-ql 3.6).

import type { FunctionRecord } from './function-record.ts';
import { any, text } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, JSON functions';
const json = { family: 'json', source } as const;

export const jsonFunctions = [
  {
    ...json,
    name: 'jsonParse',
    spellings: ['json_parse'],
    parameters: [text('text')],
    result: 'structure',
    summary: 'The map or list that a text of JSON holds; .key and [0] lead into it.',
    source: `${source}; evidence 47`,
  },
  {
    ...json,
    name: 'jsonStringify',
    spellings: ['json_stringify'],
    parameters: [any('structure')],
    result: 'text',
    summary: 'A map or list as JSON.',
  },
  {
    ...json,
    name: 'jsonArraySize',
    spellings: ['json_array_size'],
    parameters: [any('array')],
    result: 'number',
    summary: 'The number of elements of a JSON array, or of a list.',
  },
  {
    ...json,
    name: 'jsonArrayContains',
    spellings: ['json_array_contains'],
    parameters: [any('array'), any('value')],
    result: 'boolean',
    summary: 'Is the value an element of a JSON array, or of a list?',
  },
] as const satisfies readonly FunctionRecord[];
