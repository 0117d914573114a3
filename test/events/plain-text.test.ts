// Plain text and JSON lines of any schema: the spellings of times, which of them count, and stack traces.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../src/events/index.ts';
import { promisedFormat, sampleNames, sampleText } from './read-sample.ts';
import { messagesOf, readAs, readCommonSample, timesOf } from './system-reading.ts';

const common: readonly string[] = [
  'journald',
  'docker',
  'cri',
  'syslog',
  'access-log',
  'apache-error',
  'nginx-error',
  'logfmt',
];

test('the common formats take the samples that are named after them, and no others', () => {
  const seen = new Set<string>();
  for (const sample of sampleNames()) {
    const text = sampleText(sample);
    for (const { name } of [detectFormat(text, true), detectFormat(text.slice(0, 2000), false)]) {
      assert.equal(common.includes(name), common.includes(promisedFormat(sample)), `${sample}: ${name}`);
      if (common.includes(name)) assert.equal(name, promisedFormat(sample), sample);
      seen.add(name);
    }
  }
  for (const name of common) assert.ok(seen.has(name), name);
});

const timeOf = (line: string): string => timesOf(readAs('plain-text', `${line}\n`).events)[0] ?? '';

test('plain-text: every usual spelling of a time at the start of a line', () => {
  for (const start of [
    '2024-01-01T12:00:00Z',
    '2024-01-01t12:00:00z',
    '2024-01-01 12:00:00,000',
    '2024-01-01 12:00:00:000',
    '2024-01-01 12:00',
    '2024-01-01T12:00:00.000000000Z',
    '2024-01-01T14:00:00+02:00',
    '2024-01-01T14:00:00+02',
    '2024-01-01 07:00:00 -0500',
    '2024-01-01 12:00:00 UTC',
    '2024-01-01 07:00:00 EST',
    '2024-01-01 12:00:00 INFO',
    '2024-01-01 12:00:00 -12 degrees',
    '[2024-01-01 12:00:00]',
    '(2024-01-01 12:00:00)',
    '"2024-01-01 12:00:00"',
    '2024/01/01 12:00:00',
    '2024/01/01 12:00:00.000000 main.go:7:',
    '20240101T120000Z',
    '20240101T120000.000Z',
    '01/Jan/2024:12:00:00 +0000',
    '[01/Jan/2024:05:00:00 -0700]',
    '01-Jan-2024 12:00:00.000 INFO [main]',
    '[01-Jan-2024 12:00:00 UTC] PHP Warning:',
    '01 Jan 2024 12:00:00.000',
    'Mon, 01 Jan 2024 12:00:00 GMT',
    'Mon, 1 Jan 2024 13:00:00 +0100',
    'Jan  1 12:00:00 host',
    'Jan 01 12:00:00.000',
    'Jan 01, 2024 12:00:00 PM com.example.App main',
    'Jan 1, 2024, 12:00:00 PM',
    'January 1, 2024 12:00:00',
    'Mon Jan  1 12:00:00 2024',
    'Mon Jan 01 12:00:00.000000 2024',
    'Mon Jan  1 12:00:00 UTC 2024',
    'Mon Jan 01 2024 13:00:00 GMT+0100 (CET)',
    'I0101 12:00:00.000000       1 main.go:7]',
    'E20240101 12:00:00.000000 1 main.cc:7]',
    '1704110400 x',
    '1704110400.000 x',
    '1704110400000 x',
    '1704110400000000|x',
    '1704110400000000000\tx',
  ]) {
    assert.equal(timeOf(`${start} message`), '12:00:00.000', start);
  }
  assert.equal(timeOf('Jan 02, 2024 3:04:05 PM x'), '2024-01-02T15:04:05.000');
  assert.equal(timeOf('Jan 02, 2024 12:04:05 AM x'), '2024-01-02T00:04:05.000');
  assert.equal(timeOf('2016-12-31 23:59:60 a leap second'), '2017-01-01T00:00:00.000');
});

test('plain-text: a time within the first 64 characters', () => {
  for (const line of [
    'INFO 2024-01-01 12:00:00,000 message',
    'INFO:     [2024-01-01 12:00:00] message',
    'web-1  | 2024-01-01T12:00:00.000Z message',
    '1:M 01 Jan 2024 12:00:00.000 * Ready to accept connections',
    '127.0.0.1 - - [01/Jan/2024:12:00:00 +0000] "GET / HTTP/1.1"',
    'E, [2024-01-01T12:00:00.000000 #1] ERROR -- : message',
    `${'x'.repeat(62)} 2024-01-01 12:00:00`,
  ]) {
    assert.equal(timeOf(line), '12:00:00.000', line);
  }
  for (const line of [
    `${'x'.repeat(63)} 2024-01-01 12:00:00`,
    'version 1.2024-01-01 12:00:0',
    '2024-02-30 12:00:00 no day of the calendar',
    '2024-01-01 25:00:00 no time of day',
    '01/02/2024 12:00:00 January or February',
    'Jan 32 12:00:00',
    'May I ask at 12:00:00',
    '1704110400x',
    '123456789 too few digits',
    '17041104001 no unit has so many',
  ]) {
    assert.equal(timeOf(line), '2024-01-02T00:00:00.000', line);
  }
});

test('plain-text: a time the message speaks of does not date a line of a file whose lines begin with theirs', () => {
  const speaks = 'retry at 2023-06-01 00:00:00';
  const dated = '2024-01-01 12:00:00 a';
  assert.deepEqual(timesOf(readAs('plain-text', `${dated}\n${speaks}\n`).events), [
    '12:00:00.000',
    '12:00:00.000',
  ]);
  // In brackets it is the line's own; and so it is once lines no longer begin with times.
  const bracketed = '10.0.0.1 - - [01/Jan/2024:12:00:01 +0000] "GET /"';
  assert.deepEqual(timesOf(readAs('plain-text', `${dated}\n${bracketed}\n`).events)[1], '12:00:01.000');
  const late = readAs('plain-text', `${dated}\n${'x\n'.repeat(20)}INFO 2024-01-01 12:00:02 b\n`).events;
  assert.deepEqual(timesOf(late).at(-1), '12:00:02.000');
});

test('plain-text: the sample', () => {
  const { format, lines, events, remarks } = readCommonSample('plain-text.log');
  assert.equal(format, 'plain-text');
  assert.deepEqual(
    events.map(({ time, message }) => [time, message]),
    [
      ['2024-01-02T00:00:00.000', lines[0]],
      ['12:00:00.123', lines[1]],
      ['11:00:01.500', lines[2]],
      ['12:00:02.250', lines.slice(3, 9).join('\n')],
      ['12:00:03.000', lines.slice(9, 13).join('\n')],
      ['12:00:03.000', lines[13]],
      ['12:00:04.000', lines[14]],
      ['12:00:04.000', lines[15]],
      ['12:00:04.000', lines[16]],
      ['12:00:05.000', lines[17]],
    ],
  );
  assert.deepEqual(remarks, [
    ['undated-lines', 1],
    ['impossible-time', 16],
    ['impossible-time', 17],
  ]);
});

const dated = '2024-01-01 12:00:00 ERROR it failed';
const traces: Readonly<Record<string, string>> = {
  java: `${dated}\njava.io.IOException: a\n\tat a.B.c(B.java:1)\n\tSuppressed: x\nCaused by: b: y\n\t... 3 more`,
  python: `${dated}\nTraceback (most recent call last):\n  File "a.py", line 1\nKeyError: '2024-01-01 00:00:00'`,
  node: `${dated}\nTypeError: x is not a function\n    at f (a.js:1:2) {\n  code: 'E'\n}`,
  'node with a code': `${dated}\nError [ERR_X]: no\n    at f (a.js:1:2)`,
  go: 'panic: boom\n\n[signal SIGSEGV: x]\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1\ncreated by x\n\t/a.go:2\n\ngoroutine 2 [select]:\nmain.f(0x1)\n\t/a.go:3',
  '.NET': `${dated}\nSystem.InvalidOperationException: a\n ---> System.Exception: b\n   at C.D()\n   --- End of inner exception stack trace ---\n--- End of stack trace from previous location ---\n   at E.F()`,
  ruby: `${dated}\napp/a.rb:1:in 'A#b'\napp/c.rb:2:in \`d'\n\tfrom e.rb:3:in 'f'`,
  php: `${dated}\nStack trace:\n#0 /a.php(3): f()\n#1 {main}\n  thrown in /a.php on line 3`,
};

test('plain-text: stack traces stay with their event, with either line end', () => {
  for (const [name, trace] of Object.entries(traces)) {
    for (const lineEnd of ['\n', '\r\n']) {
      const text = [trace, dated, 'undated', dated].join('\n').replaceAll('\n', lineEnd);
      const expected = [trace.replaceAll('\n', lineEnd), dated, 'undated', dated];
      assert.deepEqual(messagesOf(readAs('plain-text', text).events), expected, name);
    }
  }
  // Without a time before it, a line with such words is an event of its own.
  const errors = ['Error: a', 'Error: b', 'java.io.IOException: c'];
  assert.deepEqual(messagesOf(readAs('plain-text', errors.join('\n')).events), errors);
});

test('plain-text: JSON lines of any schema, the time under its usual names in the order of trust', () => {
  const { format, lines, events, remarks } = readCommonSample('plain-text.jsonl');
  assert.equal(format, 'plain-text');
  assert.deepEqual(messagesOf(events), lines.slice(0, -1));
  assert.deepEqual(timesOf(events), [
    '12:00:00.123',
    '12:00:01.000',
    '12:00:02.250',
    '12:00:03.000',
    '12:00:04.500',
    '12:00:05.000',
    '12:00:06.000',
    '12:00:07.000',
    '12:00:08.000',
    '12:00:09.000',
    '12:00:09.000',
    '12:00:09.000',
  ]);
  assert.deepEqual(remarks, [['impossible-time', 12]]);
});

test('JSON lines: epochs of every size are exact to the millisecond, also as numbers', () => {
  for (const value of ['1704110400.123', '1704110400123', '1704110400123000', '1704110400123000000']) {
    assert.equal(timeOf(`{"ts":${value}}`), '12:00:00.123', value);
    assert.equal(timeOf(`{"ts":"${value}"}`), '12:00:00.123', value);
  }
  assert.equal(timeOf('{"date":"2024-01-01","time":"12:00:00"}'), '12:00:00.000');
  assert.equal(timeOf('{"time":"2024-01-01T12:00:00Z","time":null}'), '2024-01-02T00:00:00.000');
});

test('json-lines: a file of wrappers has no other objects among its first lines', () => {
  const wrapper = '{"timestamp":1704110400000,"message":"a"}';
  assert.equal(detectFormat(`${wrapper}\n${wrapper}\noops\n`, true).name, 'json-lines');
  assert.equal(
    detectFormat(`${wrapper}\n{"timestamp":1,"message":"a","level":"info"}\n`, true).name,
    'plain-text',
  );
  const { events, remarks } = readAs(
    'json-lines',
    `${wrapper}\n{"timestamp":-1,"message":"b"}\n{"time":1704110401}`,
  );
  assert.deepEqual(timesOf(events), ['12:00:00.000', '12:00:00.000', '12:00:01.000']);
  assert.deepEqual(remarks, [
    ['impossible-time', 2],
    ['bad-line', 3],
  ]);
});
