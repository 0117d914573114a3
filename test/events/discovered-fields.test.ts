// The discovered fields of events as columns: what each kind of message has, and what overrules what.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NeededFields, segmentBuilder, valueAt } from '../../src/segments/index.ts';
import { readSample } from './read-sample.ts';

/** The fields of each message, system fields aside. */
const discovered = (messages: readonly string[], needed: NeededFields = 'all', logGroup = 'app') => {
  const builder = segmentBuilder(logGroup);
  messages.forEach((message, index) => {
    builder.add(index, message, '', Number.NaN);
  });
  const segment = builder.seal(needed);
  const system = new Set(['@timestamp', '@message', '@log']);
  return messages.map((_, row) => {
    const fields: Record<string, unknown> = {};
    for (const field of segment.fields.filter((name) => !system.has(name)).sort()) {
      const column = segment.column(field);
      const value = column === undefined ? undefined : valueAt(column, row);
      if (value !== undefined) fields[field] = value;
    }
    return fields;
  });
};

test('JSON: dotted paths, list indexes, texts for numbers, booleans; null and empty containers are missing', () => {
  const text =
    '{"requestParameters":{"instancesSet":{"items":[{"instanceId":"i-abcde123"}]}},"n":1.50,"e":-2e3,"t":true,' +
    '"f":false,"z":null,"o":{},"l":[],"embedded":"{\\"a\\":1}","attributes.http.response.status_code":200,"":""}';
  assert.deepEqual(
    discovered([text, `  ${text}\n`]),
    Array(2).fill({
      'requestParameters.instancesSet.items.0.instanceId': 'i-abcde123',
      n: '1.50',
      e: '-2e3',
      t: true,
      f: false,
      embedded: '{"a":1}',
      'attributes.http.response.status_code': '200',
      '': '',
    }),
  );
});

test('JSON: a first key with @ gets another @, keys further in do not', () => {
  assert.deepEqual(discovered(['{"@example.com":1,"@timestamp":"x","@message":{"@id":2}}']), [
    { '@@example.com': '1', '@@timestamp': 'x', '@@message.@id': '2' },
  ]);
});

test('JSON: of equal paths the last counts, null too; a field without any value is no field', () => {
  assert.deepEqual(discovered(['{"a":1,"a":2,"b.c":3,"b":{"c":4}}', '{"a":1,"a":null}']), [
    { a: '2', 'b.c': '4' },
    {},
  ]);
  const builder = segmentBuilder('app');
  builder.add(0, '{"a":1,"a":null,"b":null}', '', Number.NaN);
  assert.deepEqual([...builder.seal('all').fields].sort(), ['@log', '@message', '@timestamp']);
});

test('JSON: the first 200 leaves of an event are its fields', () => {
  const entries = Array.from({ length: 250 }, (_, index) => [`k${index}`, index]);
  const [fields] = discovered([JSON.stringify(Object.fromEntries(entries))]);
  assert.equal(Object.keys(fields ?? {}).length, 200);
  assert.equal(fields?.k199, '199');
});

test('JSON that is not the whole message is discovered in lines of Lambda alone, the first of them', () => {
  const id = '8f1c2d3e-1234-4abc-9def-000000000001';
  const lines = [
    `2024-10-27T19:17:45.586Z\t${id}\tINFO\tfound {"a":{"b":1}} and {"a":{"b":2}}`,
    `[ERROR]\t2024-10-27T19:17:45.586Z\t${id}\tbroken {"a": then {"c":[3]}`,
    '<13>Jan 1 host app: {"a":1}',
    '{"a":1} trailing',
    '[{"a":1}]',
  ];
  assert.deepEqual(discovered(lines), [
    { '@requestId': id, 'a.b': '1' },
    { '@requestId': id, 'c.0': '3' },
    {},
    {},
    {},
  ]);
  // In a log group of a function every line is Lambda's; /aws/lambda-insights is none.
  assert.deepEqual(discovered(['got {"a":1}'], 'all', '/aws/lambda/f'), [{ a: '1' }]);
  assert.deepEqual(discovered(['got {"a":1}'], 'all', '/aws/lambda-insights'), [{}]);
});

test('Lambda: reports in text have @-fields, numbers in ms and bytes; reports in JSON have their paths', () => {
  const id = '8f1c2d3e-1234-4abc-9def-000000000001';
  const report =
    `REPORT RequestId: ${id}\tDuration: 1394.60 ms\tBilled Duration: 1395 ms\tMemory Size: 128 MB\t` +
    'Max Memory Used: 79 MB\tInit Duration: 428.60 ms\t\n';
  assert.deepEqual(
    discovered([report, 'INIT_START Runtime Version: nodejs:22.v1\tRuntime Version ARN: arn:x\n']),
    [
      {
        '@billedDuration': 1395,
        '@duration': 1394.6,
        '@initDuration': 428.6,
        '@maxMemoryUsed': 79_000_000,
        '@memorySize': 128_000_000,
        '@requestId': id,
        '@type': 'REPORT',
      },
      {},
    ],
  );
  const fields = discovered(readSample('plain-text.lambda-json.jsonl').messages);
  assert.deepEqual(
    [
      fields[4]?.type,
      fields[4]?.['record.metrics.durationMs'],
      fields[4]?.['record.metrics.maxMemoryUsedMB'],
    ],
    ['platform.report', '138.26', '79'],
  );
  assert.deepEqual(
    [fields[3]?.['message.stackTrace.1'], fields[3]?.['@requestId']],
    ['    at handler (index.js:3)', undefined],
  );
});

test('EMF, WAF and Resolver query logs follow the rules for JSON', () => {
  const emf = discovered(readSample('plain-text.emf.jsonl').messages);
  assert.deepEqual(emf[1], {
    service: 'orders',
    'latency.0': '3',
    'latency.1': '4.50',
    '_aws.Timestamp': '1704110401000',
    ok: true,
  });
  assert.deepEqual(
    [emf[0]?.['_aws.CloudWatchMetrics.0.Metrics.0.Name'], emf[0]?.['@@note']],
    ['latency', 'own'],
  );
  const [, waf] = discovered(readSample('plain-text.waf.jsonl').messages);
  assert.deepEqual(
    [waf?.action, waf?.['httpRequest.clientIp'], waf?.['httpRequest.headers.0.value']],
    ['BLOCK', '2001:db8::2', 'münchen.example'],
  );
  const [resolver] = discovered(readSample('plain-text.route53-resolver.jsonl').messages);
  assert.deepEqual(
    [resolver?.['answers.1.Rdata'], resolver?.['srcids.instance']],
    ['93.184.216.35', 'i-0a1b'],
  );
});

test('flow logs and query logs are discovered among other lines of a group, and only what is asked for', () => {
  const flow =
    '2 123456789010 eni-0a1b 192.0.2.4 198.51.100.7 20641 22 6 20 4249 1704110400 1704110460 ACCEPT OK';
  const query = '1.0 2024-01-01T12:00:00.130Z Z123412341234 example.com A NOERROR UDP IAD12 192.0.2.1 -';
  const json = '{"action":"login","protocol":"https","bytes":7}';
  const needed = new Set(['action', 'protocol', 'queryName', 'nothing']);
  assert.deepEqual(discovered([flow, query, json, '2 plain words'], needed), [
    { action: 'ACCEPT', protocol: '6' },
    { protocol: 'UDP', queryName: 'example.com' },
    { action: 'login', protocol: 'https' },
    {},
  ]);
  assert.equal(Object.keys(discovered([flow])[0] ?? {}).length, 14);
});

test('CloudTrail: the fields of the documented samples', () => {
  const [start, create, get] = discovered(readSample('cloudtrail.txt').messages);
  assert.equal(start?.['requestParameters.instancesSet.items.1.instanceId'], 'i-abcde124');
  assert.deepEqual(
    [start?.['tlsDetails.tlsVersion'], start?.readOnly, start?.responseElements],
    ['TLSv1.3', false, undefined],
  );
  assert.deepEqual(
    [create?.['requestParameters.userName'], create?.['responseElements.user.arn']],
    ['Jürgen, "the}new]one"', 'arn:aws:iam::123456789010:user/new'],
  );
  assert.deepEqual([get?.errorCode, get?.['resources.0.ARN']], ['AccessDenied', 'arn:aws:s3:::bucket/a b']);
});

test('Lambda: START, END, a report with tracing, the lines of the runtimes', () => {
  const id = '8f1c2d3e-1234-4abc-9def-000000000001';
  const report =
    `REPORT RequestId: ${id}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\t` +
    'Max Memory Used: 79 MB\t\nXRAY TraceId: 1-5e1b4151-abc\tSegmentId: 5db8\tSampled: true\t\n';
  assert.deepEqual(
    discovered([
      `START RequestId: ${id} Version: $LATEST\n`,
      `END RequestId: ${id}\n`,
      report,
      `2024-10-27T19:17:45.586Z\t${id}\tINFO\tsome log message\n`,
      `2024-10-27T19:17:45.586Z ${id} INFO some log message`,
    ]),
    [
      { '@type': 'START', '@requestId': id },
      { '@type': 'END', '@requestId': id },
      {
        ...{ '@type': 'REPORT', '@requestId': id, '@duration': 12.34, '@billedDuration': 13 },
        ...{ '@memorySize': 128_000_000, '@maxMemoryUsed': 79_000_000 },
        ...{ '@xrayTraceId': '1-5e1b4151-abc', '@xraySegmentId': '5db8' },
      },
      { '@requestId': id },
      { '@requestId': id },
    ],
  );
});

test('Lambda: of the fields of a fragment the first 200 count too', () => {
  const many = JSON.stringify(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`k${i}`, i])));
  const [fields] = discovered([`got ${many}`], 'all', '/aws/lambda/f');
  assert.deepEqual([Object.keys(fields ?? {}).length, fields?.k199, fields?.k200], [200, '199', undefined]);
});

test('services that write JSON: AppSync, Container Insights, Lambda Insights, Fluent Bit', () => {
  const events = [
    { logType: 'RequestSummary', requestId: 'r', fieldInError: false, duration: 8_170_000 },
    { Type: 'Pod', NodeName: 'n', kubernetes: { pod_name: 'p', labels: { 'app.kubernetes.io/name': 'a' } } },
    { function_name: 'f', event_type: 'performance', memory_utilization: 62, init_duration: 0.5 },
    { log: 'x\n', stream: 'stderr', kubernetes: { container_name: 'c' }, log_processed: { level: 'warn' } },
  ];
  assert.deepEqual(discovered(events.map((event) => JSON.stringify(event))), [
    { logType: 'RequestSummary', requestId: 'r', fieldInError: false, duration: '8170000' },
    {
      ...{ Type: 'Pod', NodeName: 'n', 'kubernetes.pod_name': 'p' },
      'kubernetes.labels.app.kubernetes.io/name': 'a',
    },
    { function_name: 'f', event_type: 'performance', memory_utilization: '62', init_duration: '0.5' },
    { log: 'x\n', stream: 'stderr', 'kubernetes.container_name': 'c', 'log_processed.level': 'warn' },
  ]);
});

test('other messages have no fields beside those of the system', () => {
  for (const message of ['any text', 'level=info msg="a"', '10.0.0.7 GET / 200', '"a"', '{"a":1', ''])
    assert.deepEqual(discovered([message]), [{}], message);
});
