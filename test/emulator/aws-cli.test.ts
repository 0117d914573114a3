// The endpoint as the AWS CLI sees it, of whatever version there is.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { type RunningServer, startServer } from '../../src/emulator/index.ts';
import { type Ended, isThere, run } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'insitu-clients-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = Date.now();
const startTime = Math.floor(nowMs / 1000) - 60;
const endTime = startTime + 120;
const messages = ['{"level":"error","ms":12}', '{"level":"info","ms":3}', 'START plain'];

suite('the AWS CLI', { skip: isThere('aws', ['--version']) ? false : 'there is no aws' }, () => {
  let server: RunningServer;
  before(async () => {
    server = await startServer({ store: join(folder, 'logs.db'), port: 0, region: 'us-east-1' });
  });
  after(() => server.close());

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
