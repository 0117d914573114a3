// Access logs of load balancers and of S3: times and fields, and how a line falls into words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSample, sampleText } from './read-sample.ts';

const noon = (rest: string): string => `2024-01-01T12:00:${rest}Z`;
const linesOf = (sample: string): string[] => sampleText(sample).trimEnd().split('\n');

test('alb-access: every word is a field, addresses and requests are several, `-` is none', () => {
  const { times, messages, fields, remarks } = readSample('alb-access.log');
  assert.deepEqual(messages, linesOf('alb-access.log'));
  assert.deepEqual(times, ['00.186', '01.000', '02.105', '03.364', '03.364'].map(noon));
  assert.deepEqual(remarks, [['bad-line', 5]]);
  assert.deepEqual(fields[1], {
    type: 'https',
    time: '2024-01-01T12:00:01.000012Z',
    elb: 'app/my-loadbalancer/50dc6c495c0c9188',
    client_ip: '192.0.2.39',
    client_port: '2818',
    target_ip: '10.0.0.1',
    target_port: '80',
    request_processing_time: '0.086',
    target_processing_time: '0.048',
    response_processing_time: '0.037',
    elb_status_code: '200',
    target_status_code: '200',
    received_bytes: '0',
    sent_bytes: '57',
    request_verb: 'GET',
    request_url: 'https://www.example.com:443/a b?q="x"',
    request_proto: 'HTTP/1.1',
    user_agent: 'Mozilla/5.0 (a "quoted" agent; é)',
    ssl_cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
    ssl_protocol: 'TLSv1.2',
    target_group_arn:
      'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067',
    trace_id: 'Root=1-58337281-1d84f3d73c47ec4e58577259',
    domain_name: 'www.example.com',
    chosen_cert_arn: 'arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012',
    matched_rule_priority: '1',
    request_creation_time: '2024-01-01T12:00:00.900000Z',
    actions_executed: 'authenticate,forward',
    target_port_list: '10.0.0.1:80',
    target_status_code_list: '200',
    conn_trace_id: 'TID_1234abcd5678ef91',
    transformed_host: 'api.example.com',
    transformed_uri: '/v2/a',
    request_transform_status: 'TransformSuccess',
  });
  // No target; an IPv6 client; a line of an older version with fewer words.
  assert.deepEqual(
    [fields[2]?.client_ip, fields[2]?.client_port, fields[2]?.target_ip, fields[2]?.target_processing_time],
    ['2001:db8::39', '57744', undefined, '-1'],
  );
  assert.equal(fields[2]?.error_reason, 'TargetConnectionErrorCode');
  assert.deepEqual(
    [fields[3]?.request_verb, fields[3]?.request_url, fields[3]?.request_proto, fields[3]?.trace_id],
    [undefined, 'http://www.example.com:80-', undefined, undefined],
  );
  assert.deepEqual(fields[4], {});
});

test('nlb-access: times without a zone are UTC, the list of protocols keeps its quotes', () => {
  const { times, fields, remarks } = readSample('nlb-access.log');
  assert.deepEqual(times, ['00.000', '01.000', '02.500'].map(noon));
  assert.deepEqual(fields[1], {
    type: 'tls',
    version: '2.0',
    time: '2024-01-01T12:00:01',
    elb: 'net/my-network-loadbalancer/c6e77e28c25b2234',
    listener: 'g3d4b5e8bb8464cd',
    client_ip: '192.0.2.132',
    client_port: '51342',
    destination_ip: '10.0.0.25',
    destination_port: '443',
    connection_time: '6',
    tls_handshake_time: '3',
    received_bytes: '12',
    sent_bytes: '0',
    incoming_tls_alert: '40',
    chosen_cert_arn: 'arn:aws:acm:us-east-2:671290407336:certificate/2a108f19',
    tls_protocol_version: 'tlsv13',
    tls_named_group: 'x25519',
    alpn_fe_protocol: 'h2',
    alpn_be_protocol: 'h2',
    alpn_client_preference_list: '"h2","http/1.1"',
    tls_connection_creation_time: '2024-01-01T12:00:00',
  });
  assert.deepEqual([fields[2]?.client_ip, fields[2]?.client_port], ['2001:db8::1', '51343']);
  assert.deepEqual(remarks, []);
});

test('elb-access: lines of all its versions, with TCP and with HTTP', () => {
  const { times, fields, remarks } = readSample('elb-access.log');
  assert.deepEqual(times, ['00.945', '01.945', '02.945', '03.945'].map(noon));
  assert.deepEqual(fields[1], {
    time: '2024-01-01T12:00:01.945958Z',
    elb: 'my-loadbalancer',
    client_ip: '192.0.2.39',
    client_port: '2818',
    request_processing_time: '-1',
    backend_processing_time: '-1',
    response_processing_time: '-1',
    elb_status_code: '504',
    backend_status_code: '0',
    received_bytes: '0',
    sent_bytes: '0',
    request_verb: 'POST',
    request_url: 'https://www.example.com:443/x',
    request_proto: 'HTTP/1.1',
    ssl_cipher: 'DHE-RSA-AES128-SHA',
    ssl_protocol: 'TLSv1.2',
  });
  assert.deepEqual([fields[2]?.request_url, fields[2]?.sent_bytes], [undefined, '305']);
  assert.deepEqual([fields[3]?.request_proto, fields[3]?.user_agent], ['HTTP/1.0', undefined]);
  assert.deepEqual(remarks, []);
});

test('s3-access: the time in brackets is one word, quotes within quotes stay', () => {
  const { times, fields, remarks } = readSample('s3-access.log');
  assert.deepEqual(times, ['38.000', '39.000', '40.000'].map(noon));
  assert.deepEqual(fields[1], {
    bucket_owner: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
    bucket: 'amzn-s3-demo-bucket1',
    time: '01/Jan/2024:13:00:39 +0100',
    remote_ip: '2001:db8::3',
    request_id: 'A1206F460EXAMPLE',
    operation: 'REST.GET.OBJECT',
    key: 'photos/2024/M%25C3%25BCnchen+%2528a%2529.jpg',
    request_uri: 'GET /photos/a.jpg?x="y" HTTP/1.1',
    http_status: '404',
    error_code: 'NoSuchKey',
    bytes_sent: '297',
    total_time: '38',
    turn_around_time: '37',
    referer: 'https://example.com/a b',
    user_agent: 'agent "with" quotes',
    version_id: 'vid1',
  });
  assert.deepEqual(
    [fields[0]?.tls_version, fields[0]?.acl_required, fields[0]?.source_region],
    ['TLSV1.2', 'Yes', 'us-east-1'],
  );
  assert.deepEqual([fields[2]?.requester, fields[2]?.object_size], ['AmazonS3', '1024']);
  assert.deepEqual(remarks, []);
});
