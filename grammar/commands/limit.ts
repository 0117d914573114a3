import { printNumber } from '../print-number.ts';
import { tokenOf } from '../syntax.ts';
import { Any, NumberToken } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const limit: CommandRecord<'limit'> = {
  kind: 'limit',
  words: ['limit', 'head'],
  summary: 'keeps at most this many rows (10,000 when no limit is written)',
  source: 'CWL_QuerySyntax-Limit; head: CWL_AnalyzeLogData_RunSampleQuery',
  keywords: { any: { token: Any } },
  syntax: (syntax) => {
    syntax.OPTION(() => syntax.CONSUME(Any));
    syntax.CONSUME(NumberToken);
  },
  build: (node, span) => ({
    kind: 'limit',
    span,
    count: Number(tokenOf(node, 'Number')?.image),
    any: tokenOf(node, 'Any') !== undefined,
  }),
  print: (command) => `limit ${command.any ? 'any ' : ''}${printNumber(command.count)}`,
};
