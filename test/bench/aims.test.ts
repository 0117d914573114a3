import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aimsTable } from './aims.ts';
import type { Figure } from './section.ts';

/** Threads, figure, of what, and whether it is met, of the aims whose title begins so. */
const judged = (title: string, figures: readonly Figure[], hasThreads = true) =>
  aimsTable(figures, hasThreads)
    .rows.filter(([name]) => name?.startsWith(title))
    .map(([, , threads, figure, of, , met]) => [threads, figure, of, met]);

test('the worst figure counts, and the limit itself is met', () => {
  const figure = (value: number, of: string): Figure => ({ kind: 'import', value, of, threads: 1 });
  const title = 'import / DuckDB, the same';
  assert.deepEqual(judged(title, [figure(0.5, 'a'), figure(1, 'b')]), [['1', '1.00', 'b', 'met']]);
  assert.deepEqual(judged(title, [figure(1.8, 'a'), figure(1, 'b')]), [['1', '1.80', 'a', 'not met']]);
});

test('a mean is geometric, the worst stands in a row of its own', () => {
  const figures = [0.2, 1.25].map(
    (value): Figure => ({ kind: 'process', value, of: `q${value}`, threads: 1 }),
  );
  assert.deepEqual(judged('query, whole process', figures), [
    ['1', '0.50', '2 measured', 'met'],
    ['1', '1.25', 'q1.25', 'not met'],
  ]);
});

test('what was not measured is neither met nor missed', () => {
  const nothing = [['', 'not measured', '', '']];
  assert.deepEqual(judged('insitu --version', []), nothing);
  const small: Figure = { kind: 'memory', value: 300, of: 'q', threads: 1, events: 1_000_000 };
  assert.deepEqual(judged('memory', [small]), nothing);
  assert.deepEqual(judged('memory', [{ ...small, events: 10_000_000 }]), [['1', '300', 'q', 'met']]);
});

test('an insitu without threads is not judged on two, but for its imports', () => {
  const two: Figure = { kind: 'engine', value: 0.4, of: 'q', threads: 2 };
  assert.deepEqual(judged('query, engine', [two], false), [['', 'not measured', '', '']]);
  assert.deepEqual(judged('query, engine', [two], true), [['2', '0.40', '1 measured', 'met']]);
  assert.equal(judged('import / DuckDB, the same', [{ ...two, kind: 'import' }], false)[0]?.[0], '2');
});
