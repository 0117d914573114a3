import { spanOfToken } from '../span-of-token.ts';
import { nodesOf, tokenOf } from '../syntax.ts';
import { By, Group, Offset, PeriodToken } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';
import { readPeriod } from './read-period.ts';

export const stats: CommandRecord<'stats'> = {
  kind: 'stats',
  words: ['stats'],
  summary: 'aggregates the events, or each group of them',
  source: 'CWL_QuerySyntax-Stats',
  // A field may have that name; a period behind it none.
  keywords: { offset: { token: Offset, isAt: (_, after) => after?.tokenType.name === 'Period' } },
  syntax: (syntax) => {
    syntax.items();
    syntax.OPTION(() => {
      syntax.OPTION1(() => syntax.CONSUME(Group));
      syntax.CONSUME(By);
      syntax.moreItems();
      syntax.OPTION2(() => {
        syntax.CONSUME(Offset);
        syntax.CONSUME(PeriodToken);
      });
    });
  },
  build: (node, span, builder) => {
    const [aggregates, keys] = nodesOf(node, 'items');
    const hasKeys = tokenOf(node, 'By') !== undefined;
    const period = tokenOf(node, 'Period');
    const { count, unit } = readPeriod(period?.image ?? '');
    return {
      kind: 'stats',
      span,
      aggregates: builder.items(aggregates),
      by: hasKeys ? builder.items(keys) : [],
      offset: period && { kind: 'period', span: spanOfToken(period), count, unit },
    };
  },
  print: (command, printer) => {
    const by = command.by.length > 0 ? ` by ${printer.items(command.by)}` : '';
    const offset = command.offset === undefined ? '' : ` offset ${printer.expression(command.offset)}`;
    return `stats ${printer.items(command.aggregates)}${by}${offset}`;
  },
};
