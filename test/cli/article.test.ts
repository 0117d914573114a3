// The article's query over exports of any size, against the same row computed here with whole hundredths.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { writeColdStartExport } from '../../fixtures/generator/cold-start-export.ts';
import { articleRuns } from '../../fixtures/generator/runs.ts';
import { fixturesPath, insitu, ownDirectory, rowsOf } from './run-insitu.ts';

const queryPath = path.join(fixturesPath, 'article.query');
const query = readFileSync(queryPath, 'utf8');
const directory = ownDirectory();

/** 47169 -> "471.69"; no zeros at the end. */
const printHundredths = (hundredths: bigint): string => printScaled(hundredths * 100n);

/** Ten-thousandths as the service prints a number of at least 1. */
const printScaled = (scaled: bigint): string => {
  const digits = scaled.toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
};

/** The whole hundredths' mean, rounded to four decimals, halves up. */
const mean = (hundredths: readonly bigint[]): string => {
  const sum = hundredths.reduce((a, b) => a + b, 0n);
  const count = BigInt(hundredths.length);
  return printScaled((2n * sum * 100n + count) / (2n * count));
};

/** Nearest rank below 100 distinct values; then the greatest power of 1.001 that is not above it. */
const percentile = (hundredths: readonly bigint[], percent: number): string => {
  const rank = Math.max(1, Math.ceil((percent * hundredths.length) / 100));
  const sample = hundredths[rank - 1]!;
  if (new Set(hundredths).size < 100) return printHundredths(sample);
  let power = 1;
  while (power * 1.001 <= Number(sample) / 100) power *= 1.001;
  return printScaled(BigInt(Math.round(power * 10_000)));
};

const expectedRow = (durations: readonly number[]) => {
  const sorted = durations.map((ms) => BigInt(Math.round(ms * 100))).sort((a, b) => (a < b ? -1 : 1));
  if (sorted.length === 0) return { count: '0' };
  return {
    count: String(sorted.length),
    min: printHundredths(sorted[0]!),
    max: printHundredths(sorted.at(-1)!),
    avg: mean(sorted),
    median: percentile(sorted, 50),
    tile: percentile(sorted, 95),
  };
};

const sizes = [
  { seed: 11, coldStarts: 1, warmStarts: 3 },
  { seed: 12, coldStarts: 2, warmStarts: 0 },
  { seed: 13, coldStarts: 99, warmStarts: 7 },
  { seed: 14, coldStarts: 100, warmStarts: 0 },
  { seed: 15, coldStarts: 101, warmStarts: 20 },
  { seed: 16, coldStarts: 2500, warmStarts: 10 },
];

suite('the article’s query', { concurrency: 3 }, () => {
  for (const size of sizes) {
    test(`over ${size.coldStarts} cold starts: files, and a store into which they came twice`, async () => {
      const dir = path.join(directory, String(size.coldStarts));
      const db = `${dir}.db`;
      const logGroup = '/aws/lambda/article';
      const expected = expectedRow(writeColdStartExport({ ...size, dir, logGroup, memoryMb: 128 }));

      const fromFiles = await insitu(['query', query, dir, '--format', 'json']);
      assert.deepEqual(rowsOf(fromFiles.stdout), [expected]);
      assert.equal(fromFiles.code, 0);

      const imports = ['import', dir, '--db', db, '--group', logGroup];
      const first = await insitu(imports);
      const second = await insitu(imports);
      assert.deepEqual([first.code, second.code], [0, 0], first.stderr + second.stderr);
      assert.match(second.stderr, /imported 0 events .* already in the store/);
      const fromStore = await insitu(['query', `@${queryPath}`, '--db', db, '--format', 'json']);
      assert.deepEqual(rowsOf(fromStore.stdout), [expected]);
    });
  }

  test('over logs without any cold start counts none', async () => {
    const file = path.join(import.meta.dirname, '../../package.json');
    const { stdout, code } = await insitu(['query', query, file, '--format', 'json']);
    assert.equal(code, 0);
    // A stats without groups has a row even over nothing, as the service's has.
    const [row = {}] = rowsOf(stdout);
    assert.ok(row.count === '0' || row.count === undefined, stdout);
    assert.equal(row.max, undefined);
  });

  for (const run of articleRuns.slice(0, 1)) {
    test(`over the fixtures of ${run.directory} gives the published row`, async () => {
      const dir = path.join(fixturesPath, 'cold-starts', run.directory);
      const { stdout, stderr } = await insitu(['query', `@${queryPath}`, dir, '--format', 'json']);
      assert.deepEqual(rowsOf(stdout), [{ ...run.published }]);
      assert.match(stderr, /^1 row from [\d,]+ records matched/);
    });
  }
});
