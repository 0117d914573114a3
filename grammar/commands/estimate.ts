import type { CommandRecord } from './command-record.ts';

export const estimate: CommandRecord<'estimate'> = {
  kind: 'estimate',
  words: ['estimate'],
  summary: 'says how many bytes the query would read, and does not run it',
  source: 'CWL_QuerySyntax-Estimate',
  syntax: () => {},
  build: (_node, span) => ({ kind: 'estimate', span }),
  print: () => 'estimate',
};
