// Whatever is asked of a column of texts, the answer is the same where the texts are packed as numbers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { AggregateFunctionName } from '../../grammar/index.ts';
import { aggregation } from '../../src/engine/aggregate.ts';
import { tableBatch } from '../../src/engine/batch.ts';
import { rowOrder } from '../../src/engine/compare-rows.ts';
import { compileColumn } from '../../src/engine/evaluate-column.ts';
import { compileSelector } from '../../src/engine/select.ts';
import type { PlanExpression } from '../../src/plan/index.ts';
import { type Column, textColumn, valueAt } from '../../src/segments/index.ts';
import type { Value } from '../../src/values/index.ts';
import { anyAddress, anyColumnOfTexts, anyOddText, packedKinds } from '../segments/arbitrary-packed.ts';

type Texts = readonly (string | undefined)[];

const context = { queryStartMs: 0, queryEndMs: 0, nowMs: 0 };
const field: PlanExpression = { kind: 'column', name: 'field' };
const constant = (value: Value): PlanExpression => ({ kind: 'constant', value });

const batchOf = (column: Column, rowCount: number) =>
  tableBatch({ rowCount, columns: new Map([['field', column]]) });

/** Says the same of the texts as they are and packed. */
const isSame = <T>(texts: Texts, ask: (batch: ReturnType<typeof batchOf>) => T): void => {
  const plain = ask(batchOf({ form: 'text', values: texts }, texts.length));
  assert.deepEqual(ask(batchOf(textColumn(texts), texts.length)), plain);
};

const valuesOf = (column: Column, rowCount: number): Value[] =>
  Array.from({ length: rowCount }, (_, row) => valueAt(column, row));

/** Numbers are finite: what is not counts as missing. */
const anyConstant = fc.oneof(
  ...packedKinds,
  anyOddText,
  fc.integer({ min: -5, max: 100 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
);

test('comparing with a constant, as truths and as rows', () => {
  const operators = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  fc.assert(
    fc.property(anyColumnOfTexts, operators, anyConstant, fc.nat(), (texts, operator, other, at) => {
      // Mostly no text is equal to one that is made up.
      for (const value of [other, texts[at % texts.length]]) {
        const compared = {
          kind: 'comparison',
          operator,
          left: field,
          right: constant(value),
        } as PlanExpression;
        isSame(texts, (batch) => valuesOf(compileColumn(compared, context)(batch), texts.length));
        isSame(texts, (batch) => [...compileSelector(compared, context)(batch)]);
      }
    }),
    { numRuns: 300 },
  );
});

describe('tests of addresses', () => {
  const anyTexts = fc.array(fc.oneof(anyAddress, anyAddress, anyAddress, anyAddress, anyOddText), {
    minLength: 1,
    maxLength: 30,
  });
  const ofOne = ['isValidIp', 'isValidIpV4', 'isValidIpV6', 'isPrivateIP', 'isReservedIP', 'isPublicIP'];
  const networks = ['10.0.0.0/8', '0.0.0.0/0', '128.0.0.0/1', '10.1.2.3', '::/0', 'no network'];
  const ofTwo = ['isIpInSubnet', 'isIpv4InSubnet', 'isIpv6InSubnet'];
  const calls = [
    ...ofOne.map((name) => [name, []] as const),
    ...ofTwo.flatMap((name) => networks.map((network) => [name, [network]] as const)),
  ];
  for (const [name, others] of calls)
    test(`${name}(field${others.map((other) => `, "${other}"`).join('')})`, () => {
      const call = { kind: 'call', name, args: [field, ...others.map(constant)] } as PlanExpression;
      fc.assert(
        fc.property(anyTexts, (texts) => {
          isSame([...texts, '10.1.2.3', '192.168.0.1', '127.0.0.1', '::1', undefined], (batch) =>
            valuesOf(compileColumn(call, context)(batch), batch.rowCount),
          );
        }),
        { numRuns: 20 },
      );
    });
});

describe('aggregates', () => {
  const names: readonly AggregateFunctionName[] = [
    'count',
    'countDistinct',
    'sum',
    'avg',
    'min',
    'max',
    'values',
    'topk',
    'median',
  ];
  for (const name of names)
    test(`${name} by the texts and of them`, () => {
      const stage = {
        kind: 'aggregate',
        keys: [{ name: 'key', value: field }],
        calls: [{ name: 'answer', function: name, argument: field, parameter: 3 }],
      } as const;
      const ask = (keys: typeof stage.keys | readonly []) => (batch: ReturnType<typeof batchOf>) => {
        const made = aggregation({ ...stage, keys }, (one) => compileColumn(one, context), 'exact');
        const state = made.create();
        made.add(state, batch);
        const { rowCount, columns } = made.finish(state);
        return [...columns].map(([column, values]) => [column, valuesOf(values, rowCount)]);
      };
      fc.assert(
        fc.property(anyColumnOfTexts, (texts) => {
          isSame(texts, ask(stage.keys));
          isSame(texts, ask([]));
        }),
        { numRuns: 50 },
      );
    });
});

test('the order of the rows', () => {
  fc.assert(
    fc.property(anyColumnOfTexts, (texts) => {
      isSame(texts, (batch) => {
        const compare = rowOrder(batch.column('field'));
        return texts.map((_, row) => row).sort((a, b) => compare(a, b) || a - b);
      });
    }),
  );
});
