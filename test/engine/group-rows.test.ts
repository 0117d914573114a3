// Rows have the same group where their keys are the same, whatever the forms of the columns and however the
// combinations are looked up; groups in order are the groups sorted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tableBatch } from '../../src/engine/batch.ts';
import { columnOfValues } from '../../src/engine/column-values.ts';
import { compareKeys } from '../../src/engine/compare-keys.ts';
import { identityOf } from '../../src/engine/group-keys.ts';
import { groupOrder, keyColumn, sortedGroups } from '../../src/engine/group-order.ts';
import {
  createGroups,
  type Groups,
  groupOfRows,
  keysOfGroup,
  mergeGroups,
} from '../../src/engine/group-rows.ts';
import { putInOrder, unorderedBatch } from '../../src/engine/order-rows.ts';
import {
  type Column,
  isUuid,
  readUuid,
  textColumn,
  UUID_NUMBERS,
  uuidColumn,
  valueAt,
} from '../../src/segments/index.ts';
import { timestamp, type Value } from '../../src/values/index.ts';

type Row = readonly Value[];

const dictionaryOf = (values: readonly Value[]): Column => {
  const words = ['', ...new Set(values.flatMap((value) => (typeof value === 'string' ? [value] : [])))];
  const codes = Uint8Array.from(values, (value) =>
    value === undefined ? 0 : words.indexOf(value as string),
  );
  const ids = words.slice(1);
  if (!ids.every(isUuid)) return { form: 'dictionary', words, codes };
  const uuids = new Uint32Array(ids.length * UUID_NUMBERS);
  for (const [place, id] of ids.entries()) readUuid(id, uuids, place);
  return uuidColumn(uuids, codes);
};

const columnsOf = (rows: readonly Row[]): readonly Column[] =>
  (rows[0] ?? []).map((_, key) => {
    const values = rows.map((row) => row[key]);
    const areTexts = values.every((value) => value === undefined || typeof value === 'string');
    if (!areTexts || key === 1) return columnOfValues(values);
    return key === 0 ? dictionaryOf(values) : textColumn(values);
  });

const addRows = (groups: Groups, rows: readonly Row[]): readonly number[] => {
  const batch = tableBatch({ rowCount: rows.length, columns: new Map() });
  return [...groupOfRows(groups, columnsOf(rows), batch)];
};

/** The groups as a list of what is the same in each, by first appearance. */
const expected = (rows: readonly Row[]): readonly number[] => {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const identity = identityOf(row);
    if (!seen.has(identity)) seen.set(identity, seen.size);
    return seen.get(identity)!;
  });
};

const kinds = {
  text: fc.constantFrom<Value>('a', 'b2', 'b10', '7', '07', undefined),
  number: fc.constantFrom<Value>(7, 0, -0, 0.5, 5000, -1, undefined),
  id: fc.constantFrom<Value>(
    '0a1b2c3d-0000-4000-8000-000000000001',
    '0a1b2c3d-0000-4000-8000-000000000002',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    undefined,
  ),
  idOrText: fc.constantFrom<Value>(
    '0a1b2c3d-0000-4000-8000-000000000001',
    '0A1B2C3D-0000-4000-8000-000000000001',
    '0a1b2c3d-0000-4000-8000-00000000000',
    'a',
    undefined,
  ),
  // Around the limits of what is kept as a number, and of what is found by itself.
  whole: fc.constantFrom<Value>(
    '0',
    '1048575',
    '1048576',
    '-1',
    '999999999999999',
    '1000000000000000',
    '007',
  ),
  wholeNumber: fc.constantFrom<Value>(
    0,
    1_048_575,
    1_048_576,
    -99_999_999_999_999,
    -1e14,
    999_999_999_999_999,
    1e15,
    1e21,
  ),
  // As long as the ids of spans.
  longNumber: fc.constantFrom<Value>(1_000_000_000_000_000, 1_234_567_890_123_456, undefined),
  address: fc.constantFrom<Value>('0.0.0.0', '255.255.255.255', '10.1.2.3', '10.1.2.03', '-', undefined),
  hexadecimal: fc.constantFrom<Value>(
    '0123456789abcdef',
    '0123456789012345',
    '0123456789abcdef0123456789abcdef',
    '0123456789ABCDEF',
    undefined,
  ),
  instant: fc.constantFrom<Value>(timestamp(7), timestamp(5000), timestamp(6000), undefined),
  mixed: fc.constantFrom<Value>('7', 7, true, timestamp(7), 'a', undefined),
};

const rowsOf = (values: readonly fc.Arbitrary<Value>[]) =>
  fc.array(fc.tuple(...values), { minLength: 1, maxLength: 40 });

const anyRows = fc
  .array(fc.constantFrom(...Object.values(kinds)), { minLength: 1, maxLength: 3 })
  .chain(rowsOf);

test('groups are numbered by first appearance', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const groups = createGroups(rows[0]!.length);
      const half = Math.floor(rows.length / 2);
      const numbers = [...addRows(groups, rows.slice(0, half)), ...addRows(groups, rows.slice(half))];
      assert.deepEqual(numbers, expected(rows));
      assert.equal(groups.count, new Set(numbers).size);
    }),
  );
});

test('the column of a key holds what the groups had first: a number stays one, whatever its digits', () => {
  fc.assert(
    fc.property(fc.oneof(...Object.values(kinds).map((kind) => rowsOf([kind]))), (rows) => {
      const groups = createGroups(1);
      const numbers = addRows(groups, rows);
      const column = keyColumn(groups, 0);
      const firsts = rows.flatMap(([value], row) => (numbers.indexOf(numbers[row]!) === row ? [value] : []));
      const values = firsts.map((_, group) => valueAt(column, group));
      assert.deepEqual(values, firsts);
    }),
    { numRuns: 1000 },
  );
});

test('groups of parts that are merged are those of the whole', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (one, other) => {
      fc.pre(one[0]!.length === other[0]!.length);
      const whole = createGroups(one[0]!.length);
      const part = createGroups(one[0]!.length);
      const numbers = addRows(whole, one);
      const partNumbers = addRows(part, other);
      const mapping = mergeGroups(whole, structuredClone(part));
      assert.deepEqual(
        [...numbers, ...partNumbers.map((group) => mapping[group]!)],
        expected([...one, ...other]),
      );
    }),
  );
});

test('more combinations than a table holds are told apart by their hash', () => {
  const many = 500;
  const rows = Array.from({ length: 3 * many }, (_, row): Row => [`t${row % many}`, row % (many - 1)]);
  const groups = createGroups(2);
  assert.deepEqual(addRows(groups, rows), expected(rows));
  assert.deepEqual(keysOfGroup(groups, 1), ['t1', 1]);
});

test('groups in order are the groups sorted by their keys', () => {
  const { mixed, ...plain } = kinds;
  assert.ok(mixed);
  const rows = fc
    .array(fc.constantFrom(...Object.values(plain)), { minLength: 1, maxLength: 3 })
    .chain(rowsOf);
  fc.assert(
    fc.property(rows, (some) => {
      const groups = createGroups(some[0]!.length);
      addRows(groups, some);
      const order = groupOrder(groups);
      assert.ok(order);
      const numbers = Array.from({ length: groups.count }, (_, group) => group);
      assert.deepEqual(numbers.toSorted(order), [...sortedGroups(groups)]);
    }),
  );
});

test('timestamps beside other keys have no order that is one', () => {
  const groups = createGroups(1);
  addRows(groups, [[timestamp(1)], ['a'], [2]]);
  assert.equal(groupOrder(groups), undefined);
});

test('the first rows of a sort are the first of all rows sorted, ties by the order of the groups', () => {
  const cell = fc.constantFrom<Value>(1, 2, 2.5, undefined);
  const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 400 }), cell, cell), {
    minLength: 1,
    maxLength: 60,
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(rows, fc.nat({ max: 12 }), fc.boolean(), (some, count, descending) => {
      const columns = new Map([
        ['key', columnOfValues(some.map(([key]) => `k${key}`))],
        ['n', columnOfValues(some.map(([, n]) => n))],
        ['m', columnOfValues(some.map(([, , m]) => m))],
      ]);
      const inOrder = (a: number, b: number): number => compareKeys([`k${some[a]![0]}`], [`k${some[b]![0]}`]);
      const batch = unorderedBatch({ rowCount: some.length, columns, inOrder });
      const keys = [
        { column: 'n', descending, isTime: false },
        { column: 'm', descending: !descending, isTime: false },
      ];
      const made = putInOrder(batch, inOrder, { keys, count });
      const rank = (n: Value): number => (n === undefined ? Number.NEGATIVE_INFINITY : Number(n));
      const sign = descending ? -1 : 1;
      const by = (a: Value, b: Value): number => (rank(a) === rank(b) ? 0 : rank(a) < rank(b) ? -1 : 1);
      const sorted = some
        .toSorted((a, b) => a[0] - b[0])
        .toSorted((a, b) => sign * by(a[1], b[1]) || -sign * by(a[2], b[2]));
      const first = sorted.slice(0, count).toSorted((a, b) => a[0] - b[0]);
      const column = made.column('key');
      assert.ok(column.form === 'text');
      assert.deepEqual(
        [...column.values],
        first.map(([key]) => `k${key}`),
      );
    }),
  );
});
