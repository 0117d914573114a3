import { tokenOf } from '../syntax.ts';
import { NumberToken } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const limit: CommandRecord<'limit'> = {
  kind: 'limit',
  words: ['limit'],
  summary: 'keeps at most this many rows (10,000 when no limit is written)',
  source: 'CWL_QuerySyntax-Limit',
  syntax: (syntax) => void syntax.CONSUME(NumberToken),
  build: (node, span) => ({ kind: 'limit', span, count: Number(tokenOf(node, 'Number')?.image) }),
  print: (command) => `limit ${command.count}`,
};
