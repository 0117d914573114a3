import { printNumber } from '../print-number.ts';
import { tokenOf } from '../syntax.ts';
import { NumberToken } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const tail: CommandRecord<'tail'> = {
  kind: 'tail',
  words: ['tail'],
  summary: 'keeps the last rows, in the order they stand',
  source: 'CWL_AnalyzeLogData_RunSampleQuery calls it replaced by limit',
  syntax: (syntax) => void syntax.CONSUME(NumberToken),
  build: (node, span) => ({ kind: 'tail', span, count: Number(tokenOf(node, 'Number')?.image) }),
  print: (command) => `tail ${printNumber(command.count)}`,
};
