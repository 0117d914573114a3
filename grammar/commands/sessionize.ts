import { spanOfToken } from '../span-of-token.ts';
import { nodeOf, tokenOf } from '../syntax.ts';
import { As, Equal, Maxspan, PeriodToken, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';
import { readPeriod } from './read-period.ts';

export const sessionize: CommandRecord<'sessionize'> = {
  kind: 'sessionize',
  words: ['sessionize'],
  summary: 'numbers the sessions of each identity, parted by pauses',
  source: 'CWL_QuerySyntax-Sessionize',
  keywords: { maxspan: { token: Maxspan } },
  syntax: (syntax) => {
    syntax.fieldList();
    syntax.OPTION(() => {
      syntax.CONSUME(Maxspan);
      syntax.OPTION1(() => syntax.CONSUME(Equal));
      syntax.CONSUME(PeriodToken);
    });
    syntax.OPTION2(() => {
      syntax.CONSUME(As);
      syntax.CONSUME(Word);
    });
  },
  build: (node, span, builder) => {
    const period = tokenOf(node, 'Period');
    const word = tokenOf(node, 'Word');
    return {
      kind: 'sessionize',
      span,
      fields: builder.fields(nodeOf(node, 'fieldList')),
      maxSpan: period && { kind: 'period', span: spanOfToken(period), ...withoutMs(period.image) },
      name: word && builder.name(word),
    };
  },
  print: (command, printer) =>
    [
      `sessionize ${command.fields.map(printer.expression).join(', ')}`,
      ...(command.maxSpan === undefined ? [] : [`maxspan ${printer.expression(command.maxSpan)}`]),
      ...(command.name === undefined ? [] : [`as ${printer.name(command.name)}`]),
    ].join(' '),
};

const withoutMs = (image: string): { readonly count: number; readonly unit: string } => {
  const { count, unit } = readPeriod(image);
  return { count, unit };
};
