// What subscriptions deliver, by any of their ways.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { detectFormat } from '../../src/events/index.ts';
import { type Event, messagesOf, read, readSample, service, start } from './cli-samples.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

const shop = { '@log': '123456789012:/aws/lambda/shop' };
const shopEvents: readonly Event[] = service
  .slice(1, 5)
  .map(([ms, stream, message]) => [ms, message, stream, '/aws/lambda/shop', shop]);
const web = '123456789012:/app/web';
const request = (ip: string, status: string) => ({ '@log': web, ip, method: 'GET', status });
const webEvents: readonly Event[] = [
  [start + 13, '10.0.0.7 GET / 200', 'web-1', '/app/web', request('10.0.0.7', '200')],
  [start + 14, '10.0.0.8 GET /é 404', 'web-1', '/app/web', request('10.0.0.8', '404')],
  [start + 15, 'no fields "here"\n', 'web-1', '/app/web', { '@log': web }],
];
const otherAccount: Event = [
  start + 954,
  '{"a":{"b":[1,2]},"}":"{"}',
  'web-2',
  '/app/web',
  { '@log': '210987654321:/app/web' },
];

test('subscription: what Firehose writes, with and without separators; control messages are none', () => {
  const { events, remarks } = readSample('subscription.firehose.txt');
  assert.deepEqual(events, [...shopEvents, ...webEvents, otherAccount]);
  assert.deepEqual(remarks, [['control-message', 0]]);
});

test('subscription: every event has the id that the service gave it', () => {
  const { ids } = readSample('subscription.firehose.txt');
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids[0], '38142917283700000000000000000000000000000000000000000000');
});

test('subscription: a test event of Lambda, the records of Kinesis', () => {
  assert.deepEqual(readSample('subscription.lambda.json').events, shopEvents);
  const { events, remarks } = readSample('subscription.kinesis.json');
  const other: Event = [start + 15, 'hello, no JSON', '', '', {}];
  assert.deepEqual(events, [...shopEvents, ...webEvents, other, otherAccount]);
  assert.deepEqual(remarks, [
    ['control-message', 0],
    ['bad-payload', 0],
  ]);
});

test('subscription: records that Lambda gets from Kinesis and from Firehose', () => {
  const data = base64(
    gzipSync('{"messageType":"DATA_MESSAGE","logGroup":"g","logEvents":[{"timestamp":7,"message":"m"}]}'),
  );
  for (const document of [
    { Records: [{ kinesis: { kinesisSchemaVersion: '1.0', data } }] },
    { invocationId: 'i', deliveryStreamArn: 'arn', region: 'r', records: [{ recordId: '1', data }] },
  ]) {
    const text = JSON.stringify(document);
    assert.equal(detectFormat(text, true).name, 'subscription', text);
    assert.deepEqual(read('subscription', text).events, [[7000, 'm', '', 'g', {}]]);
  }
});

test('subscription: what cannot be read is kept, and remarked', () => {
  const awslogs = (data: unknown) => JSON.stringify({ awslogs: { data } });
  const bomb = base64(gzipSync(Buffer.alloc(65 * 1024 * 1024, 32)));
  const damaged = base64(gzipSync('{}').subarray(0, 20));
  for (const data of ['%%%', damaged, bomb, 5]) {
    const { events, remarks } = read('subscription', awslogs(data));
    assert.deepEqual(messagesOf(events), [awslogs(data)]);
    assert.deepEqual(remarks, [['bad-payload', 0]]);
  }
  assert.deepEqual(read('subscription', awslogs(base64(gzipSync('{}'))), false).remarks, [
    ['bad-payload', 0],
  ]);
  // A payload is read as a whole or not at all.
  const half = '{"logEvents":[{"timestamp":1,"message":"a"}]}{"logEvents":[';
  assert.deepEqual(messagesOf(read('subscription', awslogs(base64(half))).events), [half]);
  const others = '{"a": 1}{"logGroup":"g","logEvents":[{"id":"x"}]}[[1]]';
  const { events, remarks } = read('subscription', others);
  assert.deepEqual(messagesOf(events), ['{"a": 1}', '{"id":"x"}', '[1]']);
  assert.deepEqual(
    remarks.map(([code]) => code),
    ['other-document', 'bad-event', 'other-document'],
  );
  for (const text of ['{"logEvents":[', '{"logEvents":[]} x', '{"logEvents":,}', '['.repeat(2000)])
    assert.throws(() => read('subscription', text), { code: 'bad-document' }, text);
});
