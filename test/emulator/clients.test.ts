// The whole endpoint, as the clients see it that people have: the SDK for JavaScript, boto3, the AWS CLI.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { type RunningServer, startServer } from '../../src/emulator/index.ts';
import { answerOf, clientOf, rowsOf } from './query-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'insitu-clients-'));
after(() => rmSync(folder, { recursive: true, force: true }));

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

const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: join(folder, 'none'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
};

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

const run = (program: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(program, [...args], { env: environment, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });

const isThere = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;

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

suite('the AWS CLI', { skip: isThere('aws', ['--version']) ? false : 'there is no aws' }, () => {
  const aws = (...args: string[]): Promise<Ended> =>
    run('aws', ['logs', '--output', 'json', '--endpoint-url', server.url, ...args]);

  const answered = async (...args: string[]) => {
    const ended = await aws(...args);
    assert.equal(ended.code, 0, ended.stderr);
    return ended.stdout === '' ? undefined : JSON.parse(ended.stdout);
  };

  const group = ['--log-group-name', '/cli/app'];
  const window = ['--start-time', String(startTime), '--end-time', String(endTime)];
  const asked = (query: string) => ['start-query', ...group, ...window, '--query-string', query];

  /** Every call starts a Python: it takes longer to begin than the query to end. */
  const answerOfCli = async (query: string) => {
    const { queryId } = await answered(...asked(query));
    const answer = await answered('get-query-results', '--query-id', queryId);
    assert.equal(answer.status, 'Complete');
    return answer.results;
  };

  const messagesOf = ({ events }: { readonly events: readonly { readonly message: string }[] }) =>
    events.map(({ message }) => message);

  before(async () => {
    const events = messages.map((message, index) => ({ message, timestamp: nowMs + index }));
    await answered('create-log-group', ...group);
    await answered('create-log-stream', ...group, '--log-stream-name', 's');
    const put = ['--log-stream-name', 's', '--log-events', JSON.stringify(events)];
    await answered('put-log-events', ...group, ...put);
  });

  test('filters by text and by selector, and reads in pages', async () => {
    const filtered = (pattern: string) =>
      answered('filter-log-events', ...group, '--filter-pattern', pattern);
    assert.deepEqual(messagesOf(await filtered('START')), [messages[2]]);
    assert.deepEqual(messagesOf(await filtered('{ $.ms < 10 }')), [messages[1]]);
    const page = ['get-log-events', ...group, '--log-stream-name', 's', '--start-from-head', '--limit', '2'];
    const first = await answered(...page);
    const second = await answered(...page, '--next-token', first.nextForwardToken);
    assert.deepEqual([first, second].map(messagesOf), [messages.slice(0, 2), messages.slice(2)]);
  });

  test('queries, and finds the event that a pointer names', async () => {
    assert.deepEqual(await answerOfCli('stats sum(ms) as s'), [[{ field: 's', value: '15' }]]);
    const [[, pointer]] = await answerOfCli('filter level = "info" | display ms');
    const { logRecord } = await answered('get-log-record', '--log-record-pointer', pointer.value);
    assert.equal(logRecord['@message'], messages[1]);
  });

  test('describes groups, streams and queries; saves definitions; stops', async () => {
    const { logGroups } = await answered('describe-log-groups', '--log-group-name-prefix', '/cli');
    assert.deepEqual(
      logGroups.map(({ logGroupName }: { logGroupName: string }) => logGroupName),
      ['/cli/app'],
    );
    const { logStreams } = await answered('describe-log-streams', ...group);
    assert.equal(logStreams.length, 1);
    const { queryId } = await answered(...asked('fields a'));
    // It has ended long before: that is told, and nothing else.
    const stopped = await aws('stop-query', '--query-id', queryId);
    assert.match(stopped.stdout + stopped.stderr, /"success": true|InvalidParameterException/);
    const { queries } = await answered('describe-queries', ...group);
    assert.ok(queries.some((query: { queryId: string }) => query.queryId === queryId));
    const definition = ['--name', 'of the CLI', '--query-string', 'fields a'];
    const { queryDefinitionId } = await answered('put-query-definition', ...definition);
    const named = ['--query-definition-name-prefix', 'of the'];
    assert.equal((await answered('describe-query-definitions', ...named)).queryDefinitions.length, 1);
    const id = ['--query-definition-id', queryDefinitionId];
    assert.deepEqual(await answered('delete-query-definition', ...id), { success: true });
  });

  test('is told why a query is refused, and what is not there', async () => {
    const refused = await aws(...asked('fields a | nonsense'), '--debug');
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /MalformedQueryException/);
    // It prints the message alone; what else there is, only when it is told to print all.
    assert.match(refused.stderr, /"location":\{"startCharOffset":11,"endCharOffset":19\}/);
    const missing = await aws('filter-log-events', '--log-group-name', 'none');
    assert.match(missing.stderr, /ResourceNotFoundException/);
  });

  const hasTail = isThere('aws', ['logs', 'tail', 'help']);
  test('tails', { skip: hasTail ? false : 'this aws has no logs tail' }, async () => {
    const { code, stdout, stderr } = await aws('tail', '/cli/app', '--since', '1h', '--format', 'short');
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.slice(20)),
      messages,
    );
  });
});
