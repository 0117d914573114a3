// Every documented sample query is planned and run, and all runs agree; those that are not are listed with the
// reason and the place where they are refused.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { planQuery } from '../../src/plan/index.ts';
import type { Answer } from '../runner/index.ts';
import { allRuns } from '../runs/all-runs.ts';
import { documentedSamples, hasSamples, sampleSurroundings } from './documented-samples.ts';

type Refused = { readonly has: string; readonly at: string; readonly why: string };

const unknowable = 'what the service knows of log groups is in no file';
const saved = 'a saved query, which is written out before it is planned';

const refused: readonly Refused[] = [
  { has: 'referrer= http://', at: '://34', why: 'the documentation forgot the quotes' },
  { has: '# Invalid reference to @message', at: '@message)) AS', why: 'documented as invalid' },
  { has: '# Invalid reference to @timestamp', at: 'bin(5m) # Inv', why: 'documented as invalid' },
  { has: 'accountIdentifier', at: 'logGroups(', why: unknowable },
  { has: "class: ['INFREQUENT_ACCESS']", at: 'logGroups(', why: unknowable },
  { has: 'SOURCE dataSource', at: 'dataSource(', why: unknowable },
  { has: 'logGroupTags', at: 'logGroupTags(', why: unknowable },
  { has: '{{logLevel}}', at: '{{logLevel', why: saved },
  { has: '$ErrorsByLevel', at: '$ErrorsByLevel', why: saved },
];

const shown = (answer: Answer): unknown =>
  answer.kind === 'table' ? { columns: answer.columns, rows: answer.rows } : answer.rendered;

suite('documented samples', { skip: !hasSamples }, () => {
  const runs = allRuns();

  for (const [index, sample] of documentedSamples.entries()) {
    const title = `${index + 1}: ${sample.split('\n')[0]}`;
    const exception = refused.find(({ has }) => sample.includes(has));
    if (exception !== undefined) {
      test(`${title}, refused: ${exception.why}`, () => {
        const { plan, diagnostics } = planQuery(sample);
        assert.equal(plan, undefined);
        assert.equal(diagnostics[0]?.span.start, sample.indexOf(exception.at));
      });
      continue;
    }
    test(title, async () => {
      const { diagnostics } = planQuery(sample);
      assert.deepEqual(diagnostics, []);
      const [first, ...others] = runs.filter((run) => run.canAnswer?.(sample) !== false);
      assert.ok(first !== undefined);
      const expected = shown(await first.answer(sample, sampleSurroundings));
      for (const run of others)
        assert.deepEqual(shown(await run.answer(sample, sampleSurroundings)), expected, run.name);
    });
  }

  test('every exception is that of a sample', () => {
    const idle = refused.filter(({ has }) => !documentedSamples.some((sample) => sample.includes(has)));
    assert.deepEqual(idle, []);
  });
});
