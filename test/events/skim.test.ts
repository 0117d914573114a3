// Readers that pass over events: those that they make and those that they count are, one for one, the events
// that they make when they pass over none.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { exportTimestampIn, nextLikelyLine } from '../../src/events/export-lines.ts';
import { type ByteTools, formatNamed, type ReaderContext, type Skimming } from '../../src/events/index.ts';
import { exportTimestamp } from '../../src/events/timestamp-text.ts';

type Read = {
  readonly ms: number;
  readonly characters: number;
  readonly bytes: number;
  readonly text?: string;
  /** Of those that were passed over together. */
  readonly endMs?: number;
  readonly count?: number;
};

const byteTools: ByteTools = {
  encode: (text) => Buffer.from(text),
  indexOf: (bytes, part, from) => Buffer.from(bytes).indexOf(part, from),
  ascii: (bytes, start, end) => Buffer.from(bytes).toString('latin1', start, end),
};

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

type Room = ReturnType<Skimming['room']>;

/** Each event that is passed over is told of by itself. */
const oneByOne: Room = { events: 1, characters: Number.POSITIVE_INFINITY };

/** `onAfter`: how many events are made before any is passed over. */
const readWith = (
  format: string,
  pieces: readonly string[],
  texts: readonly string[] | undefined,
  onAfter = 0,
  room = oneByOne,
) => {
  const events: Read[] = [];
  const add = (ms: number, text: string): void =>
    void events.push({ ms, characters: text.length, bytes: Buffer.byteLength(text), text });
  const skimming: Skimming | undefined = texts && {
    texts,
    isOn: () => events.length >= onAfter,
    room: () => room,
    pass: ({ events: count, characters, bytes, startMs, endMs }) =>
      void events.push({ ms: startMs, endMs, characters, bytes, count }),
  };
  const context: ReaderContext = {
    logStream: 's',
    fallbackMs: 7,
    wantsFields: true,
    remark: () => {},
    skimming,
    byteTools,
  };
  const reader = formatNamed(format)!.open({ add: (ms, message) => add(ms, message) }, context);
  for (const piece of pieces) {
    if (isAscii(piece) && reader.pushAscii !== undefined) reader.pushAscii(Buffer.from(piece));
    else reader.push(piece, isAscii(piece));
  }
  reader.end();
  return events;
};

const time = fc
  .integer({ min: 0, max: 90_000_000 })
  .map((ms) => new Date(1_700_000_000_000 + ms * 1000).toISOString());
const words = fc.constantFrom(
  'apple',
  'pear tree',
  'app',
  '',
  ' ',
  'é',
  '😀',
  '2024-01-01',
  'Z ',
  '\tat x.y',
  '}',
);
const anyLine = fc.oneof(
  fc.tuple(time, fc.array(words, { maxLength: 4 })).map(([at, parts]) => `${at} ${parts.join(' ')}`),
  fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' ')),
  fc.constantFrom(
    '2024-13-01T00:00:00.000Z no month',
    '2024-01-01T00:60:00.000Z no minute',
    '2024-01-01T00:00:00.000Zno blank',
    '1700000000000 apple',
    'Traceback (most recent call last):',
    '1960-01-01T00:00:00.000Z apple',
  ),
);
const anyPieces = fc
  .tuple(fc.array(anyLine, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 4 }), fc.boolean())
  .map(([lines, cuts, endsLine]) => {
    const text = lines.join('\n') + (endsLine ? '\n' : '');
    const ends = [...new Set([...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort(
      (a, b) => a - b,
    );
    // Whoever decodes cuts no character.
    const whole = ends.map((end) => (/^[\uDC00-\uDFFF]/.test(text.slice(end)) ? end - 1 : end));
    return whole.map((end, index) => text.slice(whole[index - 1] ?? 0, end));
  });
const anyTexts = fc.constantFrom(['apple'], ['pear'], ['apple', 'pear'], ['é'], ['nowhere'], ['\n']);

suite('passing over events', () => {
  for (const format of ['s3-export', 'plain-text', 'json-lines'])
    test(`leaves the others as they are: ${format}`, () => {
      fc.assert(
        fc.property(anyPieces, anyTexts, fc.nat({ max: 5 }), (pieces, texts, onAfter) => {
          const all = readWith(format, pieces, undefined);
          const skimmed = readWith(format, pieces, texts, onAfter);
          const sizes = ({ ms, characters, bytes }: Read): Read => ({ ms, characters, bytes });
          assert.deepEqual(skimmed.map(sizes), all.map(sizes));
          for (const [index, { text }] of skimmed.entries()) {
            const message = all[index]!.text!;
            if (text !== undefined) assert.equal(text, message);
            else assert.ok(index >= onAfter && !texts.some((wanted) => message.includes(wanted)), message);
          }
        }),
        { numRuns: 1500 },
      );
    });

  test('tells of many at once, but never of more than there is room for', () => {
    const anyRoom = fc.record({
      events: fc.integer({ min: 1, max: 5 }),
      characters: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(anyPieces, anyTexts, anyRoom, (pieces, texts, room) => {
        const single = readWith('s3-export', pieces, texts);
        for (const { text, count = 1, ...told } of readWith('s3-export', pieces, texts, 0, room)) {
          const those = single.splice(0, count);
          const sum = (of: (event: Read) => number): number =>
            those.reduce((total, event) => total + of(event), 0);
          assert.deepEqual(
            those.map((event) => event.text),
            those.map(() => text),
          );
          assert.equal(
            told.characters,
            sum(({ characters }) => characters),
          );
          assert.equal(
            told.bytes,
            sum(({ bytes }) => bytes),
          );
          assert.equal(told.ms, Math.min(...those.map(({ ms }) => ms)));
          if (text !== undefined) continue;
          assert.equal(told.endMs, Math.max(...those.map(({ ms }) => ms)));
          // The last one may be what fills it.
          assert.ok(count <= room.events && told.characters - those.at(-1)!.characters < room.characters);
        }
        assert.equal(single.length, 0);
      }),
      { numRuns: 1500 },
    );
  });

  test('is done: no event of an export is made that nobody wants', () => {
    const line = (text: string) => `2024-01-01T00:00:00.000Z ${text}\n`;
    const text = [line('before'), line('apple'), line('x'), line('y'), line('z')].join('');
    const made = readWith('s3-export', [text], ['apple']).flatMap((event) => event.text ?? []);
    // The last event of a piece may go on in the next, and the first may have begun in the one before.
    assert.deepEqual(made, ['before', 'apple', 'z']);
  });
});

suite('timestamps in bytes', () => {
  const digit = fc.constantFrom(...'0123456789', 'a', ':', '/');
  const likely = fc
    .tuple(time, fc.array(fc.tuple(fc.nat({ max: 24 }), digit), { maxLength: 2 }))
    .map(([at, changes]) =>
      changes.reduce((text, [index, to]) => text.slice(0, index) + to + text.slice(index + 1), `${at} `),
    );

  test('are those of text', () => {
    fc.assert(
      fc.property(likely, (text) => {
        assert.equal(exportTimestampIn(Buffer.from(text), 0), exportTimestamp(text, 0));
      }),
      { numRuns: 3000 },
    );
  });

  test('are all found, whatever stands between them', () => {
    const anyText = fc.array(fc.oneof(likely, words, fc.constantFrom('\n', '\n', 'Z', '0', 'T:')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join('');
        const expected: number[] = [];
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
          if (text[at + 24] === 'Z') expected.push(at + 1);
        const found: number[] = [];
        const bytes = Buffer.from(text, 'latin1');
        for (let at = nextLikelyLine(bytes, 0); at < bytes.length; at = nextLikelyLine(bytes, at))
          found.push(at);
        // Behind one that is likely no other is, for the length of a timestamp.
        const isTime = (at: number): boolean => !Number.isNaN(exportTimestamp(text, at));
        assert.deepEqual(found.filter(isTime), expected.filter(isTime));
      }),
      { numRuns: 3000 },
    );
  });
});
