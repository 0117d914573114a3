// AWS JSON 1.1 over HTTP, below the SDKs: what is asked well, badly, and by whom.

import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request } from 'node:http';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { clientOf, type Served, START_S, serve } from './query-server.ts';

type Sent = {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

type Got = {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

const send = (url: string, { method = 'POST', target, headers = {}, body = '' }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const named = target === undefined ? {} : { 'x-amz-target': `Logs_20140328.${target}` };
    const type = { 'content-type': 'application/x-amz-json-1.1' };
    const sent = request(url, { method, headers: { ...type, ...named, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const assertRefused = (got: Got, status: number, type: string): void => {
  assert.equal(got.status, status);
  assert.equal(got.headers['x-amzn-errortype'], type);
  assert.match(String(got.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
  const { __type, message } = JSON.parse(got.body);
  assert.equal(__type, type);
  assert.equal(typeof message, 'string');
};

suite('the protocol', () => {
  let served: Served;
  before(async () => {
    served = await serve({ app: ['x'] });
  });
  after(() => served[Symbol.asyncDispose]());

  test('an answer is JSON with the id of the request', async () => {
    const got = await send(served.url, { target: 'DescribeQueries', body: '{}' });
    assert.equal(got.status, 200);
    assert.equal(got.headers['content-type'], 'application/x-amz-json-1.1');
    assert.match(String(got.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
    assert.deepEqual(JSON.parse(got.body), { queries: [] });
  });

  test('a request without a body is one of no members', async () => {
    assert.equal((await send(served.url, { target: 'DescribeQueries' })).status, 200);
  });

  test('operations that are not there, names of no operation, and names from the prototype of objects', async () => {
    for (const target of ['CreateDelivery', 'constructor', undefined])
      assertRefused(
        await send(served.url, target === undefined ? {} : { target }),
        400,
        'UnknownOperationException',
      );
  });

  test('bodies that cannot be read', async () => {
    const target = 'DescribeQueries';
    for (const body of ['{', '[]', 'null', '"x"', Buffer.from([0x7b, 0xff, 0x7d])])
      assertRefused(await send(served.url, { target, body }), 400, 'SerializationException');
    assertRefused(
      await send(served.url, { target, body: '{"maxResults":"1"}' }),
      400,
      'SerializationException',
    );
  });

  test('bodies that are nested too deeply', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    for (const body of [`{"logGroupNames":[${deep}]}`, `{"queryId":${deep}}`, `{"unknown":${deep}}`])
      assertRefused(await send(served.url, { target: 'StartQuery', body }), 400, 'SerializationException');
    assert.deepEqual(served.problems, []);
  });

  test('compressed bodies are unpacked, up to a limit', async () => {
    const target = 'DescribeQueries';
    const headers = { 'content-encoding': 'gzip' };
    const good = gzipSync(JSON.stringify({ logGroupName: 'app' }));
    assert.equal((await send(served.url, { target, headers, body: good })).status, 200);
    const bad = await send(served.url, { target, headers, body: 'no gzip' });
    assertRefused(bad, 400, 'SerializationException');
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    assertRefused(
      await send(served.url, { target, headers, body: bomb }),
      413,
      'RequestEntityTooLargeException',
    );
  });

  test('too long a body is refused before it is sent', async () => {
    const headers = { 'content-length': String(40 * 1024 * 1024), expect: '100-continue' };
    const got = await new Promise<Got>((resolve, reject) => {
      const sent = request(
        served.url,
        { method: 'POST', headers: { 'x-amz-target': 'Logs_20140328.DescribeQueries', ...headers } },
        (response) => {
          let body = '';
          response.on('data', (part: Buffer) => {
            body += part.toString();
          });
          response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
        },
      );
      sent.on('error', reject);
      sent.flushHeaders();
    });
    assertRefused(got, 413, 'RequestEntityTooLargeException');
  });

  test('names of other hosts and pages of other sites are refused', async () => {
    const target = 'DescribeQueries';
    const ask = async (headers: Record<string, string>) =>
      (await send(served.url, { target, headers })).status;
    const { port } = new URL(served.url);
    for (const host of ['localhost', '[::1]', 'logs.localhost', 'stream-localhost', 'stream-127.0.0.1'])
      assert.equal(await ask({ host: `${host}:${port}` }), 200, host);
    for (const host of [
      '10.0.0.1',
      'insitu',
      'host.docker.internal',
      'logs.us-east-1.amazonaws.com',
      'logs-fips.us-gov-west-1.amazonaws.com',
      'streaming-logs.eu-central-1.amazonaws.com',
      'stream-logs.ap-southeast-2.amazonaws.com',
      'logs.cn-north-1.amazonaws.com.cn',
      'logs.eu-west-1.api.aws',
    ])
      assert.equal(await ask({ host }), 200, host);
    for (const host of [
      'evil.example',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'amazonaws.com.evil.example',
      // Anybody can have these.
      'ec2-203-0-113-1.compute-1.amazonaws.com',
      'evil.s3.amazonaws.com',
      'logs.s3.amazonaws.com',
      'logs.s3-us-west-2.amazonaws.com',
      'evil-1234.us-east-1.elb.amazonaws.com',
      'abcdef.execute-api.us-east-1.amazonaws.com',
      'logs.us-east-1.amazonaws.com.evil.example',
    ])
      assert.equal(await ask({ host }), 403, host);
    assert.equal(await ask({ origin: 'http://localhost:3000' }), 200);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://10.0.0.1'])
      assert.equal(await ask({ origin }), 403, origin);
  });

  test('who waits for the server may ask for nothing', async () => {
    const got = await send(served.url, { method: 'GET' });
    assert.equal(got.status, 200);
    assert.match(got.body, /"insitu":/);
    assert.equal((await send(served.url, { method: 'PUT', target: 'DescribeQueries' })).status, 405);
  });
});

suite('signatures', () => {
  let served: Served;
  before(async () => {
    served = await serve({ app: ['x'] }, { accessKey: 'AKID', secretKey: 'secret' });
  });
  after(() => served[Symbol.asyncDispose]());

  const asking = async (account: string, secret: string, systemClockOffset = 0) => {
    const client = clientOf(served.url, { account, secret });
    client.config.systemClockOffset = systemClockOffset;
    try {
      return await client.describeQueries({});
    } finally {
      client.destroy();
    }
  };

  test('the right keys are let in', async () => {
    assert.deepEqual((await asking('AKID', 'secret')).queries, []);
  });

  test('other keys, and clocks that are off, are not', async () => {
    await assert.rejects(asking('AKID', 'wrong'), { name: 'InvalidSignatureException' });
    await assert.rejects(asking('OTHER', 'secret'), { name: 'UnrecognizedClientException' });
    await assert.rejects(asking('AKID', 'secret', -10 * 60_000), {
      name: 'InvalidSignatureException',
      message: /^Signature expired: \d{8}T\d{6}Z is now earlier than .* - 5 min\.\)$/,
    });
    await assert.rejects(asking('AKID', 'secret', 10 * 60_000), { name: 'InvalidSignatureException' });
  });

  test('requests without a signature, or with half of one, are not', async () => {
    const target = 'DescribeQueries';
    assertRefused(await send(served.url, { target }), 400, 'MissingAuthenticationTokenException');
    const scope = 'Credential=AKID/20260101/us-east-1/logs/aws4_request';
    for (const authorization of [
      'Basic abc',
      `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host`,
      `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00`,
    ])
      assertRefused(
        await send(served.url, { target, headers: { authorization } }),
        400,
        'IncompleteSignatureException',
      );
  });

  test('a signed request whose body was changed is not', async () => {
    const client = clientOf(served.url, { account: 'AKID' });
    client.middlewareStack.add(
      (next) => (sent) => {
        const request = sent.request as { body: string | Uint8Array };
        request.body = Buffer.from(request.body).toString().replace('app', 'apq');
        return next(sent);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'meddle' },
    );
    await assert.rejects(client.getLogGroupFields({ logGroupName: 'app', time: START_S }), {
      name: 'InvalidSignatureException',
    });
    client.destroy();
  });
});
