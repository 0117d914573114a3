// What each reader makes of a text: where events begin and end, how they are dated, what is remarked.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat, formatNamed, type LogFormat, ReaderError } from '../../src/events/index.ts';
import { datedMessages, fallbackMs, readText } from './read-text.ts';

const format = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);
const s3Export = format('s3-export');
const logEvents = format('log-events');
const jsonLines = format('json-lines');
const plainText = format('plain-text');

const noon = Date.UTC(2024, 2, 13, 12, 0, 0, 46);
const noonText = '2024-03-13T12:00:00.046Z';

test('s3-export: the newline that ends an event belongs to the file, the others to the message', () => {
  const text = `${noonText} one\n${noonText} REPORT\t\n\n${noonText} two\n lines\n\n\n${noonText} last`;
  assert.deepEqual(datedMessages(s3Export, text), [
    [noon, 'one'],
    [noon, 'REPORT\t\n'],
    [noon, 'two\n lines\n\n'],
    [noon, 'last'],
  ]);
  assert.deepEqual(datedMessages(s3Export, `${noonText} a\n\n`), [[noon, 'a\n']]);
  assert.deepEqual(datedMessages(s3Export, '1710331200046 a\n1710331200046 b\n'), [
    [noon, 'a'],
    [noon, 'b'],
  ]);
  // Digits at the beginning of a line of a message are no time where times are spelled otherwise.
  assert.deepEqual(datedMessages(s3Export, `${noonText} ids:\n1607000000000 x\n`), [
    [noon, 'ids:\n1607000000000 x'],
  ]);
  assert.deepEqual(datedMessages(s3Export, `${noonText} a\n`), [[noon, 'a']]);
  assert.deepEqual(datedMessages(s3Export, `${noonText} \n`), [[noon, '']]);
  assert.deepEqual(datedMessages(s3Export, ''), []);
});

test('s3-export: bytes stay as they are, also CR and further blanks', () => {
  assert.deepEqual(datedMessages(s3Export, `${noonText}  a\r\n${noonText} b\r\n`), [
    [noon, ' a\r'],
    [noon, 'b\r'],
  ]);
});

test('s3-export: what only resembles a timestamp continues the event before', () => {
  for (const line of [
    '2024-03-13T12:00:00.046Z',
    '2024-03-13T12:00:00.046Z\tid',
    '2024-02-30T12:00:00.046Z x',
    '2024-03-13T24:00:00.046Z x',
    '2024-03-13T12:00:00Z x',
    '171033120004 x',
    '2024',
  ]) {
    assert.deepEqual(datedMessages(s3Export, `${noonText} a\n${line}\n`), [[noon, `a\n${line}`]]);
  }
});

test('s3-export: lines before the first timestamp are an event at that time, and remarked', () => {
  const { events, remarks } = readText(s3Export, `\nrest of\nsomething\n${noonText} a\n`);
  assert.deepEqual(
    events.map((event) => [event.timestampMs, event.message]),
    [
      [noon, '\nrest of\nsomething'],
      [noon, 'a'],
    ],
  );
  assert.deepEqual(
    remarks.map(({ code, line }) => [code, line]),
    [['undated-lines', 2]],
  );
  assert.deepEqual(datedMessages(s3Export, 'no time\n'), [[fallbackMs, 'no time']]);
});

test('s3-export: events belong to the log stream that the context names', () => {
  const [event] = readText(s3Export, `${noonText} a\n`).events;
  assert.deepEqual(event, {
    timestampMs: noon,
    message: 'a',
    logStream: 'folder',
    ingestionMs: Number.NaN,
    logGroup: '',
  });
});

test('log-events: documents follow each other, with or without white space, and bare arrays', () => {
  const one = { timestamp: 1, message: 'a', logStreamName: 's', ingestionTime: 2, eventId: '3' };
  const text = `${JSON.stringify({ events: [one], searchedLogStreams: [] })}${JSON.stringify(
    { nextToken: 'events', events: [{ timestamp: 1710331200046, message: '"}]{\n' }] },
    undefined,
    4,
  )}\n[]\n[${JSON.stringify(one)}]\n`;
  const { events } = readText(logEvents, text);
  assert.deepEqual(
    events.map(({ message, logStream }) => [message, logStream]),
    [
      ['a', 's'],
      ['"}]{\n', 'folder'],
      ['a', 's'],
    ],
  );
});

test('log-events: what is no event stays as its JSON text, other documents are remarked', () => {
  const { events, remarks } = readText(logEvents, '{"events":[{"a":1},null]}{"x":{"events":[1]}}');
  assert.deepEqual(
    events.map(({ timestampMs, message }) => [timestampMs, message]),
    [
      [fallbackMs, '{"a":1}'],
      [fallbackMs, 'null'],
    ],
  );
  assert.deepEqual(
    remarks.map(({ code }) => code),
    ['bad-event', 'bad-event', 'other-document'],
  );
});

test('log-events: malformed JSON and JSON that ends too soon are refused', () => {
  for (const text of [
    '{"events":[{"timestamp":1,"message":"a"}',
    '{"events":[{"timestamp":1,"message":"a',
    '{"events":[{"timestamp":1,"message":"a"},]}',
    '{"events":[{"timestamp":1,"message":"a"} {"timestamp":1,"message":"a"}]}',
    '{"events":[],,}',
    '{"events":[}',
    '[}',
    '[] x',
    '{"events":[]}}',
  ]) {
    assert.throws(() => readText(logEvents, text), ReaderError, text);
  }
});

test('json-lines: wrappers are unwrapped, with stream, group and ingestion time', () => {
  const text = [
    '{"timestamp":1710331200046,"message":"a","logStreamName":"s","logGroup":"g","ingestionTime":7e12}',
    '',
    '{"timestamp":1710331200.046,"message":"b"}\r',
    `{"timestamp":"${noonText}","message":"c"}`,
  ].join('\n');
  assert.deepEqual(readText(jsonLines, text).events, [
    { timestampMs: noon, message: 'a', logStream: 's', ingestionMs: 7e12, logGroup: 'g' },
    { timestampMs: noon, message: 'b', logStream: 'folder', ingestionMs: Number.NaN, logGroup: '' },
    { timestampMs: noon, message: 'c', logStream: 'folder', ingestionMs: Number.NaN, logGroup: '' },
  ]);
});

test('json-lines: a line that is no wrapper is kept whole, and remarked', () => {
  const other = '{"timestamp":1710331200046,"message":"b","level":"info"}';
  const { events, remarks } = readText(jsonLines, `{"timestamp":0,"message":"a"}\noops\n${other}\n`);
  assert.deepEqual(
    events.map(({ timestampMs, message }) => [timestampMs, message]),
    [
      [0, 'a'],
      [0, 'oops'],
      [noon, other],
    ],
  );
  assert.deepEqual(
    remarks.map(({ code, line }) => [code, line]),
    [
      ['bad-line', 2],
      ['bad-line', 3],
    ],
  );
});

test('plain-text: timestamps at the start of a line, in the spellings of the field', () => {
  for (const start of [
    '2024-03-13T12:00:00.046Z',
    '2024-03-13 12:00:00,046',
    '2024-03-13T12:00:00.046999',
    '[2024-03-13 12:00:00.046]',
    '2024-03-13T21:00:00.046+09:00',
    '2024-03-13 07:00:00.046 -0500',
  ]) {
    assert.deepEqual(datedMessages(plainText, `${start} a\n`), [[noon, `${start} a`]]);
  }
  assert.deepEqual(datedMessages(plainText, '2024-03-13 12:00 a'), [[noon - 46, '2024-03-13 12:00 a']]);
});

test('plain-text: an undated line has the time of the event before, at first that of the context', () => {
  const { events, remarks } = readText(plainText, `x\r\n\r\n${noonText} y\nz\n`);
  assert.deepEqual(
    events.map(({ timestampMs, message }) => [timestampMs, message]),
    [
      [fallbackMs, 'x'],
      [noon, `${noonText} y`],
      [noon, 'z'],
    ],
  );
  assert.deepEqual(remarks.length, 1);
});

test('plain-text: stack traces stay with their event, empty lines within them too', () => {
  const java = 'Exception in thread "main" X\n\tat A.b(A.java:1)\nCaused by: Y\n\t... 3 more';
  const python = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: bad';
  const chain = '\n\nDuring handling of the above exception, another exception occurred:\n\n';
  const texts = [java, `[ERROR] it failed\n${python}${chain}${python}`, 'next', '{\n  "a": 1\n}'];
  assert.deepEqual(
    readText(plainText, texts.join('\n')).events.map(({ message }) => message),
    texts,
  );
});

test('plain-text: JSON lines of any schema are messages, dated by a top-level key', () => {
  for (const line of [
    `{"level":"info","time":"${noonText}"}`,
    '{"ts":1710331200.046}',
    '{"a":{"timestamp":5},"@timestamp":"2024-03-13T12:00:00.046Z"}',
    '{"time":null,"timestamp":"1710331200046","message":"x","level":1}',
  ]) {
    assert.deepEqual(datedMessages(plainText, line), [[noon, line]]);
  }
});

test('formats are told by the head of a file', () => {
  const heads: readonly (readonly [string, string])[] = [
    [`${noonText} a`, 's3-export'],
    ['\n1710331200046 a', 's3-export'],
    [`${noonText}\tid\tINFO`, 'plain-text'],
    ['{"events":[]}', 'log-events'],
    ['{\n    "events": [\n        {\n            "logStreamName": "s"', 'log-events'],
    ['[\n    {\n        "timestamp": 1', 'log-events'],
    ['[]', 'log-events'],
    ['{"timestamp":1,"message":"a"}\n{', 'json-lines'],
    ['{"timestamp":1,"message":"a","level":"info"}\n{', 'plain-text'],
    ['{"message":"a"}', 'plain-text'],
    ['hello', 'plain-text'],
    ['', 'plain-text'],
  ];
  for (const [head, name] of heads) assert.equal(detectFormat(head, true).name, name, head);
});
