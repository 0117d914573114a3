// Laws of the formats of services: what is written in one comes back the same, wherever its text is cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatNamed, type LogFormat, MAX_EVENT_CHARACTERS } from '../../src/events/index.ts';
import { splitWords } from '../../src/events/vended/split-words.ts';
import { sampleNames, sampleText } from './read-sample.ts';
import { cutText, readPieces, readText } from './read-text.ts';

const format = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
const second = fc.integer({ min: 0, max: 4e9 });

const dated = (name: string, text: string, lengths: readonly number[]) =>
  readPieces(format(name), cutText(text, lengths)).events.map(
    ({ timestampMs, message }) => [timestampMs, message] as const,
  );

test('cloudtrail: records come back as they were written, in any spacing and number of documents', () => {
  const isoSecond = second.map((s) => `${new Date(s * 1000).toISOString().slice(0, 19)}Z`);
  const record = fc
    .tuple(
      isoSecond,
      fc.dictionary(
        fc.string().filter((key) => key !== 'eventTime'),
        fc.jsonValue(),
      ),
      fc.nat(2),
    )
    .map(([eventTime, rest, spaces]) => ({
      ms: Date.parse(eventTime),
      text: JSON.stringify({ ...rest, eventTime }, undefined, spaces),
    }));
  const blank = fc.constantFrom('', ' ', '\n', '\t\r\n');
  const documents = fc.array(fc.array(record, { maxLength: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(documents, blank, cuts, (written, space, lengths) => {
      const text = written
        .map(
          (records) =>
            `{"Records":[${space}${records.map((r) => r.text).join(`${space},${space}`)}${space}]}`,
        )
        .join(space);
      assert.deepEqual(
        dated('cloudtrail', text, lengths),
        written.flat().map((r) => [r.ms, r.text]),
      );
    }),
    { numRuns: 300 },
  );
});

test('vpc-flow-logs: flows of any header come back with their fields', () => {
  const names = fc.uniqueArray(
    fc.constantFrom('vpc-id', 'tcp-flags', 'action', 'pkt-srcaddr', 'bytes', 'type', 'end', 'a-new-name'),
    { maxLength: 5 },
  );
  const word = fc.stringMatching(/^[!-~]{1,8}$/);
  fc.assert(
    fc.property(
      names,
      fc.array(fc.tuple(second, fc.array(word, { minLength: 5 }))),
      cuts,
      (own, flows, lengths) => {
        const header = ['srcaddr', 'start', 'interface-id', ...own].join(' ');
        const lines = flows.map(([start, words]) =>
          ['192.0.2.1', start, 'eni-0a', ...own.map((_, index) => words[index])].join(' '),
        );
        const text = [header, ...lines].map((line) => `${line}\n`).join('');
        assert.deepEqual(
          dated('vpc-flow-logs', text, lengths),
          flows.map(([start], index) => [start * 1000, lines[index]]),
        );
      },
    ),
  );
});

test('words come back from a line, quoted or in brackets', () => {
  const bare = fc.stringMatching(/^[^\s"[]\S{0,6}$/);
  const inner = fc.stringMatching(/^[^"\]]{0,8}$/);
  const word = fc.oneof(
    bare.map((text) => [text, text] as const),
    inner.map((text) => [text, `"${text}"`] as const),
    inner.map((text) => [text, `[${text}]`] as const),
    inner.map((text) => [`${text} ("x y" z) ${text}`, `"${text} ("x y" z) ${text}"`] as const),
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const line = words.map(([, written]) => written).join(' ');
      assert.deepEqual(
        splitWords(line),
        words.map(([text]) => text),
      );
    }),
  );
});

test('each of these readers makes the same of any lines, wherever they are cut, and loses none', () => {
  const samples = sampleNames().filter((name) =>
    /^(?:vpc|route53|alb|nlb|elb|s3-access|cloudfront|api)/.test(name),
  );
  const lines = samples.flatMap((name) => sampleText(name).split('\n'));
  const names = ['vpc-flow-logs', 'route53-queries', 'alb-access', 's3-access', 'cloudfront', 'api-gateway'];
  const line = fc.oneof(fc.constantFrom(...lines), fc.string());
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom(...names), cuts, (chosen, name, lengths) => {
      const text = chosen.join('\n');
      const whole = readText(format(name), text);
      assert.deepEqual(readPieces(format(name), cutText(text, lengths)), whole);
      const given = text.split('\n').filter((one) => one.trim() !== '');
      const headers = given.filter((one) => /^#|\b(?:srcaddr|interface-id)\b/.test(one)).length;
      assert.ok(whole.events.length >= given.length - headers && whole.events.length <= given.length);
    }),
  );
});

test('an event beyond the limit is refused, not swallowed', () => {
  const piece = 'x'.repeat(8 * 1024 * 1024);
  const pieces = Array.from({ length: MAX_EVENT_CHARACTERS / piece.length + 1 }, () => piece);
  assert.throws(() => readPieces(format('alb-access'), pieces), { code: 'event-too-long' });
  assert.throws(() => readPieces(format('cloudtrail'), ['{"Records":["', ...pieces]), {
    code: 'event-too-long',
  });
});
