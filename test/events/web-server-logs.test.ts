// Access and error logs of web servers, and logfmt: times and fields.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf, messagesOf, readAs, readCommonSample, timesOf } from './system-reading.ts';

const client = { remoteIP: '203.0.113.9' };

test('access-log: common and combined, with virtual hosts, forwarded addresses and what is no request', () => {
  const { format, lines, events, remarks } = readCommonSample('access-log.log');
  assert.equal(format, 'access-log');
  assert.deepEqual(messagesOf(events), lines.slice(0, -1));
  assert.deepEqual(timesOf(events), [
    '2000-10-10T20:55:36.000',
    '12:00:00.000',
    '12:00:01.000',
    '12:00:02.000',
    '12:00:03.000',
    '12:00:04.000',
    '12:00:05.000',
    '12:00:06.000',
    '12:00:07.000',
    '12:00:07.000',
  ]);
  assert.deepEqual(fieldsOf(events), [
    {
      remoteIP: '127.0.0.1',
      remoteUser: 'frank',
      method: 'GET',
      request: '/apache_pb.gif',
      protocol: 'HTTP/1.0',
      status: '200',
      bytesSent: '2326',
    },
    {
      ...client,
      method: 'GET',
      request: '/search',
      query: '?q=a%20b&n=2',
      protocol: 'HTTP/1.1',
      status: '200',
      bytesSent: '512',
      referrer: 'http://example.com/start.html',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    },
    {
      ...client,
      method: 'POST',
      request: '/login',
      protocol: 'HTTP/2.0',
      status: '302',
      userAgent: 'curl/8.5.0',
    },
    {
      remoteIP: '2001:db8::7',
      remoteUser: 'Anna Maria',
      method: 'GET',
      request: '/',
      protocol: 'HTTP/1.1',
      status: '304',
      bytesSent: '0',
      userAgent: String.raw`agent with \"quotes\"`,
    },
    { ...client, request: String.raw`\x16\x03\x01`, status: '400', bytesSent: '226' },
    { ...client, status: '408' },
    {
      host: 'example.com:443',
      ...client,
      method: 'HEAD',
      request: '/ä',
      protocol: 'HTTP/1.1',
      status: '200',
      bytesSent: '0',
    },
    {
      ...client,
      method: 'GET',
      request: '/a',
      protocol: 'HTTP/1.1',
      status: '502',
      bytesSent: '157',
      userAgent: 'Mozilla/5.0',
      forwardedFor: '198.51.100.4',
    },
    {
      ...client,
      method: 'GET',
      request: '/timed',
      protocol: 'HTTP/1.1',
      status: '200',
      bytesSent: '10',
      userAgent: 'x',
    },
    {},
  ]);
  assert.deepEqual(remarks, [['bad-line', 10]]);
});

test('apache-error: 2.2 and 2.4, what PHP prints stays with its line', () => {
  const { format, lines, events, remarks } = readCommonSample('apache-error.log');
  assert.equal(format, 'apache-error');
  assert.deepEqual(messagesOf(events), [...lines.slice(0, 3), lines.slice(3, 7).join('\n'), lines[7]]);
  assert.deepEqual(timesOf(events), [
    '12:00:00.123',
    '12:00:01.000',
    '12:00:02.000',
    '12:00:03.500',
    '12:00:04.000',
  ]);
  assert.deepEqual(fieldsOf(events).slice(0, 3), [
    {
      function: 'mpm_event:notice',
      process: 'pid 7:tid 139912',
      module: 'mpm_event',
      level: 'notice',
      pid: '7',
      tid: '139912',
      message: 'AH00489: Apache/2.4.58 (Debian) configured -- resuming normal operations',
    },
    {
      function: 'core:error',
      process: 'pid 8:tid 9',
      module: 'core',
      level: 'error',
      pid: '8',
      tid: '9',
      client: '203.0.113.9:4711',
      message: 'AH00126: Invalid URI in request GET /%',
    },
    {
      function: 'error',
      level: 'error',
      client: '203.0.113.9',
      message: 'File does not exist: /var/www/html/favicon.ico',
    },
  ]);
  assert.equal(
    fieldsOf(events)[3]?.message,
    'PHP Fatal error:  Uncaught Error: noé in /a.php:3\nStack trace:\n#0 {main}\n  thrown in /a.php on line 3',
  );
  assert.deepEqual(remarks, []);
});

test('nginx-error: the message, and what is told of the connection', () => {
  const { format, lines, events, remarks } = readCommonSample('nginx-error.log');
  assert.equal(format, 'nginx-error');
  assert.deepEqual(messagesOf(events), [
    ...lines.slice(0, 3),
    lines.slice(3, 5).join('\n'),
    lines[5],
    lines[6],
    lines[7],
  ]);
  assert.deepEqual(fieldsOf(events).slice(0, 3), [
    { level: 'notice', pid: '1', tid: '1', message: 'start worker processes' },
    {
      level: 'error',
      pid: '12',
      tid: '34',
      connection: '5',
      message: 'open() "/srv/favicon.ico" failed (2: No such file or directory)',
      ...{ client: '203.0.113.9', server: 'example.com', request: 'GET /favicon.ico HTTP/1.1' },
      ...{ host: 'example.com', referrer: 'http://example.com/' },
    },
    {
      level: 'error',
      pid: '12',
      tid: '34',
      connection: '6',
      message: 'connect() failed (111: Connection refused) while connecting to upstream',
      ...{ client: '203.0.113.9', request: 'GET /ä, client: 1 HTTP/1.1' },
      ...{ upstream: 'http://127.0.0.1:8080/', host: 'example.com' },
    },
  ]);
  assert.deepEqual(remarks, [['bad-line', 7]]);
});

test('logfmt: only the time is found, wherever its key is', () => {
  const { format, lines, events, remarks } = readCommonSample('logfmt.log');
  assert.equal(format, 'logfmt');
  assert.deepEqual(
    events.map(({ time, message }) => [time, message]),
    [
      ['12:00:00.123', lines[0]],
      ['12:00:01.500', lines[1]],
      ['12:00:02.000', lines[2]],
      ['12:00:02.000', lines.slice(3, 7).join('\n')],
      ['12:00:02.000', 'panic is over'],
      ['12:00:04.000', lines[9]],
    ],
  );
  assert.ok(fieldsOf(events).every((fields) => Object.keys(fields).length === 0));
  assert.deepEqual(remarks, [['bad-line', 9]]);
});

test('Windows line ends belong to no message', () => {
  const line = '192.0.2.1 - - [01/Jan/2024:12:00:00 +0000] "GET / HTTP/1.1" 200 1';
  assert.deepEqual(messagesOf(readAs('access-log', `${line}\r\n\r\n${line}\r\n`).events), [line, line]);
});
