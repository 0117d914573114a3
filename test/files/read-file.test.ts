// Reading files: compressed or not, damaged or not, in any encoding they come in.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { InputError, type ReadOptions, readLogFile, suggestedLogStream } from '../../src/files/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-files-'));
after(() => rmSync(directory, { recursive: true }));

const write = (name: string, bytes: Uint8Array | string): string => {
  const file = path.join(directory, name);
  writeFileSync(file, bytes);
  return file;
};

const read = async (file: string, options: Partial<ReadOptions> = {}) => {
  const messages: string[] = [];
  const times: number[] = [];
  const streams: string[] = [];
  const sink = {
    add: (ms: number, message: string, logStream: string) => {
      times.push(ms);
      messages.push(message);
      streams.push(logStream);
    },
  };
  return { summary: await readLogFile(file, { sink, ...options }), messages, times, streams };
};

const lines = (count: number, start = 0): string =>
  Array.from({ length: count }, (_, i) => `2024-03-13T12:00:00.046Z line ${start + i} of many\n`).join('');
/** Bytes that hardly compress, so that compressed files are long enough to be read in several pieces. */
const noise = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `2024-03-13T12:00:00.046Z ${createHash('sha256').update(String(i)).digest('base64')}\n`,
  ).join('');

test('a file is summed up: format, events, sizes, hash', async () => {
  const text = lines(3);
  const bytes = gzipSync(text);
  const { summary, messages } = await read(write('a.gz', bytes));
  assert.deepEqual(summary, {
    format: 's3-export',
    events: 3,
    textBytes: text.length,
    fileBytes: bytes.length,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    remarks: [],
  });
  assert.equal(messages[2], 'line 2 of many');
});

test('several compressed parts in a file are all read, zeros after them do not matter', async () => {
  const compressors: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['gz', gzipSync],
    ['zst', zstdCompressSync],
  ];
  for (const [name, compress] of compressors) {
    const parts = [
      compress(noise(5000)),
      compress(lines(7)),
      compress(''),
      compress(noise(3000)),
      Buffer.alloc(512),
    ];
    const { summary } = await read(write(`parts.${name}`, Buffer.concat(parts)));
    assert.equal(summary.events, 8007, name);
  }
});

test('zstd data may have skippable frames, and be cut anywhere but between frames', async () => {
  const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const whole = Buffer.concat([zstdCompressSync('a\n'.repeat(9)), skippable, zstdCompressSync('b\n')]);
  assert.equal((await read(write('skip.zst', whole))).summary.events, 10);
  const ends: number[] = [];
  for (let end = 4; end <= whole.length; end++) {
    await read(write('some.zst', whole.subarray(0, end))).then(
      () => ends.push(whole.length - end),
      (error) => assert.equal(error.code, 'truncated'),
    );
  }
  const last = zstdCompressSync('b\n').length;
  assert.deepEqual(ends, [last + skippable.length, last, 0]);
});

test('big files come through in order, with progress', async () => {
  const text = noise(60_000);
  for (const bytes of [Buffer.from(text), gzipSync(text), zstdCompressSync(text)]) {
    const progress: number[] = [];
    const { summary, messages } = await read(write('big', bytes), {
      onProgress: (count) => progress.push(count),
    });
    assert.equal(summary.events, 60_000);
    assert.equal(summary.textBytes, text.length);
    assert.equal(progress.at(-1), bytes.length);
    assert.equal(messages.map((message) => `2024-03-13T12:00:00.046Z ${message}\n`).join(''), text);
  }
});

test('compressed data that ends too soon, or is damaged, is told with the place', async () => {
  for (const [name, bytes] of [
    ['gzip', gzipSync(noise(5000))],
    ['zstd', zstdCompressSync(noise(5000), { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ] as const) {
    const cut = bytes.subarray(0, bytes.length - 100);
    const file = write(`cut.${name}`, cut);
    await assert.rejects(read(file), (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual([error.code, error.path, error.offset], ['truncated', file, cut.length]);
      const size = cut.length.toLocaleString('en-US');
      assert.equal(error.message, `${file}: the ${name} data ends too soon, after ${size} bytes`);
      return true;
    });
    const bad = Buffer.from(bytes);
    bad.fill(0xff, 100_000, 100_100);
    await assert.rejects(read(write(`bad.${name}`, bad)), (error) => {
      assert.ok(error instanceof InputError);
      assert.ok(error.code === 'corrupt' && error.offset <= 200_000 && error.offset > 0, error.message);
      return true;
    });
    await assert.rejects(read(write(`tail.${name}`, Buffer.concat([bytes, Buffer.from('more')]))), {
      code: 'corrupt',
    });
  }
});

test('a log that other bytes interrupt keeps its text; the bytes are counted and placed', async () => {
  const bytes = Buffer.concat([
    Buffer.from('é\uFFFD a\n'),
    Buffer.from([0xff, 0x41, 0xc3]),
    Buffer.from('\nb\n'),
    Buffer.from([0xe2]),
  ]);
  const { summary, messages } = await read(write('latin', bytes));
  assert.deepEqual(messages, ['é\uFFFD a', '\uFFFDA\uFFFD', 'b', '\uFFFD']);
  const [remark] = summary.remarks.filter(({ code }) => code === 'invalid-utf-8');
  assert.deepEqual([remark?.count, remark?.offset], [3, 8]);
});

test('text that ends within a character has one invalid sequence', async () => {
  const { summary, messages } = await read(write('half', Buffer.from([0x61, 0xe2, 0x82])));
  assert.deepEqual(messages, ['a\uFFFD']);
  assert.deepEqual(summary.remarks.find(({ code }) => code === 'invalid-utf-8')?.offset, 1);
});

test('a byte order mark is dropped; UTF-16 and binary content are refused', async () => {
  assert.deepEqual((await read(write('bom', '\uFEFFa\n'))).messages, ['a']);
  await assert.rejects(read(write('utf16', Buffer.from('\uFEFFa\n', 'utf16le'))), { code: 'utf-16' });
  await assert.rejects(read(write('binary', Buffer.from('PK\x03\x04\0\0'))), {
    code: 'not-text',
    message: `${path.join(directory, 'binary')}: this is not text, but a zip archive`,
  });
});

test('an empty file has no events and a remark', async () => {
  for (const bytes of ['', gzipSync('')]) {
    const { summary } = await read(write('empty', bytes));
    assert.deepEqual([summary.events, summary.remarks.map(({ code }) => code)], [0, ['empty-file']]);
  }
});

test('what cannot be opened or is not known is an InputError', async () => {
  const missing = path.join(directory, 'nowhere');
  await assert.rejects(read(missing), { code: 'missing', message: `${missing}: there is no such file` });
  await assert.rejects(read(directory), { code: 'unreadable', message: `${directory}: it is a directory` });
  await assert.rejects(read(write('x', 'a'), { format: 'csv' }), { code: 'unknown-format' });
  await assert.rejects(read(write('doc', '{"events":[{"timestamp":1')), {
    name: 'InputError',
    code: 'bad-document',
  });
});

test('reading stops when the signal says so', async () => {
  const reason = new Error('enough');
  await assert.rejects(read(write('stop', 'a\n'), { signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const onProgress = (count: number) => count > 600_000 && controller.abort();
  const file = write('stop.gz', gzipSync(noise(60_000)));
  await assert.rejects(read(file, { signal: controller.signal, onProgress }), { name: 'AbortError' });
});

test('a named format overrules what the file looks like; remarks of a kind are counted', async () => {
  const file = write('wrapped', 'one\ntwo\nthree\n');
  const { summary } = await read(file, { format: 'json-lines' });
  assert.deepEqual(
    summary.remarks.map(({ code, count, line }) => [code, count, line]),
    [['bad-line', 3, 1]],
  );
});

test('events without a time have the time of the file', async () => {
  const file = write('dated', 'a\n');
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  assert.deepEqual((await read(file)).times, [1_700_000_000_000]);
  assert.deepEqual((await read(file, { fallbackMs: 7 })).times, [7]);
});

test('standard input arrives in any pieces', async () => {
  const bytes = Buffer.concat([gzipSync('é😀 a\n'.repeat(50)), gzipSync('b\n')]);
  async function* stdin() {
    for (const byte of bytes) yield Uint8Array.of(byte);
  }
  const { messages } = await read('-', { stdin: stdin(), fallbackMs: 0 });
  assert.deepEqual(messages, [...Array.from({ length: 50 }, () => 'é😀 a'), 'b']);
});

test('any text comes through UTF-8, wherever its bytes are cut', async () => {
  const unit = fc.constantFrom('a', 'é', '€', '😀', '\uFFFD', ' ');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit, minLength: 1 })),
      fc.integer({ min: 1, max: 9 }),
      async (texts, size) => {
        const written = texts.map((text) => `x${text}`);
        const bytes = Buffer.from(written.join('\n'));
        // Past the head, so that pieces are decoded as they come.
        const head = Buffer.from('y\n'.repeat(40_000));
        async function* stdin() {
          yield head;
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        }
        const { messages, summary } = await read('-', { stdin: stdin(), fallbackMs: 0 });
        assert.deepEqual(messages.slice(40_000), written);
        assert.equal(
          summary.remarks.some(({ code }) => code === 'invalid-utf-8'),
          false,
        );
      },
    ),
    { numRuns: 30 },
  );
});

test('an exported object suggests the stream that its folder is named after', () => {
  const folder = '2020-12-05-[$LATEST]abc';
  assert.equal(
    suggestedLogStream(`exportedlogs/6a1b2c3d-0000-4000-8000-000000000000/${folder}/000000.gz`),
    folder,
  );
  assert.equal(suggestedLogStream(`${folder}/000001.gz`), folder);
  assert.equal(suggestedLogStream('logs/app.log.gz'), '');
});
