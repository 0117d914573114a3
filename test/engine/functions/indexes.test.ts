// The indexes of the lookups, against looking at every row.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networkIndex, valueIndex } from '../../../src/engine/functions/index.ts';
import {
  equal,
  isInNetwork,
  parseIpAddress,
  parseIpNetwork,
  parseStructure,
  timestamp,
  type Value,
} from '../../../src/values/index.ts';

test('networks: the longest prefix counts, and of equal ones the first', () => {
  const find = networkIndex([
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.1.0.0/16',
    '10.1.9.9/16',
    '10.1.2.3',
    'no network',
    '2001:db8::/32',
    '2001:db8::1',
  ]);
  for (const [address, row] of [
    ['8.8.8.8', 0],
    ['10.9.9.9', 1],
    ['10.1.0.1', 2],
    ['10.1.2.3', 4],
    ['2001:db8::2', 6],
    ['2001:db8::1', 7],
    ['::1', -1],
    ['no network', -1],
    ['', -1],
  ] as const)
    assert.equal(find(address), row, address);
  assert.equal(networkIndex([])('10.0.0.1'), -1);
});

/** Addresses close to each other, so that many share a prefix. */
const nearV4 = fc
  .tuple(fc.constantFrom(10, 11), fc.constantFrom(0, 128), fc.nat(3))
  .map(([a, b, c]) => `${a}.${b}.0.${c}`);
const nearV6 = fc.tuple(fc.constantFrom('1', '8000'), fc.nat(3)).map(([a, b]) => `${a}::${b}`);
const nearNetwork = fc.oneof(
  fc.tuple(nearV4, fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`),
  fc.tuple(nearV6, fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`),
  fc.constantFrom('10.0.0.0', 'none', '10.0.0.0/99'),
);

/** By the definition: every network is asked. */
const longestMatch = (networks: readonly string[], text: string): number => {
  const address = parseIpAddress(text)!;
  let best = -1;
  let longest = -1;
  networks.forEach((written, row) => {
    const network = parseIpNetwork(written);
    if (network === undefined || !isInNetwork(address, network) || network.prefix <= longest) return;
    best = row;
    longest = network.prefix;
  });
  return best;
};

test('the index of networks answers as asking each of them does', () => {
  fc.assert(
    fc.property(fc.array(nearNetwork, { maxLength: 20 }), fc.oneof(nearV4, nearV6), (networks, address) => {
      assert.equal(networkIndex(networks)(address), longestMatch(networks, address));
    }),
    { numRuns: 1000 },
  );
});

const table = [
  ['7', 'a'],
  ['07', 'b'],
  ['7.0', 'a'],
  ['true', 'c'],
  ['1', 'c'],
  ['', ''],
];

test('rows: texts by their characters, numbers by their number, booleans by their truth', () => {
  const byFirst = valueIndex(table.map(([first = '']) => [first]));
  for (const [value, row] of [
    ['7', 0],
    ['07', 1],
    ['7.0', 2],
    ['7.00', -1],
    [7, 0],
    [timestamp(7), 0],
    [true, 3],
    [1, 4],
    ['', 5],
    [0, -1],
    [false, -1],
    [undefined, -1],
    [parseStructure('[7]'), -1],
  ] as const)
    assert.equal(byFirst([value]), row, String(value));
  const byBoth = valueIndex(table);
  assert.equal(byBoth([7, 'b']), 1);
  assert.equal(byBoth(['7.0', 'a']), 2);
  assert.equal(byBoth(['7', 'b']), -1);
  assert.equal(byBoth([7, undefined]), -1);
});

const cell = fc.constantFrom(
  '',
  '0',
  '-0',
  '1',
  '1.0',
  '01',
  ' 1 ',
  'true',
  'false',
  'a',
  '1e0',
  '12',
  '2',
  '["1","2"]',
);
const value: fc.Arbitrary<Value> = fc.oneof(
  cell,
  fc.constantFrom<Value>(0, -0, 1, 2, 12, 0.5, true, false, timestamp(1), timestamp(0), undefined),
  fc.constant(parseStructure('[1]')),
);

for (const columns of [1, 2, 3])
  test(`the index of rows answers as comparing each of them does (${columns} columns)`, () => {
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    const values = fc.array(value, { minLength: columns, maxLength: columns });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(values, { maxLength: 6 }), (rows, asked) => {
        const find = valueIndex(rows);
        for (const one of asked)
          assert.equal(
            find(one),
            rows.findIndex((cells) => cells.every((text, column) => equal(text, one[column]) === true)),
          );
      }),
      { numRuns: 500 },
    );
  });
