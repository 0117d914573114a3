// Query results and log events as the command line and the console give them out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../src/events/index.ts';
import { messagesOf, read, readSample, service, start } from './cli-samples.ts';

const web = '123456789012:/app/web';

test('query-results: @timestamp dates, @message is the message, the rest are fields, @ptr goes', () => {
  const { events, ingestionTimes, remarks } = readSample('query-results.get-query-results.json');
  const rest =
    '{"@timestamp":"2024-03-13 18:36:26.100","level":"INFO","@ingestionTime":"2024-03-13 18:36:27.000"}';
  assert.deepEqual(events, [
    [start, 'plain "quoted"\nsecond line', 'web-1', '/app/web', { '@log': web }],
    [start + 954, '{"a":1}', '', '', { level: 'WARN', 'user.name': 'Zoë' }],
    [start + 2054, rest, '', '', { level: 'INFO' }],
    [
      start + 2054,
      '{"bin(5m)":"2024-03-13 18:35:00.000","count(*)":"12"}',
      '',
      '',
      { 'bin(5m)': '2024-03-13 18:35:00.000', 'count(*)': '12' },
    ],
  ]);
  assert.deepEqual(ingestionTimes.slice(1, 3), [Number.NaN, start + 2954]);
  assert.deepEqual(remarks, [['undated-rows', 0]]);
});

test('query-results: columns of @entity, of the data source, of tags are fields', () => {
  const cells = {
    '@timestamp': '2024-03-13 18:36:24.046',
    '@message': 'a',
    '@entity.KeyAttributes.Name': 'shop',
    '@entity.Attributes.EC2.InstanceId': 'i-1',
    '@data_source_name': 'amazon_vpc',
    '@aws.account': '123456789012',
  };
  const row = Object.entries(cells).map(([field, value]) => ({ field, value }));
  const { '@timestamp': _time, '@message': _message, ...fields } = cells;
  assert.deepEqual(read('query-results', JSON.stringify({ results: [row] })).events, [
    [start, 'a', '', '', fields],
  ]);
});

test('query-results: the array of objects that the console exports; rows that are none', () => {
  assert.deepEqual(readSample('query-results.console.json').events, [
    [start, '{"level":"info","n":[1,2]}', '', '', { level: 'info' }],
    [start + 954, 'text', '', '', {}],
  ]);
  const { events, remarks } = read('query-results', '{"results":[[{"name":"a"}],5]}{"queryId":"1"}');
  assert.deepEqual(messagesOf(events), ['[{"name":"a"}]', '5']);
  assert.deepEqual(
    remarks.map(([code]) => code),
    ['bad-row', 'bad-row', 'other-document'],
  );
});

test('console-csv: results, with what does not fit the header', () => {
  const { events, remarks } = readSample('console-csv.results.csv');
  const level = { level: 'WARN', 'pct(@duration, 95)': '12.5' };
  assert.deepEqual(events, [
    [start + 1954, 'a, "quoted"\nmessage', 'web-1', '/app/web', { '@log': web, ...level }],
    [start + 954, '{"a":1,"b":"ü 😀"}', 'web-2', '', {}],
    [start, '', '', '', { level: 'INFO' }],
    [start, 'torn off,by an interruption', '', '', {}],
  ]);
  assert.deepEqual(remarks, [['bad-line', 6]]);
  assert.deepEqual(
    readSample('console-csv.stats.csv').events.map(([, message]) => message),
    [
      '{"bin(5m)":"2024-03-13 18:35:00.000","count(*)":"12"}',
      '{"bin(5m)":"2024-03-13 18:30:00.000","count(*)":"7"}',
    ],
  );
});

test('console-csv: log events', () => {
  assert.deepEqual(
    readSample('console-csv.log-events.csv').events.map(([ms, message]) => [ms, message]),
    service.map(([ms, , message]) => [ms, message]),
  );
});

test('console-csv: other CSV is not taken; a quote that never ends keeps its text', () => {
  for (const head of [
    'status,hits\n200,7\n',
    '@mention,hello there\njust text, with, commas\n',
    'timestamp,message,level\n1,a,b\n',
    'bin,count\n1,2\n',
  ])
    assert.equal(detectFormat(head, true).name, 'plain-text', head);
  const { events, remarks } = read('console-csv', '@message,n\n"open, 1\nb,2\n');
  assert.deepEqual(messagesOf(events), ['"open, 1\nb,2\n']);
  assert.deepEqual(remarks, [['bad-line', 2]]);
});
