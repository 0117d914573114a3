// What container runtimes and the journal write: the message is what was printed, parts are joined.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../src/events/index.ts';
import { sampleText } from './read-sample.ts';
import { messagesOf, readAs, readCommonSample } from './system-reading.ts';

const out = { stream: 'stdout' };
const err = { stream: 'stderr' };

test("docker: the message is the log without its newline, the parts of a stream's line are joined", () => {
  const { format, events, remarks } = readCommonSample('docker.log');
  assert.equal(format, 'docker');
  assert.deepEqual(events, [
    { time: '12:00:00.123', message: 'listening on :8080', fields: out },
    { time: '12:00:01.000', message: '{"level":"info","msg":"ready"}', fields: out },
    { time: '12:00:02.500', message: 'warning: disk is full', fields: err },
    { time: '12:00:02.000', message: 'a long line that came in three parts', fields: out },
    { time: '12:00:03.000', message: '', fields: out },
    { time: '12:00:04.999', message: 'Grüße 😀 \u001b[32mgreen\u001b[0m\r', fields: out },
    { time: '12:00:04.999', message: "not a line of Docker's", fields: {} },
    {
      time: '12:00:05.250',
      message: 'named',
      fields: { stream: 'stdout', 'attrs.tag': 'web', 'attrs.com.example.team': 'a' },
    },
    { time: '12:00:05.250', message: 'from before the clock was set', fields: err },
    { time: '12:00:06.000', message: 'cut off', fields: out },
  ]);
  assert.deepEqual(remarks, [
    ['bad-line', 9],
    ['impossible-time', 11],
  ]);
});

test('cri: full and partial lines, of two streams at once', () => {
  const { format, events, remarks } = readCommonSample('cri.log');
  assert.equal(format, 'cri');
  assert.deepEqual(events, [
    { time: '12:00:00.123', message: 'listening on :8080', fields: out },
    { time: '12:00:01.500', message: '{"level":"warn","msg":"slow"}', fields: err },
    { time: '12:00:02.100', message: 'in between', fields: err },
    { time: '12:00:02.000', message: 'a long line that came in three parts', fields: out },
    { time: '12:00:03.000', message: '', fields: out },
    { time: '12:00:03.000', message: '', fields: out },
    { time: '12:00:04.250', message: 'Grüße 😀', fields: out },
    { time: '12:00:04.250', message: '\tat the margin of no format', fields: {} },
    { time: '12:00:05.000', message: '  indented\t', fields: out },
    { time: '12:00:06.000', message: 'cut off', fields: err },
  ]);
  assert.deepEqual(remarks, [['bad-line', 10]]);
});

test('other JSON with a log is not Docker, other times are not CRI', () => {
  for (const line of [
    '{"log":"x","stream":"stdout","kubernetes":{"pod_name":"a"},"time":"2024-01-01T00:00:00Z"}',
    '{"log":"x","stream":"stdout"}',
    '2024-01-01T12:00:00.123456789Z stdout message',
    '2024-01-01 12:00:00 stdout F message',
  ]) {
    assert.equal(detectFormat(`${line}\n`, true).name, 'plain-text', line);
  }
});

const host = { _HOSTNAME: 'web-1' };

test('journald: the message is MESSAGE, all other fields are fields', () => {
  const { format, lines, events, remarks } = readCommonSample('journald.json');
  assert.equal(format, 'journald');
  const [first, second, ...rest] = events;
  assert.deepEqual(first, {
    time: '12:00:00.123',
    message: 'Accepted publickey for alice',
    fields: {
      __CURSOR: 's=1;i=1',
      __REALTIME_TIMESTAMP: '1704110400123456',
      __MONOTONIC_TIMESTAMP: '5123',
      _BOOT_ID: 'b0',
      _HOSTNAME: 'web-1',
      PRIORITY: '6',
      SYSLOG_IDENTIFIER: 'sshd',
      _PID: '812',
    },
  });
  assert.equal(second?.message, 'first line\nsecond "line"');
  const fields = (second_: number, others: object) => ({
    __REALTIME_TIMESTAMP: `${1_704_110_400 + second_}000000`,
    ...others,
  });
  assert.deepEqual(rest, [
    { time: '12:00:02.000', message: 'Grüße\u001b[0m', fields: fields(2, host) },
    {
      time: '12:00:03.000',
      message: '{"level":"info","n":1}',
      fields: fields(3, { ...host, 'N.0': 'one', 'N.1': 'two' }),
    },
    { time: '12:00:04.000', message: lines[4], fields: fields(4, { UNIT: 'app.service' }) },
    { time: '12:00:04.000', message: '-- Reboot --', fields: {} },
    { time: '12:00:05.000', message: 'first', fields: fields(5, { _HOSTNAME: 'wéb 😀' }) },
    { time: '12:00:06.000', message: '', fields: fields(6, host) },
  ]);
  assert.deepEqual(remarks, [['bad-line', 6]]);
});

test('journald: json-seq, json-sse and json-pretty hold the same', () => {
  const lines = sampleText('journald.json')
    .trimEnd()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const expected = readAs('journald', lines.join('\n')).events;
  const pretty = lines.map((line) =>
    JSON.stringify(JSON.parse(line), undefined, '\t').replaceAll('": ', '" : '),
  );
  for (const text of [
    lines.map((line) => `\u001e${line}\n`).join(''),
    lines.map((line) => `data: ${line}\n\n`).join(''),
    `${pretty.join('\n')}\n`,
  ]) {
    assert.equal(detectFormat(text, true).name, 'journald');
    const { events, remarks } = readAs('journald', text);
    // An entry without a message has its text, which pretty printing changes.
    assert.deepEqual(
      events.filter(({ fields }) => fields.UNIT === undefined),
      expected.filter(({ fields }) => fields.UNIT === undefined),
    );
    assert.equal(events.length, expected.length);
    assert.deepEqual(remarks, []);
  }
});

test('who wants no fields gets none, and the same events', () => {
  for (const [name, sample] of [
    ['docker', 'docker.log'],
    ['cri', 'cri.log'],
    ['journald', 'journald.json'],
    ['syslog', 'syslog.log'],
    ['access-log', 'access-log.log'],
    ['nginx-error', 'nginx-error.log'],
  ] as const) {
    const { events } = readAs(name, sampleText(sample), [], false);
    assert.deepEqual(messagesOf(events), messagesOf(readAs(name, sampleText(sample)).events));
    assert.ok(events.every(({ fields }) => Object.keys(fields).length === 0));
  }
});
