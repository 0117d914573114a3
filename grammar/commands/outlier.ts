import { startsWithUnit } from '../period-literal.ts';
import { printNumber } from '../print-number.ts';
import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';
import { readOptions } from './read-options.ts';

const DEFAULT_PARAM = 2.5;

export const outlier: CommandRecord<'outlier'> = {
  kind: 'outlier',
  words: ['outlier'],
  summary: 'cuts, drops or marks numbers far outside the middle half of their field',
  source: 'CWL_QuerySyntax-Outlier',
  syntax: (syntax) => {
    syntax.options();
    syntax.fieldList();
  },
  build: (node, span, builder) => {
    const allowed = ['action', 'param', 'uselower', 'mark'];
    const options = readOptions(node, 'outlier', allowed, builder);
    return {
      kind: 'outlier',
      span,
      action: options.choice('action', ['remove', 'transform'], 'transform'),
      param: options.number('param', 'a number of 0 or more', (n) => n >= 0, DEFAULT_PARAM),
      useLower: options.flag('uselower', false),
      mark: options.flag('mark', false),
      fields: builder.fields(nodeOf(node, 'fieldList')),
    };
  },
  print: (command, printer) => {
    const fields = command.fields.map(printer.expression);
    const param = command.param === DEFAULT_PARAM ? '' : `param=${printNumber(command.param)}`;
    const isLast = param !== '' && !command.useLower && !command.mark;
    return [
      'outlier',
      ...(command.action === 'transform' ? [] : [`action=${command.action}`]),
      ...(param === '' ? [] : [param]),
      ...(command.useLower ? ['uselower=true'] : []),
      ...(command.mark ? ['mark=true'] : []),
      // A number before a field named "min" would be a period.
      ...(isLast && startsWithUnit(fields[0] ?? '') ? ['uselower=false'] : []),
      ...fields,
    ].join(' ');
  },
};
