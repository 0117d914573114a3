// Hashes of texts (insights-ql 3.8).

import type { FunctionRecord } from './function-record.ts';
import { text } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, Hash functions';
const hash = { family: 'hash', parameters: [text('text')], result: 'text', source } as const;

export const hashFunctions = [
  { ...hash, name: 'md5', summary: 'The MD5 hash of the text in UTF-8, in hexadecimal digits.' },
  { ...hash, name: 'sha256', summary: 'The SHA-256 hash of the text in UTF-8, in hexadecimal digits.' },
] as const satisfies readonly FunctionRecord[];
