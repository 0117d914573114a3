// Functions of text (insights-ql 3.8). Positions and lengths count Unicode code points.

import type { FunctionRecord } from './function-record.ts';
import { any, boolean, many, number, optional, text } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, String functions';
const textual = { family: 'string', result: 'text', source } as const;
const counting = { family: 'string', result: 'number', source } as const;

export const stringFunctions = [
  {
    family: 'string',
    result: 'any',
    source,
    name: 'split',
    parameters: [text('text'), text('delimiter')],
    summary: 'The list of the parts between the delimiters; it shows as JSON.',
  },
  {
    ...counting,
    name: 'isempty',
    spellings: ['is_empty'],
    parameters: [any('value')],
    summary: '1 where the value is missing or the empty text, else 0.',
  },
  {
    ...counting,
    name: 'isblank',
    spellings: ['is_blank'],
    parameters: [any('value')],
    summary: '1 where the value is missing, empty or only white space, else 0.',
  },
  { ...textual, name: 'concat', parameters: [many(text('text'))], summary: 'The texts end to end.' },
  {
    ...textual,
    name: 'ltrim',
    parameters: [text('text'), optional(text('characters'))],
    summary: 'The text without leading white space, or without the given characters.',
  },
  {
    ...textual,
    name: 'rtrim',
    parameters: [text('text'), optional(text('characters'))],
    summary: 'The text without trailing white space, or without the given characters.',
  },
  {
    ...textual,
    name: 'trim',
    parameters: [text('text'), optional(text('characters'))],
    summary: 'The text without white space, or the given characters, at both ends.',
  },
  {
    ...counting,
    name: 'strlen',
    parameters: [text('text')],
    summary: 'The length of the text in code points.',
  },
  { ...textual, name: 'toupper', parameters: [text('text')], summary: 'The text in upper case.' },
  { ...textual, name: 'tolower', parameters: [text('text')], summary: 'The text in lower case.' },
  {
    ...textual,
    name: 'substr',
    parameters: [text('text'), number('start'), optional(number('length'))],
    summary: 'The text from the 0-based start on, of the length if one is given.',
  },
  {
    ...textual,
    name: 'replace',
    parameters: [text('text'), text('search'), text('replacement')],
    summary: 'The text with every occurrence of a text replaced.',
  },
  {
    ...textual,
    name: 'regexReplace',
    spellings: ['regex_replace'],
    parameters: [text('text'), text('pattern'), text('replacement')],
    summary: 'The text with every match of a regular expression replaced.',
  },
  {
    ...counting,
    name: 'strcontains',
    spellings: ['str_contains'],
    parameters: [text('text'), text('search'), optional(boolean('ignoreCase'))],
    summary: '1 where the text contains the other, else 0; the third argument has no effect.',
    source: `${source}; evidence 41`,
  },
  {
    ...counting,
    name: 'startsWith',
    spellings: ['starts_with'],
    parameters: [text('text'), text('start')],
    summary: '1 where the text starts with the other, else 0.',
    source: `${source}; evidence 49`,
  },
  {
    ...counting,
    name: 'endsWith',
    spellings: ['ends_with'],
    parameters: [text('text'), text('end')],
    summary: '1 where the text ends with the other, else 0.',
    source: `${source}; evidence 49`,
  },
  {
    ...textual,
    name: 'urlencode',
    spellings: ['url_encode'],
    parameters: [text('text')],
    summary: 'The text as a part of a URL.',
  },
  {
    ...textual,
    name: 'urldecode',
    spellings: ['url_decode'],
    parameters: [text('text')],
    summary: 'The text that a part of a URL stands for.',
  },
  {
    ...textual,
    name: 'base64encode',
    spellings: ['base64_encode'],
    parameters: [text('text')],
    summary: 'The UTF-8 bytes of the text in base64.',
  },
  {
    ...textual,
    name: 'base64decode',
    spellings: ['base64_decode'],
    parameters: [text('text')],
    summary: 'The UTF-8 text that is written in base64.',
  },
  {
    ...textual,
    name: 'hexToAscii',
    spellings: ['hex_to_ascii'],
    parameters: [text('digits')],
    summary: 'The text whose characters are given by pairs of hexadecimal digits.',
  },
  {
    ...counting,
    name: 'hexToDec',
    spellings: ['hex_to_dec'],
    parameters: [text('digits')],
    summary: 'The number that hexadecimal digits stand for, with or without 0x.',
  },
  {
    ...textual,
    name: 'decToHex',
    spellings: ['dec_to_hex'],
    parameters: [number('a')],
    summary: 'The integer in hexadecimal digits, in lower case after 0x.',
  },
] as const satisfies readonly FunctionRecord[];
