// insitu serve: it says where it is, answers there, and ends when it is told to.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import path from 'node:path';
import { suite, test } from 'node:test';
import { insitu, ownDirectory, type Running, startInsitu } from './run-insitu.ts';

const directory = ownDirectory();
const db = path.join(directory, 'served.db');

/** The endpoint, which is the first line that it prints. */
const endpointOf = async ({ child }: Running): Promise<string> => {
  assert.ok(child.stdout);
  const [bytes] = (await once(child.stdout, 'data')) as [Buffer];
  return bytes.toString().trim();
};

const call = async (endpoint: string, operation: string, input: object): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

suite('serve', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`answers until ${signal}, and what was put stays in the store`, async () => {
      const running = startInsitu(['serve', '--port', '0', '--db', db]);
      const endpoint = await endpointOf(running);
      assert.match(endpoint, /^http:\/\/127\.0\.0\.1:[0-9]+$/);
      const group = { logGroupName: `/served/${signal}` };
      await call(endpoint, 'CreateLogGroup', group);
      await call(endpoint, 'CreateLogStream', { ...group, logStreamName: 's' });
      const logEvents = [{ message: 'hello', timestamp: Date.now() }];
      await call(endpoint, 'PutLogEvents', { ...group, logStreamName: 's', logEvents });
      const now = Math.floor(Date.now() / 1000);
      const ask = { ...group, startTime: now - 60, endTime: now + 60, queryString: 'fields @message' };
      const { queryId } = (await call(endpoint, 'StartQuery', ask)) as { queryId: string };
      for (;;) {
        const answer = (await call(endpoint, 'GetQueryResults', { queryId })) as { status: string };
        if (answer.status !== 'Scheduled' && answer.status !== 'Running') {
          assert.equal(answer.status, 'Complete');
          break;
        }
      }
      running.child.kill(signal);
      const { code, stdout, stderr, elapsedMs } = await running.ended;
      assert.deepEqual({ code, stdout }, { code: 0, stdout: `${endpoint}\n` });
      assert.ok(stderr.includes(`--endpoint-url ${endpoint}`), stderr);
      assert.ok(elapsedMs < 20_000);
      const found = await insitu([
        'query',
        'display @message',
        '--db',
        db,
        '--group',
        group.logGroupName,
        '-q',
        '--format',
        'csv',
      ]);
      assert.equal(found.stdout.replaceAll('\r', ''), '@message\nhello\n');
    });

  test('what cannot be is told in one line', async () => {
    const told = async (...args: string[]) => {
      const { code, stderr } = await insitu(['serve', '--db', db, ...args]);
      return { code, stderr: stderr.trim() };
    };
    assert.deepEqual(await told('--port', 'x'), { code: 2, stderr: 'insitu: --port: "x" is no port' });
    assert.deepEqual(await told('--account', '12'), {
      code: 2,
      stderr: 'insitu: --account: "12" is no account: 12 digits',
    });
    assert.deepEqual(await told('--access-key', 'a'), {
      code: 2,
      stderr: 'insitu: --access-key and --secret-key belong together',
    });
    const running = startInsitu(['serve', '--port', '0', '--db', path.join(directory, 'other.db')]);
    const { port } = new URL(await endpointOf(running));
    assert.deepEqual(await told('--port', port), {
      code: 1,
      stderr: `insitu: port ${port} is taken; --port 0 takes any that is free`,
    });
    running.child.kill('SIGTERM');
    await running.ended;
  });
});
