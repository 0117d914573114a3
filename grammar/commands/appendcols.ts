import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';
import { readOptions } from './read-options.ts';

const MOST = 100_000;
const DEFAULT_MAX = 10_000;

export const appendcols: CommandRecord<'appendcols'> = {
  kind: 'appendcols',
  words: ['appendcols'],
  summary: 'sets the columns of another query beside the rows, one row to one row',
  source: 'CWL_QuerySyntax-Appendcols',
  takesQuery: true,
  syntax: (syntax) => {
    syntax.options();
    syntax.subquery();
  },
  build: (node, span, builder) => {
    const options = readOptions(node, 'appendcols', ['override', 'max'], builder);
    const wanted = `a whole number from 1 to ${MOST.toLocaleString('en-US')}`;
    const fits = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= MOST;
    return {
      kind: 'appendcols',
      span,
      override: options.flag('override', false),
      max: options.number('max', wanted, fits, DEFAULT_MAX),
      query: builder.query(nodeOf(node, 'subquery')),
    };
  },
  print: (command, printer) => {
    const override = command.override ? 'override=true ' : '';
    const max = command.max === DEFAULT_MAX ? '' : `max=${command.max} `;
    return `appendcols ${override}${max}${printer.query(command.query)}`;
  },
};
