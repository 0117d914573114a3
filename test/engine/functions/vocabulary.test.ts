// The vocabulary of functions and the kernels hang together.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  argumentCounts,
  findFunction,
  functionSpellings,
  functions,
  parametersFor,
} from '../../../grammar/vocabulary/index.ts';
import { periodKernels, scalarKernels } from '../../../src/engine/functions/index.ts';

test('every function of one event has a kernel, and every kernel is a function', () => {
  const named = functions.filter(({ family }) => family !== 'aggregate').map(({ name }) => name);
  const kernels = [...Object.keys(scalarKernels), ...Object.keys(periodKernels), 'regexReplace'];
  assert.deepEqual(kernels.toSorted(), named.toSorted());
});

test('no spelling belongs to two functions', () => {
  const all = functionSpellings.map((spelling) => spelling.toLowerCase());
  assert.deepEqual(
    all.filter((spelling, i) => all.indexOf(spelling) !== i),
    [],
  );
});

test('names know no case and have several spellings', () => {
  for (const [spelling, name] of [
    ['SUM', 'sum'],
    ['isPresent', 'ispresent'],
    ['percentile', 'pct'],
    ['count_distinct', 'countDistinct'],
    ['regex_replace', 'regexReplace'],
    ['date_floor', 'datefloor'],
    ['strftime', 'formatDate'],
    ['JSONPARSE', 'jsonParse'],
    ['is_valid_ip_v4', 'isValidIpV4'],
    ['isPrivateIp', 'isPrivateIP'],
    ['COLLECT_VALUES', 'values'],
    ['count_over_time', 'countOverTime'],
    ['lower', undefined],
  ] as const)
    assert.equal(findFunction(spelling)?.name, name);
});

const fills = (name: string, count: number): string | undefined => {
  const record = findFunction(name);
  return (
    record &&
    parametersFor(record, count)
      ?.map((parameter) => parameter.name)
      .join(', ')
  );
};

test('arguments fill parameters', () => {
  assert.equal(fills('bin', 1), 'period');
  assert.equal(fills('bin', 2), 'timestamp, period');
  assert.equal(fills('substr', 2), 'text, start');
  assert.equal(fills('substr', 3), 'text, start, length');
  assert.equal(fills('case', 4), 'condition, value, value, value');
  assert.equal(fills('count', 0), '');
  assert.equal(fills('topk', 2), 'k, value');
  assert.equal(fills('now', 1), undefined);
  assert.equal(fills('concat', 0), undefined);
  assert.equal(fills('if', 2), undefined);
  assert.deepEqual(argumentCounts(findFunction('round')!), { fewest: 1, most: 2 });
});
