// Laws of the command line's and the subscriptions' formats: events written in them come back the same,
// wherever their text is cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { detectFormat, formatNamed, type LogFormat } from '../../src/events/index.ts';
import { cutText, readPieces, readText } from './read-text.ts';

const named = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);

/** The format with a way to decompress. */
const withGunzip = (name: string): LogFormat => ({
  ...named(name),
  open: (sink, context) => named(name).open(sink, { ...context, gunzip: (bytes) => gunzipSync(bytes) }),
});

const fragment = fc.constantFrom(
  '\n',
  '\r',
  '"',
  '\\',
  '{',
  '}',
  ',',
  '\t',
  ' ',
  'é',
  '😀',
  '1',
  '\u001b[0m',
);
const message = fc.oneof(fc.string({ unit: fragment }), fc.string());
const stream = fc.constantFrom('s', '2024/03/13/[$LATEST]abc', 'é');
const event = fc.record(
  { ms: fc.integer({ min: 1e12, max: 2e12 }), message, stream },
  { noNullPrototype: true },
);
const events = fc.array(event);
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

type Written = { readonly ms: number; readonly message: string; readonly stream: string };

const assertReadBack = (
  format: LogFormat,
  text: string,
  lengths: readonly number[],
  written: readonly Written[],
) => {
  const read = readPieces(format, cutText(text, lengths)).events;
  assert.deepEqual(
    read.map(({ timestampMs, message: text, logStream }) => ({
      ms: timestampMs,
      message: text,
      stream: logStream,
    })),
    written,
  );
};

/** Text of these formats is told by its head, whatever the events in it. */
const assertTold = (name: string, text: string): void =>
  assert.equal(detectFormat(text, true).name, name, text.slice(0, 1000));

/** As the reader is told where an event names no stream. */
const inFolder = (written: readonly Written[]) => written.map((one) => ({ ...one, stream: 'folder' }));

const id = '3'.repeat(56);

test('cli-text: written and read back, in each layout', () => {
  fc.assert(
    fc.property(events, cuts, (written, lengths) => {
      const format = named('cli-text');
      const filter = written.map(
        (one) => `EVENTS\t${id}\t${one.ms}\t${one.stream}\t${one.message}\t${one.ms}\n`,
      );
      assertReadBack(format, filter.join(''), lengths, written);
      assertReadBack(format, filter.map((row) => row.slice(7)).join(''), lengths, written);
      const get = written.map((one) => `EVENTS\t${one.ms}\t${one.message}\t${one.ms}\n`);
      assertReadBack(format, get.join(''), lengths, inFolder(written));
      const pairs = written.map((one) => `${one.ms}\t${one.message} x\n`);
      const marked = written.map((one) => ({ ...one, message: `${one.message} x` }));
      assertReadBack(format, pairs.join(''), lengths, inFolder(marked));
    }),
  );
});

/** As the command takes white space off the end of messages. */
const trimmed = (written: readonly Written[]) =>
  written.map((one) => ({ ...one, message: one.message.trimEnd() }));
/**
 * A message that begins with a line end cannot be told from JSON that was indented, nor a last line of nothing
 * but a reset of colours from that of the command.
 */
const isTellable = (written: readonly Written[]) =>
  written.every(({ message: text }) => !/^\n|\n(?:\u001b\[0m)+\s*$/.test(text));

test('cli-tail: written and read back, with colours and without', () => {
  fc.assert(
    fc.property(events.filter(isTellable), cuts, fc.boolean(), (written, lengths, isColored) => {
      const color = (code: number, text: string) => (isColored ? `\u001b[${code}m${text}\u001b[0m` : text);
      const lines = written.map(({ ms, stream: name, message: text }) => {
        const time = new Date(ms).toISOString().replace('Z', '000+00:00');
        return `${color(32, time)} ${color(36, name)} ${text}`.trimEnd();
      });
      assertReadBack(named('cli-tail'), lines.map((line) => `${line}\n`).join(''), lengths, trimmed(written));
    }),
  );
});

// As Python prints JSON: indented by four, everything beyond ASCII escaped.
const python = (value: unknown): string =>
  JSON.stringify(value, undefined, 4).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

test('cli-tail: JSON that was indented comes back compact', () => {
  const json = fc.jsonValue({ stringUnit: 'binary', noUnicodeString: false } as fc.JsonSharedConstraints);
  fc.assert(
    fc.property(fc.array(json), cuts, (values, lengths) => {
      const written = values.map((value, i) => ({
        ms: 1e12 + i,
        message: JSON.stringify(value),
        stream: 's',
      }));
      const text = values.map(
        (value, i) => `${new Date(1e12 + i).toISOString().replace('Z', '000+00:00')} s \n${python(value)}\n`,
      );
      assertReadBack(named('cli-tail'), text.join(''), lengths, written);
    }),
  );
});

test('subscription: written and read back, plain and packed', () => {
  const separator = fc.constantFrom('', '\n', ' \r\n');
  fc.assert(
    fc.property(fc.array(events), cuts, separator, (batches, lengths, between) => {
      const documents = batches.map((batch) => {
        const logEvents = batch.map((one) => ({ timestamp: one.ms, message: one.message }));
        return JSON.stringify({ messageType: 'DATA_MESSAGE', owner: '1', logGroup: 'g', logEvents });
      });
      const written = inFolder(batches.flat());
      const format = withGunzip('subscription');
      const packed = documents.map((text) => gzipSync(text).toString('base64'));
      const Records = packed.map((Data) => ({ Data }));
      const events = packed.map((data) => JSON.stringify({ awslogs: { data } }));
      const texts = [
        documents.join(between),
        JSON.stringify({ Records }, undefined, 4),
        events.join(between),
      ];
      for (const text of texts) {
        if (batches.length > 0) assertTold('subscription', text);
        assertReadBack(format, text, lengths, written);
      }
    }),
    { numRuns: 50 },
  );
});

const resultTime = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

test('query-results: written and read back', () => {
  fc.assert(
    fc.property(events, cuts, fc.nat(4), (written, lengths, spaces) => {
      const results = written.map((one) => [
        { field: '@timestamp', value: resultTime(one.ms) },
        { field: '@message', value: one.message },
        { field: '@logStream', value: one.stream },
      ]);
      const exported = results.map((row) =>
        Object.fromEntries(row.map(({ field, value }) => [field, value])),
      );
      for (const document of [{ results, status: 'Complete' }, exported]) {
        const text = JSON.stringify(document, undefined, spaces);
        if (written.length > 0) assertTold('query-results', text);
        assertReadBack(named('query-results'), text, lengths, written);
      }
    }),
  );
});

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('console-csv: written and read back, with either line end', () => {
  fc.assert(
    fc.property(events, cuts, fc.constantFrom('\n', '\r\n'), (written, lengths, lineEnd) => {
      const rows = written.map((one) => [resultTime(one.ms), one.message, one.stream]);
      const records = [['@timestamp', '@message', '@logStream'], ...rows];
      const text = records.map((row) => row.map(cell).join(',') + lineEnd).join('');
      assertTold('console-csv', text);
      assertReadBack(named('console-csv'), text, lengths, written);
    }),
  );
});

test('every reader makes the same of any text, wherever it is cut', () => {
  const line = fc.oneof(
    message,
    fc.constantFrom(
      '@timestamp,@message',
      '"a',
      '2024-03-13T18:36:24 a',
      '2024-03-13T18:36:24.046000+00:00 s {',
      `EVENTS\t${id}\t1710354984546\ts\ta\t1710354984046`,
      'EVENTS\t1710354984546\ta',
      '1710354984546\ta\t1710354984046',
      'NEXTTOKEN\ta',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(line),
      cuts,
      fc.constantFrom('cli-text', 'cli-tail', 'console-csv'),
      (lines, lengths, name) => {
        const text = lines.join('\n');
        assert.deepEqual(readPieces(named(name), cutText(text, lengths)), readText(named(name), text));
      },
    ),
    { numRuns: 500 },
  );
});
