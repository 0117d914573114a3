// Running a query on a service: looks, pages, ends.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Stopped } from '../../../src/service/fetch/retry.ts';
import { runOnService, type ServiceAnswer } from '../../../src/service/verify/run-on-service.ts';
import { fakeQueries, START_SECONDS } from './small-world.ts';

const answer: ServiceAnswer = {
  rows: Array.from({ length: 7 }, (_, index) => [{ field: 'n', value: String(index) }]),
  statistics: { recordsScanned: 7 },
  isCut: false,
};
const request = {
  query: 'fields n',
  logGroups: ['app'],
  startSeconds: START_SECONDS,
  endSeconds: START_SECONDS + 1,
};
const options = (signal = new AbortController().signal) => ({ signal, timeoutMs: 5_000, firstPauseMs: 1 });

suite('a query on the service', () => {
  test('is looked at until it is complete, and read page by page', async () => {
    const queries = fakeQueries(answer, { pageRows: 3, looks: 2 });
    assert.deepEqual(await runOnService(queries, request, options()), answer);
    assert.deepEqual(queries.asked, [undefined, undefined, undefined, '3', '6']);
    assert.deepEqual(queries.stopped, []);
  });

  for (const status of ['Failed', 'Cancelled', 'Timeout'])
    test(`that ends as ${status} has no answer`, async () => {
      const queries = fakeQueries(answer, { status });
      await assert.rejects(runOnService(queries, request, options()), new RegExp(status));
      assert.deepEqual(queries.stopped, ['query-1']);
    });

  test('that takes too long is stopped', async () => {
    const queries = fakeQueries(answer, { looks: 1_000 });
    await assert.rejects(runOnService(queries, request, { ...options(), timeoutMs: 0 }), /has not answered/);
    assert.deepEqual(queries.stopped, ['query-1']);
  });

  test('is stopped when the user has had enough', async () => {
    const queries = fakeQueries(answer, { looks: 1_000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(runOnService(queries, request, options(controller.signal)), Stopped);
    assert.deepEqual(queries.stopped, ['query-1']);
  });

  test('a throttled request is made again, a refused one is not', async () => {
    const failing = (name: string, times: number) => {
      const queries = fakeQueries(answer);
      let failures = 0;
      const start = async (): Promise<string> => {
        failures += 1;
        if (failures <= times) throw Object.assign(new Error('no'), { name });
        return 'query-1';
      };
      return { ...queries, start };
    };
    assert.deepEqual(await runOnService(failing('ThrottlingException', 2), request, options()), answer);
    await assert.rejects(runOnService(failing('MalformedQueryException', 1), request, options()), {
      name: 'MalformedQueryException',
    });
  });

  test('a token that leads to itself is not followed for ever', async () => {
    const queries = fakeQueries(answer);
    const page = { status: 'Complete', rows: answer.rows, statistics: {}, nextToken: 'again' };
    const { rows } = await runOnService({ ...queries, results: async () => page }, request, options());
    assert.equal(rows.length, 14);
  });
});
