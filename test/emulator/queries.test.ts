// Queries as a client of the SDK sees them: started, answered, refused, and their events looked up.

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { answerOf, ask, clientOf, rowsOf, type Served, START_S, serve, start } from './query-server.ts';

const json = (value: unknown): string => JSON.stringify(value);

suite('queries over the API', () => {
  let served: Served;
  before(async () => {
    served = await serve({
      app: [json({ level: 'info', ms: 1 }), json({ level: 'error', ms: 20 }), json({ level: 'info' })],
      other: ['plain text'],
      '111122223333:eu-west-1:app': ['far away'],
    });
  });
  after(() => served[Symbol.asyncDispose]());

  test('rows are fields and values, all texts; what is missing is left out; events end in @ptr', async () => {
    const queryId = await start(served.client, 'fields level, ms | sort @timestamp asc');
    const answer = await answerOf(served.client, queryId);
    assert.equal(answer.status, 'Complete');
    assert.equal(answer.queryLanguage, 'CWLI');
    assert.deepEqual(
      answer.results?.map((row) => row.map(({ field }) => field)),
      [
        ['level', 'ms', '@ptr'],
        ['level', 'ms', '@ptr'],
        ['level', '@ptr'],
      ],
    );
    assert.deepEqual(rowsOf(answer), [
      { level: 'info', ms: '1' },
      { level: 'error', ms: '20' },
      { level: 'info' },
    ]);
    assert.deepEqual(answer.statistics, {
      recordsMatched: 3,
      recordsScanned: 3,
      bytesScanned: 64,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: 1,
      resultCount: 3,
    });
  });

  test('rows of a stats have no @ptr', async () => {
    const queryId = await start(served.client, 'stats count(*) as n by level');
    const { results } = await answerOf(served.client, queryId);
    assert.deepEqual(
      results?.map((row) => row.map(({ field }) => field)),
      [
        ['level', 'n'],
        ['level', 'n'],
      ],
    );
  });

  test('times are seconds, both inclusive, and ms where they are too great for seconds', async () => {
    const count = (startTime: number, endTime: number) =>
      ask(served.client, 'stats count(*) as n', { startTime, endTime });
    assert.deepEqual(await count(START_S + 1, START_S + 1), [{ n: '1' }]);
    assert.deepEqual(await count(START_S * 1000 + 1000, START_S * 1000 + 2000), [{ n: '2' }]);
    await assert.rejects(count(START_S + 1, START_S), { name: 'InvalidParameterException' });
  });

  test('several log groups, by name, by ARN, by SOURCE', async () => {
    const query = 'stats count(*) as n';
    assert.deepEqual(await ask(served.client, query, { logGroupNames: ['app', 'other'] }), [{ n: '4' }]);
    const identifiers = ['app', 'arn:aws:logs:eu-west-1:111122223333:log-group:app'];
    assert.deepEqual(await ask(served.client, query, { logGroupIdentifiers: identifiers }), [{ n: '4' }]);
    assert.deepEqual(await ask(served.client, `SOURCE logGroups(namePrefix: ['o']) | ${query}`), [
      { n: '1' },
    ]);
    const queryId = await start(served.client, `SOURCE logGroups() | ${query}`);
    assert.deepEqual(rowsOf(await answerOf(served.client, queryId)), [{ n: '4' }]);
    const { logGroupIdentifiers } = await served.client.listLogGroupsForQuery({ queryId });
    assert.deepEqual(logGroupIdentifiers, ['app', 'other']);
  });

  test('account and region keep log groups and queries apart', async () => {
    const there = clientOf(served.url, { account: '111122223333', region: 'eu-west-1' });
    assert.deepEqual(await ask(there, 'display @log, @message'), [
      { '@log': '111122223333:app', '@message': 'far away' },
    ]);
    assert.deepEqual(await ask(served.client, 'display @log | limit 1'), [{ '@log': '000000000000:app' }]);
    const queryId = await start(there, 'fields a');
    await assert.rejects(served.client.getQueryResults({ queryId }), { name: 'ResourceNotFoundException' });
    await answerOf(there, queryId);
    there.destroy();
  });

  test('a malformed query is told with its place', async () => {
    await assert.rejects(start(served.client, 'stats count(*) by level | limt 3'), (error: object) => {
      const { name, message, queryCompileError } = error as Error & { queryCompileError: object };
      assert.equal(name, 'MalformedQueryException');
      assert.equal(message, 'unexpected symbol found limt at line 1 and position 27');
      assert.deepEqual(queryCompileError, {
        location: { startCharOffset: 26, endCharOffset: 30 },
        message,
      });
      return true;
    });
  });

  test('log groups that are not there, too many, in two ways, or none at all are refused', async () => {
    const refused = (name: string, options: object, query = 'fields a') =>
      assert.rejects(start(served.client, query, options), { name });
    await refused('ResourceNotFoundException', { logGroupNames: ['app', 'nowhere'] });
    await refused('ResourceNotFoundException', {}, 'SOURCE "nowhere" | fields a');
    await refused('InvalidParameterException', {
      logGroupNames: Array.from({ length: 51 }, (_, n) => `g${n}`),
    });
    await refused('InvalidParameterException', { logGroupName: 'app', logGroupNames: ['other'] });
    await refused('InvalidParameterException', { logGroupName: undefined });
    await refused('InvalidParameterException', { queryLanguage: 'SQL' });
    await refused('InvalidParameterException', { limit: 100_001 });
    await refused('InvalidParameterException', {}, `fields a${' '.repeat(10_000)}`);
  });

  test('the limit of the request is a limit behind the query, unless that has one', async () => {
    const levels = async (query: string, limit: number) =>
      (await ask(served.client, query, { limit })).length;
    assert.equal(await levels('fields level', 2), 2);
    assert.equal(await levels('stats count(*) by level # by level', 1), 1);
    assert.equal(await levels('fields level | limit 1', 2), 1);
    assert.equal(await levels('fields level | limit 3', 2), 2);
    await assert.rejects(start(served.client, 'estimate', { limit: 1 }), {
      name: 'MalformedQueryException',
      message: 'unexpected symbol found limit',
    });
  });

  test('an answer comes in pages of at most maxItems rows', async () => {
    const queryId = await start(served.client, 'fields level | sort @timestamp asc');
    const first = await answerOf(served.client, queryId, { maxItems: 2 });
    assert.equal(first.results?.length, 2);
    const last = await served.client.getQueryResults({ queryId, maxItems: 2, nextToken: first.nextToken });
    assert.deepEqual(rowsOf(last), [{ level: 'info' }]);
    assert.equal(last.nextToken, undefined);
    const other = await start(served.client, 'fields level');
    await assert.rejects(served.client.getQueryResults({ queryId: other, nextToken: first.nextToken }), {
      name: 'InvalidParameterException',
    });
  });

  test('a pointer leads to the whole event, for those who may see it', async () => {
    const { results } = await answerOf(served.client, await start(served.client, 'filter level = "error"'));
    const logRecordPointer = results?.[0]?.at(-1)?.value;
    assert.ok(logRecordPointer);
    const { logRecord } = await served.client.getLogRecord({ logRecordPointer, unmask: true });
    assert.deepEqual(logRecord, {
      '@ingestionTime': String(START_S * 1000),
      '@log': '000000000000:app',
      '@logStream': 'stream',
      '@message': json({ level: 'error', ms: 20 }),
      '@ptr': logRecordPointer,
      '@timestamp': String((START_S + 1) * 1000),
      level: 'error',
      ms: '20',
    });
    const there = clientOf(served.url, { account: '111122223333', region: 'eu-west-1' });
    await assert.rejects(there.getLogRecord({ logRecordPointer }), { name: 'ResourceNotFoundException' });
    there.destroy();
    await assert.rejects(served.client.getLogRecord({ logRecordPointer: 'nonsense' }));
  });

  test('the fields of a log group, each with the percentage of events that have it', async () => {
    const { logGroupFields } = await served.client.getLogGroupFields({ logGroupName: 'app', time: START_S });
    const percents = new Map(logGroupFields?.map(({ name, percent }) => [name, percent]));
    assert.equal(percents.get('@message'), 100);
    assert.equal(percents.get('level'), 100);
    assert.equal(percents.get('ms'), 67);
    // The last quarter of an hour has no events.
    const none = await served.client.getLogGroupFields({ logGroupName: 'app' });
    assert.deepEqual(none.logGroupFields, []);
  });

  test('queries are listed, newest first, by status and log group, in pages', async () => {
    const queryId = await start(served.client, 'fields a', { logGroupNames: ['other'] });
    await answerOf(served.client, queryId);
    const { queries = [] } = await served.client.describeQueries({
      logGroupName: 'other',
      status: 'Complete',
    });
    assert.equal(queries[0]?.queryId, queryId);
    assert.equal(queries[0]?.queryString, 'fields a');
    assert.equal(queries[0]?.logGroupName, 'other');
    assert.ok(queries.length >= 2);
    const first = await served.client.describeQueries({ logGroupName: 'other', maxResults: 1 });
    const second = await served.client.describeQueries({
      logGroupName: 'other',
      maxResults: 1,
      nextToken: first.nextToken,
    });
    assert.equal(first.queries?.[0]?.queryId, queryId);
    assert.notEqual(second.queries?.[0]?.queryId, queryId);
  });
});
