import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';
import { readOptions } from './read-options.ts';

export const addtotals: CommandRecord<'addtotals'> = {
  kind: 'addtotals',
  words: ['addtotals'],
  summary: 'adds up the numbers of each row, or of each column',
  source: 'CWL_QuerySyntax-Addtotals',
  syntax: (syntax) => {
    syntax.options();
    syntax.OPTION(() => syntax.fieldList());
  },
  build: (node, span, builder) => {
    const options = readOptions(node, 'addtotals', ['fieldname', 'row', 'col'], builder);
    return {
      kind: 'addtotals',
      span,
      name: options.word('fieldname'),
      row: options.flag('row', true),
      column: options.flag('col', false),
      fields: builder.fields(nodeOf(node, 'fieldList')),
    };
  },
  print: (command, printer) =>
    [
      'addtotals',
      ...(command.name === undefined ? [] : [`fieldname=${printer.name(command.name)}`]),
      ...(command.row ? [] : ['row=false']),
      ...(command.column ? ['col=true'] : []),
      ...(command.fields.length === 0 ? [] : [printer.expressions(command.fields)]),
    ].join(' '),
};
