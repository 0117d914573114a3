import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from './agree.ts';

test('numbers agree to the digits that insitu prints', () => {
  assert.equal(differenceOf([['1394.0001', '12']], [[1394.00008, 12n]]), undefined);
  assert.equal(differenceOf([['0.1235']], [[0.12345678]]), undefined);
  assert.match(differenceOf([['1394.0001']], [[1394.0003]]) ?? '', /row 1, column 1: "1394.0001" against/);
  assert.match(differenceOf([['0.1235']], [[0.1237]]) ?? '', /"0.1235" against "0.1237"/);
  assert.notEqual(differenceOf([['12']], [[13n]]), undefined);
});

test('a printed time agrees with its epoch ms', () => {
  assert.equal(differenceOf([['2024-03-13 18:56:24.046']], [[1710356184046n]]), undefined);
  assert.notEqual(differenceOf([['2024-03-13 18:56:24.047']], [[1710356184046n]]), undefined);
});

test('texts, missing values, row order and shape count', () => {
  assert.equal(differenceOf([['a', null]], [['a', null]]), undefined);
  assert.notEqual(differenceOf([['a']], [['b']]), undefined);
  assert.notEqual(differenceOf([[null]], [['']]), undefined);
  assert.notEqual(differenceOf([['0']], [[null]]), undefined);
  assert.notEqual(differenceOf([['x']], [[1]]), undefined);
  assert.match(differenceOf([['a'], ['b']], [['b'], ['a']]) ?? '', /row 1/);
  assert.equal(differenceOf([['a']], []), '1 rows against 0');
});
