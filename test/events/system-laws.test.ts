// Laws of the common formats of lines: events come back the same, wherever their text is cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_EVENT_CHARACTERS, ReaderError } from '../../src/events/index.ts';
import { sampleNames, sampleText } from './read-sample.ts';
import { readAs, writtenMs } from './system-reading.ts';
import { assertReadBack, cuts, fragment, instant, iso, line, printed } from './written-lines.ts';

const word = fc
  .string({ unit: fc.constantFrom('a', 'B', '7', '.', '-', '_'), minLength: 1 })
  .filter((s) => s !== '-');
const seconds = fc.integer({ min: 1e9, max: 2e9 }).map((s) => s * 1000);

test('syslog: RFC 5424 written and read back', () => {
  const value = fc.string({ unit: fragment }).map((raw) => raw.replace(/["\\\]]/g, String.raw`\$&`));
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          ms: instant,
          priority: fc.nat(191),
          hostname: word,
          appName: word,
          value,
          message: line,
        }),
      ),
      cuts,
      (events, lengths) => {
        const structured = (raw: string) => `[id@1 a="${raw}"][b@1]`;
        const lines = events.map(
          ({ ms, priority, hostname, appName, value: raw, message }) =>
            `<${priority}>1 ${iso(ms)} ${hostname} ${appName} - - ${structured(raw)} ${message}`,
        );
        const read = readAs('syslog', lines.map((each) => `${each}\n`).join(''), lengths).events;
        assert.deepEqual(
          read.map(({ time, message, fields }) => [
            time,
            message,
            Number(fields.facilityCode) * 8 + Number(fields.severityCode),
            ...[fields.hostname, fields.appName, fields.structuredData, fields.message],
          ]),
          events.map(({ ms, priority, hostname, appName, value: raw, message }, i) => [
            printed(ms),
            lines[i],
            priority,
            ...[hostname, appName, structured(raw), message.replace(/^\uFEFF/, '')],
          ]),
        );
      },
    ),
  );
});

test('syslog: lines without a priority, of the year before the file was written', () => {
  const yearBefore = fc
    .integer({ min: writtenMs - 360 * 86_400_000, max: writtenMs })
    .map((ms) => Math.floor(ms / 1000) * 1000);
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const bsd = (ms: number): string => {
    const date = new Date(ms);
    return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${iso(ms).slice(11, 19)}`;
  };
  fc.assert(
    fc.property(fc.array(fc.record({ ms: yearBefore, message: line })), cuts, (events, lengths) => {
      const lines = events.map(({ ms, message }) => `${bsd(ms)} web app[7]: ${message}`);
      const written = events.map(({ ms, message }, i) => ({
        ms,
        message: lines[i] ?? '',
        fields: { timestamp: bsd(ms), hostname: 'web', appName: 'app', procId: '7', message },
      }));
      assertReadBack('syslog', lines, lengths, written);
    }),
  );
});

test('access-log: written and read back', () => {
  const quoted = line
    .map((raw) => raw.replace(/["\\]/g, String.raw`\$&`))
    .filter((raw) => raw !== '-' && raw !== '');
  const path = word.map((raw) => `/${raw}`);
  const entry = fc.record({
    ms: seconds,
    user: word,
    path,
    status: fc.integer({ min: 100, max: 599 }),
    agent: quoted,
  });
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const common = (ms: number): string => {
    const text_ = iso(ms);
    const month = months[Number(text_.slice(5, 7)) - 1];
    return `${text_.slice(8, 10)}/${month}/${text_.slice(0, 4)}:${text_.slice(11, 19)} +0000`;
  };
  fc.assert(
    fc.property(fc.array(entry), cuts, (events, lengths) => {
      const lines = events.map(
        ({ ms, user, path: to, status, agent }) =>
          `192.0.2.1 - ${user} [${common(ms)}] "GET ${to} HTTP/1.1" ${status} 7 "-" "${agent}"`,
      );
      const written = events.map(({ ms, user, path: to, status, agent }, i) => ({
        ms,
        message: lines[i] ?? '',
        fields: {
          ...{ remoteIP: '192.0.2.1', remoteUser: user, method: 'GET', request: to, protocol: 'HTTP/1.1' },
          ...{ status: String(status), bytesSent: '7', userAgent: agent },
        },
      }));
      assertReadBack('access-log', lines, lengths, written);
    }),
  );
});

test('logfmt and plain text: lines that begin with their times are events of their own', () => {
  const event = fc.record({ ms: instant, message: line.map((raw) => raw.trimEnd()) });
  fc.assert(
    fc.property(fc.array(event), cuts, fc.constantFrom('logfmt', 'plain-text'), (events, lengths, name) => {
      const lines = events.map(({ ms, message }) =>
        name === 'logfmt'
          ? `ts=${iso(ms)} level=info msg=${JSON.stringify(message)}`
          : `${iso(ms)} ${message}`,
      );
      const written = events.map(({ ms }, i) => ({ ms, message: lines[i] ?? '', fields: {} }));
      assertReadBack(name, lines, lengths, written);
    }),
  );
});

const names = [
  'docker',
  'cri',
  'journald',
  'syslog',
  'access-log',
  'apache-error',
  'nginx-error',
  'logfmt',
  'json-lines',
  'plain-text',
];

test('every reader makes the same of any lines of any sample, wherever they are cut', () => {
  const lines = sampleNames().flatMap((name) => sampleText(name).split('\n').slice(0, 40));
  const anyLine = fc.oneof(fc.constantFrom(...lines), line, fc.constantFrom('', '\r', '{', '}', '\tat x'));
  fc.assert(
    fc.property(fc.array(anyLine), cuts, fc.constantFrom(...names), (some, lengths, name) => {
      const whole = some.join('\n');
      const uncut = readAs(name, whole);
      assert.deepEqual(readAs(name, whole, lengths), uncut);
      // Nothing is lost: what is left of the text without white space is in the messages, or in fields.
      if (names.indexOf(name) < 3 || name === 'json-lines') return;
      const squeeze = (all: string) => all.replace(/\s/g, '');
      assert.equal(squeeze(uncut.events.map(({ message }) => message).join('')), squeeze(whole));
    }),
    { numRuns: 500 },
  );
});

test('an event beyond the limit is refused by every format', () => {
  const piece = 'x'.repeat(8 * 1024 * 1024);
  const long = piece.repeat(MAX_EVENT_CHARACTERS / piece.length + 1);
  for (const name of names) assert.throws(() => readAs(name, long, [piece.length]), ReaderError, name);
  const part = `${JSON.stringify({ log: piece, stream: 'stdout', time: iso(writtenMs) })}\n`;
  assert.throws(() => readAs('docker', part.repeat(9)), { code: 'event-too-long' });
  assert.throws(() => readAs('journald', `{\n${`${piece}\n`.repeat(9)}`), { code: 'event-too-long' });
});

test('a line of megabytes is read, whatever patterns would have to remember of it', () => {
  const long = (part: string) => part.repeat(40_000_000 / part.length);
  for (const [name, start] of [
    ['access-log', long('ab ')],
    ['access-log', `192.0.2.1 - - [01/Jan/2024:12:00:00 +0000] "${long('\\"')}`],
    ['logfmt', `level=info msg="${long('\\"')}`],
    ['plain-text', long('a.')],
  ] as const) {
    const first = '2024-01-01 12:00:00 a';
    const { events } = readAs(name, `${first}\n${start}\n`);
    assert.equal(events.at(-1)?.message.length, start.length, name);
  }
});
