// Functions of values of any kind (insights-ql 3.5).

import type { FunctionRecord } from './function-record.ts';
import { any, boolean, many } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, General functions';
const general = { family: 'general', source } as const;

export const generalFunctions = [
  {
    ...general,
    name: 'ispresent',
    spellings: ['is_present'],
    parameters: [any('value')],
    result: 'boolean',
    summary: 'Is there such a value?',
    source: `${source}; evidence 17`,
  },
  {
    ...general,
    name: 'coalesce',
    parameters: [many(any('value'))],
    result: 'any',
    summary: 'The first of the values that is not missing.',
  },
  {
    ...general,
    name: 'case',
    // Conditions and values in turn, at most ten pairs, then perhaps a default.
    parameters: [boolean('condition'), many(any('value'))],
    result: 'any',
    summary: 'The value after the first condition that holds, else the default at the end, if there is one.',
  },
  {
    ...general,
    name: 'if',
    parameters: [boolean('condition'), any('then'), any('otherwise')],
    result: 'any',
    summary: 'The second argument where the condition holds, the third where it does not.',
  },
  {
    ...general,
    name: 'isNumeric',
    spellings: ['is_numeric'],
    parameters: [any('value')],
    result: 'boolean',
    summary: 'Is the value a number, or a text that is one?',
  },
  {
    ...general,
    name: 'messageSize',
    spellings: ['message_size'],
    parameters: [any('value')],
    result: 'number',
    summary: 'The length of the text in bytes of UTF-8.',
  },
  {
    ...general,
    name: 'unmask',
    parameters: [any('value')],
    result: 'any',
    summary: 'The value with nothing masked; there are no masks here, so the value as it is.',
    source: 'CWL_QuerySyntax-Unmask',
  },
] as const satisfies readonly FunctionRecord[];
