// Laws of what container runtimes and the journal write: events come back the same, in whatever parts.

import { test } from 'node:test';
import fc from 'fast-check';
import { assertReadBack, cuts, instant, iso, line, stream, text } from './written-lines.ts';

/** A message in parts, the last one whole. */
const partsOf = (message: string, places: readonly number[]): string[] => {
  const ends = [...new Set(places.map((place) => place % (message.length + 1)))].sort((a, b) => a - b);
  return [...ends, message.length].map((end, i, all) => message.slice(all[i - 1] ?? 0, end));
};

const record = <T>(message: fc.Arbitrary<T>) =>
  fc.record(
    { ms: instant, message, stream, places: fc.array(fc.nat(), { maxLength: 3 }) },
    { noNullPrototype: true },
  );

test('docker: written in parts and read back', () => {
  fc.assert(
    fc.property(fc.array(record(text)), cuts, (events, lengths) => {
      const lines = events.flatMap(({ ms, message, stream: name, places }) =>
        // A part that ends with a newline would be whole.
        partsOf(message, message.includes('\n') ? [] : places).map((log, i, parts) =>
          JSON.stringify({ log: i === parts.length - 1 ? `${log}\n` : log, stream: name, time: iso(ms) }),
        ),
      );
      const written = events.map(({ ms, message, stream: name }) => ({
        ms,
        message,
        fields: { stream: name },
      }));
      assertReadBack('docker', lines, lengths, written);
    }),
  );
});

test('cri: written in parts and read back', () => {
  fc.assert(
    fc.property(fc.array(record(line)), cuts, (events, lengths) => {
      const lines = events.flatMap(({ ms, message, stream: name, places }) =>
        partsOf(message, places).map(
          (part, i, parts) => `${iso(ms)} ${name} ${i === parts.length - 1 ? 'F' : 'P'} ${part}`,
        ),
      );
      const written = events.map(({ ms, message, stream: name }) => ({
        ms,
        message,
        fields: { stream: name },
      }));
      assertReadBack('cri', lines, lengths, written);
    }),
  );
});

test('journald: written and read back, as text and as bytes', () => {
  fc.assert(
    fc.property(
      fc.array(record(fc.string({ unit: 'grapheme' }))),
      fc.boolean(),
      cuts,
      (events, asBytes, lengths) => {
        const encode = (message: string) => (asBytes ? [...new TextEncoder().encode(message)] : message);
        const lines = events.map(({ ms, message, stream: host }) =>
          JSON.stringify({ __REALTIME_TIMESTAMP: `${ms}123`, MESSAGE: encode(message), _HOSTNAME: host }),
        );
        const written = events.map(({ ms, message, stream: host }) => ({
          ms,
          message,
          fields: { __REALTIME_TIMESTAMP: `${ms}123`, _HOSTNAME: host },
        }));
        assertReadBack('journald', lines, lengths, written);
      },
    ),
  );
});
