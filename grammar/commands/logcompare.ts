import { invariant } from '../invariant.ts';
import { spanOfToken } from '../span-of-token.ts';
import { tokenOf } from '../syntax.ts';
import { Equal, PeriodToken, Timeshift } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';
import { readPeriod } from './read-period.ts';

export const logcompare: CommandRecord<'logcompare'> = {
  kind: 'logcompare',
  words: ['logcompare'],
  summary: 'compares the patterns of the messages with those of a range shifted back',
  source: 'CWL_QuerySyntax-Logcompare',
  keywords: { timeshift: { token: Timeshift } },
  syntax: (syntax) => {
    syntax.CONSUME(Timeshift);
    syntax.OPTION(() => syntax.CONSUME(Equal));
    syntax.CONSUME(PeriodToken);
  },
  build: (node, span) => {
    const token = tokenOf(node, 'Period');
    invariant(token, 'a logcompare has a shift');
    const { count, unit } = readPeriod(token.image);
    return { kind: 'logcompare', span, shift: { kind: 'period', span: spanOfToken(token), count, unit } };
  },
  print: (command, printer) => `logcompare timeshift ${printer.expression(command.shift)}`,
};
