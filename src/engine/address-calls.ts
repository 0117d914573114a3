// Tests of IP addresses over columns of addresses that are kept as numbers.

import type { PlanExpression } from '../plan/index.ts';
import { IPV4 } from '../segments/index.ts';
import { truthOf } from '../values/index.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { textAt, truthCode } from './column-values.ts';
import { addressTest, type FunctionContext } from './functions/index.ts';
import { testPacked } from './packed-texts.ts';

/** Undefined where the call is none of a field and, it may be, a network that is known before. */
export const compileAddressCall = (
  { name, args }: Extract<PlanExpression, { kind: 'call' }>,
  context: FunctionContext,
): ColumnEvaluator | undefined => {
  const [address, ...others] = args;
  const constants = others.flatMap((argument) => (argument.kind === 'constant' ? [argument.value] : []));
  const test = constants.length === others.length ? addressTest(name, constants, context) : undefined;
  if (test === undefined || address?.kind !== 'column') return undefined;
  const ofText = (text: string | undefined): number =>
    truthCode(text === undefined ? undefined : truthOf(test.ofText(text)));
  return (batch) => {
    const { rowCount, selection } = batch;
    const column = batch.column(address.name);
    const packed = column.form === 'text' ? column.packed : undefined;
    if (packed?.packing === IPV4) {
      const ofBits = (row: number): boolean => test.ofBits(packed.values[row]!);
      return { form: 'boolean', values: testPacked(packed, ofBits, ofText, rowCount, selection) };
    }
    const values = new Uint8Array(rowCount);
    for (let i = 0; i < selection.length; i += 1)
      values[selection[i]!] = ofText(textAt(column, selection[i]!));
    return { form: 'boolean', values };
  };
};
