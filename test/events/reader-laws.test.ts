// Laws of the readers: events written in a format come back the same, wherever their text is cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  detectFormat,
  formatNamed,
  type LogFormat,
  MAX_EVENT_CHARACTERS,
  ReaderError,
} from '../../src/events/index.ts';
import { cutText, readPieces, readText } from './read-text.ts';

const format = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);

const instant = fc.integer({ min: 1e12, max: 2e12 });
const fragment = fc.constantFrom(
  '\n',
  '\r',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\t',
  ' ',
  'é',
  '😀',
  '2',
  'x',
);
const anyMessage = fc.oneof(fc.string({ unit: fragment }), fc.string());
const events = (message: fc.Arbitrary<string>) =>
  fc.array(fc.record({ timestamp: instant, message }, { noNullPrototype: true }));
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

type Written = { readonly timestamp: number; readonly message: string };
const assertReadBack = (
  name: string,
  text: string,
  lengths: readonly number[],
  written: readonly Written[],
) => {
  // Text of S3 exports that begins with a blank is told only by lines that do not.
  if (written.length > 0 && name !== 's3-export') assert.equal(detectFormat(text, true).name, name, text);
  const read = readPieces(format(name), cutText(text, lengths)).events;
  assert.deepEqual(
    read.map(({ timestampMs, message }) => ({ timestamp: timestampMs, message })),
    written,
  );
};

test('s3-export: written and read back', () => {
  fc.assert(
    fc.property(events(anyMessage), cuts, fc.boolean(), (written, lengths, isEpoch) => {
      const time = (ms: number) => (isEpoch ? ms : new Date(ms).toISOString());
      const text = written.map(({ timestamp, message }) => `${time(timestamp)} ${message}\n`).join('');
      assertReadBack('s3-export', text, lengths, written);
    }),
  );
});

test('log-events: written and read back, in any spacing and number of documents', () => {
  fc.assert(
    fc.property(fc.array(events(anyMessage)), cuts, fc.nat(4), (documents, lengths, spaces) => {
      const text = documents.map((list) =>
        JSON.stringify({ events: list, nextToken: '"[' }, undefined, spaces),
      );
      assertReadBack('log-events', text.join(''), lengths, documents.flat());
    }),
  );
});

test('json-lines: written and read back', () => {
  fc.assert(
    fc.property(events(anyMessage), cuts, (written, lengths) => {
      assertReadBack(
        'json-lines',
        written.map((event) => JSON.stringify(event)).join('\n'),
        lengths,
        written,
      );
    }),
  );
});

test('every reader makes the same of any text, wherever it is cut', () => {
  const line = fc.oneof(
    anyMessage,
    fc.constantFrom(
      '2024-03-13T12:00:00.046Z a',
      'Traceback (most recent call last):',
      ' at x',
      '{"time":1e12}',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(line),
      cuts,
      fc.constantFrom('s3-export', 'json-lines', 'plain-text'),
      (lines, lengths, name) => {
        const text = lines.join('\n');
        assert.deepEqual(readPieces(format(name), cutText(text, lengths)), readText(format(name), text));
      },
    ),
  );
});

test('an event beyond the limit is refused, not swallowed', () => {
  const piece = 'x'.repeat(8 * 1024 * 1024);
  const pieces = Array.from({ length: MAX_EVENT_CHARACTERS / piece.length + 1 }, () => piece);
  for (const name of ['s3-export', 'json-lines', 'plain-text']) {
    assert.throws(
      () => readPieces(format(name), pieces),
      new ReaderError('event-too-long', 'an event is longer than 67,108,864 characters'),
    );
  }
  assert.throws(() => readPieces(format('log-events'), ['["', ...pieces]), { code: 'event-too-long' });
});
