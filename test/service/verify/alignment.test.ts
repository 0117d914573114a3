// Which row is which.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alignRows, type Rows } from '../../../src/service/verify/align-rows.ts';
import { gridPlaceOf } from '../../../src/service/verify/percentile-grid.ts';

const pairsOf = (local: Rows, service: Rows, columns: readonly string[], keys?: readonly string[]) =>
  alignRows(local, service, columns, keys).pairs.map((pair) => [pair.local, pair.service]);

suite('alignment', () => {
  test('by the keys of the rows, whatever their order', () => {
    const local = [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ];
    const service = [
      ['c', '3'],
      ['a', '9'],
      ['d', '4'],
    ];
    const { pairs, onlyLocal, onlyService } = alignRows(local, service, ['k', 'n'], ['k']);
    assert.deepEqual(
      pairs.map((pair) => [pair.local, pair.service]),
      [
        [0, 1],
        [2, 0],
      ],
    );
    assert.deepEqual([onlyLocal, onlyService], [[1], [2]]);
  });

  test('numbers are one key however they are spelled, missing and empty keys too', () => {
    assert.deepEqual(
      pairsOf(
        [
          ['1.50', 'x'],
          [undefined, 'y'],
        ],
        [
          ['', 'y'],
          ['1.5', 'x'],
        ],
        ['k', 'v'],
        ['k'],
      ),
      [
        [0, 1],
        [1, 0],
      ],
    );
  });

  test('without keys the same rows first, each once', () => {
    const local = [['a'], ['a'], ['b']];
    assert.deepEqual(pairsOf(local, [['b'], ['a'], ['a']], ['x']), [
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
  });

  test('then the rows of the same event', () => {
    const columns = ['@timestamp', '@message', 'n'];
    const local = [
      ['t1', 'm1', '1'],
      ['t2', 'm2', '2'],
    ];
    const service = [
      ['t2', 'm2', '9'],
      ['t3', 'm3', '3'],
    ];
    const { pairs, onlyLocal, onlyService } = alignRows(local, service, columns, undefined);
    assert.deepEqual(pairs, [{ local: 1, service: 0 }]);
    assert.deepEqual([onlyLocal, onlyService], [[0], [1]]);
  });

  test('what nothing names is paired in its order', () => {
    assert.deepEqual(pairsOf([['1'], ['2'], ['3']], [['2'], ['8'], ['9']], ['x']), [
      [0, 1],
      [1, 0],
      [2, 2],
    ]);
  });

  test('keys that come twice name no row', () => {
    const rows = [
      ['a', '1'],
      ['a', '2'],
    ];
    assert.deepEqual(pairsOf(rows, rows.toReversed(), ['k', 'n'], ['k']), [
      [0, 1],
      [1, 0],
    ]);
  });

  test('many rows of one name are no trouble', () => {
    const rows = Array.from({ length: 50_000 }, () => ['same']);
    const startedMs = performance.now();
    assert.equal(alignRows(rows, rows, ['x'], undefined).pairs.length, rows.length);
    assert.ok(performance.now() - startedMs < 5_000);
  });
});

suite('places on the grid of percentiles', () => {
  // Recorded of the service (ε and k as published rows of evidence have them).
  const recorded: readonly (readonly [value: number, epsilon: number, exponent: number])[] = [
    [581.0391, 0.001, 6368],
    [875.3408, 0.001, 6778],
    [333.501, 0.016, 366],
    [323.0797, 0.016, 364],
    [21.746, 0.016, 194],
  ];
  for (const [value, epsilon, exponent] of recorded)
    test(`${value}`, () => {
      assert.deepEqual(gridPlaceOf(value), { epsilon, exponent });
    });

  test('numbers of logs lie on no grid, and small ones tell nothing', () => {
    for (const value of [396.44, 751.73, 148.96, 1194, 0, 0.1234, 1.0016])
      assert.equal(gridPlaceOf(value), undefined, String(value));
  });
});
