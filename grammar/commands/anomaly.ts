import type { CommandRecord } from './command-record.ts';

export const anomaly: CommandRecord<'anomaly'> = {
  kind: 'anomaly',
  words: ['anomaly'],
  summary: 'finds what is unusual among the patterns',
  source: 'CWL_QuerySyntax-Anomaly',
  syntax: () => {},
  build: (_node, span) => ({ kind: 'anomaly', span }),
  print: () => 'anomaly',
};
