// What the command line prints of log events: its text output, and that of tail and start-live-tail.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../src/events/index.ts';
import { messagesOf, read, readSample, sample, service, start } from './cli-samples.ts';

test('cli-text: filter-log-events, every message to the byte, tabs and newlines too', () => {
  const { events, ingestionTimes, remarks } = readSample('cli-text.filter-log-events.txt');
  assert.deepEqual(
    events,
    service.map(([ms, stream, message]) => [ms, message, stream, '', {}]),
  );
  assert.deepEqual(
    ingestionTimes,
    service.map(([ms]) => ms + 500),
  );
  assert.deepEqual(remarks, []);
});

test('cli-text: get-log-events has no streams; what is no row stays, remarked', () => {
  const { events, remarks } = readSample('cli-text.get-log-events.txt');
  const expected = service.map(([ms, , message]) => [ms, message, '', '', {}]);
  expected.splice(8, 0, [start + 15, 'An error occurred (ThrottlingException)', '', '', {}]);
  assert.deepEqual(events, expected);
  assert.deepEqual(remarks, [['bad-line', 18]]);
});

test('cli-text: --query of time and message, rows without the word EVENTS, rows torn off', () => {
  assert.deepEqual(
    readSample('cli-text.query.txt').events.map(([ms, message]) => [ms, message]),
    service.slice(2, 10).map(([ms, , message]) => [ms, message]),
  );
  assert.deepEqual(
    read('cli-text', '1710354984546\ta\t1710354984046\r\n1710354984546\tb\nc\t1710354984046').events,
    [
      [start, 'a', '', '', {}],
      [start, 'b\nc', '', '', {}],
    ],
  );
  const torn = read('cli-text', `EVENTS\t${start}\ta\t${start}\nEVENTS\t${start}\ttorn of\n`);
  assert.deepEqual(messagesOf(torn.events), ['a', `EVENTS\t${start}\ttorn of`]);
  assert.deepEqual(torn.remarks, [['bad-line', 2]]);
});

test('cli-tail: detailed, colours or not; only white space at the end of messages is lost', () => {
  const expected = service.map(([ms, stream, message]) => [ms, message.trimEnd(), stream, '', {}]);
  for (const file of ['cli-tail.detailed.log', 'cli-tail.detailed-color.log']) {
    const { events, remarks } = readSample(file);
    assert.deepEqual(events, expected, file);
    assert.deepEqual(remarks, []);
  }
});

test('cli-tail: JSON that was indented is compact again, with the numbers that were printed', () => {
  const expected = service.map(([ms, stream, message]) => [
    ms,
    message.trimEnd().replace('1.50', '1.5'), // so Python has printed it
    stream,
    '',
    {},
  ]);
  for (const file of ['cli-tail.json.log', 'cli-tail.json-color.log'])
    assert.deepEqual(readSample(file).events, expected, file);
  const head = '2024-03-13T18:36:24.046000+00:00 s';
  const cases = [
    [
      '\n{\n    "a": "\\u00e9 \\\\u00e9 \\ud83d\\ude00 \\ud83d",\n    "b": []\n}',
      '{"a":"\\u00e9 \\\\u00e9 \\ud83d\\ude00 \\ud83d","b":[]}',
    ],
    ['\n{\n    "a": "\\u00e9 \\\\u00e9 \\ud83d\\ude00 \\" : \\\\"\n}', '{"a":"é \\\\u00e9 😀 \\" : \\\\"}'],
    ['\n12345678901234567890', '12345678901234567890'],
    ['\n"two words"', '"two words"'],
    ['\n[]', '[]'],
    // Not what the command prints of JSON: the message itself begins with a newline.
    ['\n{"a": 1}', '\n{"a": 1}'],
    ['\n{\n    "a": NaN\n}', '\n{\n    "a": NaN\n}'],
    ['\ntext', '\ntext'],
  ] as const;
  for (const [printed, message] of cases)
    assert.deepEqual(messagesOf(read('cli-tail', `${head} ${printed}\n${head} next\n`).events), [
      message,
      'next',
    ]);
});

test('cli-tail: short, which is told from other logs by its messages unless it has colours', () => {
  const short = service.map(([ms, , message]) => [
    Math.floor(ms / 1000) * 1000,
    message.trimEnd(),
    '',
    '',
    {},
  ]);
  assert.deepEqual(readSample('cli-tail.short-color.log').events, short);
  assert.deepEqual(readSample('cli-tail.short.log').events, [...short.slice(0, 5), short[10]]);
  const { events } = read('cli-tail', '2024-03-13T18:36:24 any message\n  goes on\n');
  assert.deepEqual(events, [[start - 46, 'any message\n  goes on', '', '', {}]]);
});

test('cli-tail: syslog with microseconds and logs with a time of their own are not taken', () => {
  for (const head of [
    '2024-03-13T18:36:24.046123+00:00 host sshd[1]: a\n2024-03-13T18:36:24.047000+00:00 host sshd[1]: b\n',
    '2024-03-13T18:36:24.047000+00:00 host sshd[1]: b\n2024-03-13T18:36:24.046123+00:00 host sshd[1]: a\n',
    '2024-03-13T18:36:24+00:00 host sshd[1]: a\n',
    '2024-03-13T18:36:24 INFO a\n2024-03-13T18:36:25 {"a":1}\n',
    '2024-03-13T18:36:24.046Z a\n',
  ])
    assert.notEqual(detectFormat(head, true).name, 'cli-tail', head);
});

test('cli-tail: lines before the first time stay; an impossible day is remarked', () => {
  const { events, remarks } = read('cli-tail', 'warning: x\n2024-02-30T18:36:24.000000+00:00 s a\n');
  assert.deepEqual(
    events.map(([ms, message]) => [ms, message]),
    [
      [5000, 'warning: x'],
      [5000, 'a'],
    ],
  );
  assert.deepEqual(remarks, [
    ['bad-line', 1],
    ['bad-line', 2],
  ]);
});

test('start-live-tail prints bare messages: plain text', () => {
  const text = sample('plain-text.live-tail.log');
  assert.equal(detectFormat(text, true).name, 'plain-text');
  assert.ok(messagesOf(read('plain-text', text).events).includes('on the second'));
});
