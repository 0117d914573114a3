// CloudTrail, query logs, CloudFront, API Gateway, and JSON lines of services: events, times, fields.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat, formatNamed, type LogFormat } from '../../src/events/index.ts';
import { promisedFormat, readSample, sampleNames, sampleText } from './read-sample.ts';
import { datedMessages, readText } from './read-text.ts';

const format = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);
const linesOf = (sample: string): string[] => sampleText(sample).trimEnd().split('\n');
const noon = (rest: string): string => `2024-01-01T12:0${rest}Z`;

const vended: readonly string[] = [
  'cloudtrail',
  'vpc-flow-logs',
  'route53-queries',
  'alb-access',
  'nlb-access',
  'elb-access',
  's3-access',
  'cloudfront',
  'api-gateway',
];

test('these formats take the samples that are named after them, by their heads alone, and no others', () => {
  const seen = new Set<string>();
  for (const sample of sampleNames()) {
    const text = sampleText(sample);
    const { name } = detectFormat(text, true);
    if (vended.includes(name)) seen.add(name);
    assert.equal(vended.includes(name), vended.includes(promisedFormat(sample)), `${sample}: ${name}`);
    if (!vended.includes(name)) continue;
    assert.equal(name, promisedFormat(sample), sample);
    const head = sample.startsWith('cloudtrail.') ? text.slice(0, 400) : text.split('\n', 2).join('\n');
    assert.equal(detectFormat(`${head}\n`, false).name, name, sample);
  }
  assert.deepEqual([...seen].sort(), [...vended].sort());
});

test('cloudtrail: each record is an event, its text as it stands in the document', () => {
  const { times, messages, remarks } = readSample('cloudtrail.txt');
  assert.deepEqual(times, [
    noon('0:00.000'),
    noon('0:05.000'),
    noon('0:03.000'),
    noon('0:03.000'),
    noon('0:03.000'),
    noon('1:00.000'),
  ]);
  const text = sampleText('cloudtrail.txt');
  for (const message of messages) assert.ok(text.includes(message), message);
  assert.ok(messages[1]?.includes(String.raw`"J\u00fcrgen, \"the}new]one\""`));
  assert.ok(messages[2]?.startsWith('{"eventTime" : "2024-01-01T12:00:03Z", "eventSource"'));
  assert.ok(messages[2]?.endsWith('],'.concat(' "eventID": "e-3"}')));
  assert.deepEqual(messages.slice(3, 5), ['{"eventID":"e-4","eventName":"NoTime"}', '7']);
  assert.deepEqual(remarks, [
    ['bad-event', 0],
    ['bad-event', 0],
  ]);
});

test('cloudtrail: documents without records are remarked, malformed ones refused', () => {
  const { events, remarks } = readText(format('cloudtrail'), '{"Records":[]}{"digestStartTime":"x"}');
  assert.deepEqual([events, remarks.map(({ code }) => code)], [[], ['other-document']]);
  assert.throws(() => readText(format('cloudtrail'), '{"Records":[{"eventTime":"2024-01-01T12:00:00Z"}'));
});

test('records of other sources are not CloudTrail', () => {
  for (const text of [
    '{"Records":[{"kinesis":{}}]}',
    '{"records":[]}',
    '[{"eventTime":"2024-01-01T12:00:00Z"}]',
  ])
    assert.notEqual(detectFormat(text, true).name, 'cloudtrail', text);
});

test('route53-queries: the time is that of the query', () => {
  const { times, messages, remarks } = readSample('route53-queries.log');
  assert.deepEqual(messages, linesOf('route53-queries.log'));
  assert.deepEqual(
    times,
    ['00.130', '00.290', '01.000', '02.450', '02.450'].map((time) => noon(`0:${time}`)),
  );
  assert.deepEqual(remarks, [['bad-line', 5]]);
});

test('cloudfront: fields have the names that #Fields gives, `-` is no value', () => {
  const { times, messages, fields, remarks } = readSample('cloudfront.log');
  const lines = linesOf('cloudfront.log');
  assert.deepEqual(messages, [lines[2], lines[3], lines[4], lines[7]]);
  assert.deepEqual(
    times,
    ['00', '01', '01', '03'].map((time) => noon(`0:${time}.000`)),
  );
  assert.deepEqual(fields[1], {
    date: '2024-01-01',
    time: '12:00:01',
    'x-edge-location': 'LAX1',
    'sc-bytes': '0',
    'c-ip': '2001:db8::1',
    'cs-method': 'POST',
    'cs(Host)': 'd111111abcdef8.cloudfront.net',
    'cs-uri-stem': '/',
    'sc-status': '000',
    'x-edge-result-type': 'Error',
    'time-taken': '0.100',
  });
  assert.equal(fields[0]?.['cs(User-Agent)'], 'Mozilla/5.0%20(Windows)');
  // A later #Fields line, where files were joined, counts from there on.
  assert.deepEqual(Object.keys(fields[3] ?? {}), ['date', 'time', 'x-edge-location', 'c-ip']);
  assert.deepEqual(remarks, [['bad-line', 5]]);
});

test('api-gateway: CLF, CSV and JSON have the same names', () => {
  const get = {
    ip: '192.0.2.1',
    requestTime: '01/Jan/2024:12:00:00 +0000',
    httpMethod: 'GET',
    resourcePath: '/pets',
    protocol: 'HTTP/1.1',
    status: '200',
    responseLength: '1024',
    requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    extendedRequestId: 'JKJaXEPLvHcESHA=',
  };
  const clf = readSample('api-gateway.log');
  assert.deepEqual(
    clf.times,
    ['00', '01', '02', '02'].map((time) => noon(`0:${time}.000`)),
  );
  assert.deepEqual(clf.fields[0], get);
  assert.equal(clf.fields[1]?.resourcePath, '/pets/{petId}');
  assert.deepEqual(clf.remarks, [['bad-line', 4]]);
  const csv = readSample('api-gateway.csv');
  assert.deepEqual(csv.times, [noon('0:00.000'), noon('0:01.000')]);
  assert.deepEqual(csv.fields[0], get);
  assert.equal(csv.fields[1]?.user, 'anna');
  // JSON is discovered in the line; requestTimeEpoch has the milliseconds.
  const json = readSample('api-gateway.jsonl');
  assert.deepEqual(
    [json.times, json.fields],
    [
      [noon('0:00.000'), noon('0:01.250')],
      [{}, {}],
    ],
  );
});

test('JSON lines of services are dated by the keys that they have for it', () => {
  const times = (sample: string): string[] => readSample(`plain-text.${sample}.jsonl`).times;
  assert.deepEqual(times('route53-resolver'), [noon('0:00.000'), noon('0:01.000')]);
  assert.deepEqual(times('waf'), [noon('0:00.000'), noon('0:01.000')]);
  assert.deepEqual(times('cloudtrail-lines'), [noon('0:00.000'), noon('0:05.000'), noon('0:05.000')]);
  assert.deepEqual(
    times('emf'),
    ['00', '01', '02', '03'].map((time) => noon(`0:${time}.000`)),
  );
  assert.deepEqual(
    times('lambda-json'),
    ['000', '400', '450', '500', '600'].map((time) => noon(`0:00.${time}`)),
  );
});

test('fields are made only for who wants them, and lines may end in CR LF', () => {
  for (const sample of ['alb-access.log', 'api-gateway.log', 'cloudfront.log', 'vpc-flow-logs.custom.log']) {
    const { messages, fields } = readSample(sample, false);
    assert.deepEqual(
      fields,
      messages.map(() => ({})),
    );
    const crlf = sampleText(sample).replaceAll('\n', '\r\n');
    const named = format(promisedFormat(sample));
    assert.equal(detectFormat(crlf, true), named);
    assert.deepEqual(datedMessages(named, crlf), datedMessages(named, sampleText(sample)));
  }
});
