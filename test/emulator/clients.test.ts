// The whole endpoint, as the clients see it that people have: the SDK for JavaScript and boto3; the AWS CLI is in aws-cli.test.ts.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { type RunningServer, startServer } from '../../src/emulator/index.ts';
import { isThere, run } from './programs.ts';
import { answerOf, clientOf, rowsOf } from './query-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'insitu-clients-'));
after(() => rmSync(folder, { recursive: true, force: true }));

suite('the endpoint', () => {
  let server: RunningServer;
  before(async () => {
    server = await startServer({ store: join(folder, 'logs.db'), port: 0, region: 'us-east-1' });
  });
  after(() => server.close());

  const nowMs = Date.now();
  const startTime = Math.floor(nowMs / 1000) - 60;
  const endTime = startTime + 120;
  const messages = ['{"level":"error","ms":12}', '{"level":"info","ms":3}', 'START plain'];

  suite('the SDK for JavaScript', () => {
    const logGroupName = '/js/app';
    let client: CloudWatchLogs;
    before(async () => {
      client = clientOf(server.url);
      await client.createLogGroup({ logGroupName });
      await client.createLogStream({ logGroupName, logStreamName: 'one' });
      await client.putLogEvents({
        logGroupName,
        logStreamName: 'one',
        logEvents: messages.map((message, index) => ({ message, timestamp: nowMs + index })),
      });
    });
    after(() => client.destroy());

    test('events are filtered by text and by selector, and read in pages', async () => {
      const filtered = async (filterPattern: string) =>
        (await client.filterLogEvents({ logGroupName, filterPattern })).events?.map(({ message }) => message);
      assert.deepEqual(await filtered('START'), [messages[2]]);
      assert.deepEqual(await filtered('{ $.level = "error" }'), [messages[0]]);
      const page = { logGroupName, logStreamName: 'one', startFromHead: true, limit: 2 };
      const first = await client.getLogEvents(page);
      const second = await client.getLogEvents({ ...page, nextToken: first.nextForwardToken });
      assert.deepEqual(
        [first, second].map(({ events }) => events?.map(({ message }) => message)),
        [messages.slice(0, 2), messages.slice(2)],
      );
    });

    test('what was put just now is there for queries, and its pointer leads back to it', async () => {
      const { queryId = '' } = await client.startQuery({
        logGroupName,
        startTime,
        endTime,
        queryString: 'filter ms > 10 | display level, @log',
      });
      const answer = await answerOf(client, queryId);
      assert.deepEqual(rowsOf(answer), [{ level: 'error', '@log': '000000000000:/js/app' }]);
      const logRecordPointer = answer.results?.[0]?.at(-1)?.value;
      const { logRecord } = await client.getLogRecord({ logRecordPointer });
      assert.equal(logRecord?.['@message'], messages[0]);
    });

    test('a log group without events answers with nothing', async () => {
      await client.createLogGroup({ logGroupName: '/js/empty' });
      const queryString = 'stats count(*) as n by level';
      const ask = { logGroupName: '/js/empty', startTime, endTime, queryString };
      const { queryId = '' } = await client.startQuery(ask);
      assert.deepEqual((await answerOf(client, queryId)).results, []);
    });

    test('a live tail shows what is put while it runs', async () => {
      const leaving = new AbortController();
      const { responseStream } = await client.startLiveTail(
        { logGroupIdentifiers: ['arn:aws:logs:us-east-1:000000000000:log-group:/js/app'] },
        { abortSignal: leaving.signal },
      );
      for await (const { sessionStart, sessionUpdate } of responseStream ?? []) {
        if (sessionStart)
          await client.putLogEvents({
            logGroupName,
            logStreamName: 'one',
            logEvents: [{ message: 'now', timestamp: Date.now() }],
          });
        const seen = sessionUpdate?.sessionResults?.map(({ message }) => message) ?? [];
        if (seen.length === 0) continue;
        assert.deepEqual(seen, ['now']);
        break;
      }
      leaving.abort();
    });
  });

  const boto3 = `
import boto3, json, sys, time, threading
from botocore.config import Config
logs = boto3.client('logs', endpoint_url=sys.argv[1], config=Config(inject_host_prefix=False, retries={'max_attempts': 1}))
group, now = '/py/app', int(sys.argv[2])
told = {}
logs.create_log_group(logGroupName=group, tags={'team': 'a'})
logs.create_log_stream(logGroupName=group, logStreamName='s')
def put(texts):
    logs.put_log_events(logGroupName=group, logStreamName='s', logEvents=[{'timestamp': now + n, 'message': m} for n, m in enumerate(texts)])
put(json.loads(sys.argv[3]))
pages = logs.get_paginator('filter_log_events').paginate(logGroupName=group, PaginationConfig={'PageSize': 2})
told['filtered'] = [e['message'] for page in pages for e in page['events']]
told['selected'] = [e['message'] for e in logs.filter_log_events(logGroupName=group, filterPattern='{ $.level = "error" }')['events']]
told['named'] = [e['message'] for e in logs.filter_log_events(logGroupName=group, filterPattern='START')['events']]
told['read'], token = [], None
while len(told['read']) < 3:
    page = logs.get_log_events(logGroupName=group, logStreamName='s', startFromHead=True, limit=2, **({'nextToken': token} if token else {}))
    told['read'] += [e['message'] for e in page['events']]
    token = page['nextForwardToken']
def ask(text):
    query = logs.start_query(logGroupName=group, startTime=now // 1000 - 60, endTime=now // 1000 + 60, queryString=text)['queryId']
    while True:
        answer = logs.get_query_results(queryId=query)
        if answer['status'] not in ('Scheduled', 'Running'): return answer
        time.sleep(0.02)
answer = ask('filter level = "info" | display ms')
told['status'] = answer['status']
told['rows'] = [[c['field'] for c in row] for row in answer['results']]
told['matched'] = answer['statistics']['recordsMatched']
told['record'] = logs.get_log_record(logRecordPointer=answer['results'][0][-1]['value'])['logRecord']['@message']
def refusal(call):
    try: call()
    except Exception as error: return error
malformed = refusal(lambda: ask('fields a | nonsense'))
told['malformed'] = [type(malformed).__name__, malformed.response['queryCompileError']['location'], malformed.response['ResponseMetadata']['HTTPStatusCode']]
told['missing'] = type(refusal(lambda: logs.start_query(logGroupName='none', startTime=0, endTime=1, queryString='fields a'))).__name__
told['unknown'] = refusal(lambda: logs.list_integrations()).response['Error']['Code']
# It may have ended before: then that is told, and nothing else.
ended = refusal(lambda: logs.stop_query(queryId=logs.start_query(logGroupName=group, startTime=0, endTime=1, queryString='fields a')['queryId']))
told['stopped'] = ended is None or type(ended).__name__ == 'InvalidParameterException'
told['described'] = {q['logGroupName'] for q in logs.describe_queries(logGroupName=group)['queries']} == {group}
told['streams'] = [s['logStreamName'] for s in logs.describe_log_streams(logGroupName=group)['logStreams']]
saved = logs.put_query_definition(name='q', queryString='fields a')['queryDefinitionId']
told['definitions'] = [d['name'] for d in logs.describe_query_definitions()['queryDefinitions']]
told['deleted'] = logs.delete_query_definition(queryDefinitionId=saved)['success']
told['groups'] = [g['logGroupName'] for g in logs.describe_log_groups(logGroupNamePrefix='/py')['logGroups']]
told['fields'] = [f['name'] for f in logs.get_log_group_fields(logGroupName=group, time=now // 1000)['logGroupFields'] if f['percent'] > 50]
tail = logs.start_live_tail(logGroupIdentifiers=['arn:aws:logs:us-east-1:000000000000:log-group:' + group])['responseStream']
for event in tail:
    if 'sessionStart' in event: threading.Thread(target=put, args=(['live'],)).start()
    results = event.get('sessionUpdate', {}).get('sessionResults', [])
    if results:
        told['tail'] = [r['message'] for r in results]
        break
tail.close()
print(json.dumps(told))
`;

  suite('boto3', { skip: isThere('python3', ['-c', 'import boto3']) ? false : 'there is no boto3' }, () => {
    test('puts, filters, queries, is refused, and tails', async () => {
      const ended = await run('python3', ['-c', boto3, server.url, String(nowMs), JSON.stringify(messages)]);
      assert.equal(ended.code, 0, ended.stderr);
      const { fields, ...told } = JSON.parse(ended.stdout);
      assert.deepEqual(told, {
        filtered: messages,
        selected: [messages[0]],
        named: [messages[2]],
        read: messages,
        stopped: true,
        described: true,
        streams: ['s'],
        status: 'Complete',
        rows: [['ms', '@ptr']],
        matched: 1,
        record: messages[1],
        malformed: ['MalformedQueryException', { startCharOffset: 11, endCharOffset: 19 }, 400],
        missing: 'ResourceNotFoundException',
        unknown: 'UnknownOperationException',
        definitions: ['q'],
        deleted: true,
        groups: ['/py/app'],
        tail: ['live'],
      });
      assert.ok(fields.includes('@message') && fields.includes('level'), String(fields));
    });
  });
});
