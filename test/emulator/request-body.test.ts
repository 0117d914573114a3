// Bodies that are refused, and clients that send all of theirs before they look for an answer.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyReader, discardBody, MAX_BODY_BYTES } from '../../src/emulator/request-body.ts';
import { ServiceError } from '../../src/emulator/service-error.ts';
import { type Served, serve } from './query-server.ts';

const MIB = 1024 * 1024;

const connected = (url: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

const headOf = (length: string, ...more: readonly string[]): string =>
  [
    'POST / HTTP/1.1',
    'Host: localhost',
    'X-Amz-Target: Logs_20140328.DescribeQueries',
    'Connection: close',
    length,
    ...more,
    '\r\n',
  ].join('\r\n');

/** Writes all parts, and only then reads what comes until the connection is closed. */
const sendAll = async (url: string, parts: readonly (string | Buffer)[]): Promise<string> => {
  const socket = await connected(url);
  socket.pause();
  for (const part of parts)
    await new Promise<void>((resolve, reject) => {
      socket.write(part, (error) => (error ? reject(error) : resolve()));
    });
  let text = '';
  for await (const part of socket.setEncoding('utf8')) text += part;
  return text;
};

const mebibytes = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, () => Buffer.alloc(MIB));

suite('a body that is too large', () => {
  let served: Served;
  before(async () => {
    served = await serve({ app: ['x'] });
  });
  after(() => served[Symbol.asyncDispose]());

  test('of a known length is told so when the client has sent it', async () => {
    const answer = await sendAll(served.url, [headOf(`Content-Length: ${40 * MIB}`), ...mebibytes(40)]);
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /"__type":"RequestEntityTooLargeException"/);
  });

  test('of an unknown length is told so too', async () => {
    const chunks = mebibytes(MAX_BODY_BYTES / MIB + 4).flatMap((part) => [
      `${part.length.toString(16)}\r\n`,
      part,
      '\r\n',
    ]);
    const head = headOf('Transfer-Encoding: chunked');
    const answer = await sendAll(served.url, [head, ...chunks, '0\r\n\r\n']);
    assert.match(answer, /^HTTP\/1\.1 413 /);
  });

  test('of a client that sends nothing more is not waited for', async () => {
    const answer = await sendAll(served.url, [headOf(`Content-Length: ${40 * MIB}`), Buffer.alloc(MIB)]);
    assert.match(answer, /^HTTP\/1\.1 413 /);
  });

  test('leave to send is given only for what will be read', async () => {
    const expect = 'Expect: 100-continue';
    const refused = await sendAll(served.url, [headOf(`Content-Length: ${40 * MIB}`, expect)]);
    assert.match(refused, /^HTTP\/1\.1 413 /);
    const taken = await sendAll(served.url, [headOf('Content-Length: 2', expect), '{}']);
    assert.match(taken, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });
});

test('bodies that are too many together are refused until some are done with', async () => {
  const readBody = bodyReader(3 * MIB);
  const releases: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    try {
      const { bytes, release } = await readBody(request, response);
      releases.push(release);
      response.end(String(bytes.length));
    } catch (error) {
      await discardBody(request);
      response.statusCode = error instanceof ServiceError ? error.status : 500;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const statusOf = async (bytes: number): Promise<number> =>
    (await fetch(url, { method: 'POST', body: Buffer.alloc(bytes) })).status;
  assert.equal(await statusOf(2 * MIB), 200);
  assert.equal(await statusOf(2 * MIB), 503);
  assert.equal(await statusOf(MIB), 200);
  // Released twice counts once.
  releases[0]?.();
  releases[0]?.();
  assert.equal(await statusOf(2 * MIB), 200);
  assert.equal(await statusOf(1), 503);
  // A client that breaks off leaves nothing behind.
  releases[1]?.();
  const socket = await connected(url);
  socket.write(headOf(`Content-Length: ${MIB}`));
  socket.write(Buffer.alloc(MIB / 2));
  await sleep(50);
  socket.destroy();
  await sleep(50);
  assert.equal(await statusOf(MIB), 200);
  server.closeAllConnections();
  server.close();
});
