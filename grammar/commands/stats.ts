import { nodesOf, tokenOf } from '../syntax.ts';
import { By, Group } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const stats: CommandRecord<'stats'> = {
  kind: 'stats',
  words: ['stats'],
  summary: 'aggregates the events, or each group of them',
  source: 'CWL_QuerySyntax-Stats',
  syntax: (syntax) => {
    syntax.items();
    syntax.OPTION(() => {
      syntax.OPTION1(() => syntax.CONSUME(Group));
      syntax.CONSUME(By);
      syntax.moreItems();
    });
  },
  build: (node, span, builder) => {
    const [aggregates, keys] = nodesOf(node, 'items');
    const hasKeys = tokenOf(node, 'By') !== undefined;
    return {
      kind: 'stats',
      span,
      aggregates: builder.items(aggregates),
      by: hasKeys ? builder.items(keys) : [],
    };
  },
  print: (command, printer) => {
    const by = command.by.length > 0 ? ` by ${printer.items(command.by)}` : '';
    return `stats ${printer.items(command.aggregates)}${by}`;
  },
};
