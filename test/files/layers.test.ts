// Compressed data within compressed data, and data that becomes far more than it is.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { boundedGunzip, openExpansion } from '../../src/files/expansion.ts';
import { InputError, readLogFile } from '../../src/files/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-layers-'));
after(() => rmSync(directory, { recursive: true }));

const read = async (bytes: Uint8Array, name = 'file') => {
  const file = path.join(directory, name);
  writeFileSync(file, bytes);
  const messages: string[] = [];
  const sink = { add: (_ms: number, message: string) => messages.push(message) };
  return { messages, summary: await readLogFile(file, { sink }) };
};

const gzips = (texts: readonly string[]): Buffer => Buffer.concat(texts.map((text) => gzipSync(text)));

/** As Firehose writes them when it is to put a newline behind each record. */
const gzipLines = (texts: readonly string[]): Buffer =>
  Buffer.concat(texts.flatMap((text) => [gzipSync(text), Buffer.from('\n')]));

test('data compressed twice is read: as Firehose compresses what a subscription has compressed', async () => {
  const message = (text: string) =>
    JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: [{ timestamp: 1, message: text }] });
  const records = ['one', 'two', 'three'].map(message);
  for (const bytes of [
    gzips(records),
    gzipSync(gzips(records)),
    zstdCompressSync(gzips(records)),
    gzipSync(zstdCompressSync(records.join(''))),
    gzipLines(records),
    gzipSync(gzipLines(records)),
  ]) {
    const { messages, summary } = await read(bytes);
    assert.deepEqual(messages, ['one', 'two', 'three']);
    assert.equal(summary.fileBytes, bytes.length);
    assert.equal(summary.textBytes, records.join('').length);
  }
});

test('many records, each compressed, and all of them once more', async () => {
  const texts = Array.from({ length: 3000 }, (_, i) => `line ${i} of many\n`);
  for (const pack of [gzips, gzipLines]) {
    const { messages } = await read(gzipSync(pack(texts)));
    assert.deepEqual(
      messages,
      texts.map((text) => text.trimEnd()),
    );
  }
});

test('a third layer is refused as what it is', async () => {
  await assert.rejects(read(gzipSync(gzipSync(gzipSync('a\n'))), 'thrice'), {
    code: 'not-text',
    message: `${path.join(directory, 'thrice')}: this is not text, but gzip data, compressed more than twice`,
  });
});

test('damage in the inner layer is told as such, with the place in the file', async () => {
  const inner = gzipSync('some text that is long enough\n'.repeat(50));
  const bytes = gzipSync(inner.subarray(0, inner.length - 9));
  await assert.rejects(read(bytes, 'cut'), (error) => {
    assert.ok(error instanceof InputError);
    assert.deepEqual([error.code, error.offset], ['truncated', bytes.length]);
    assert.match(error.message, /the gzip data within compressed data ends too soon, after \d+ bytes$/);
    return true;
  });
});

test('what becomes both much and out of proportion is refused', () => {
  const gigabyte = 1024 * 1024 * 1024;
  const small = openExpansion('a.zst', () => 1000);
  small.add(gigabyte);
  assert.throws(() => small.add(1), {
    name: 'InputError',
    code: 'expands-too-far',
    offset: 1000,
    message:
      'a.zst: 1,000 bytes of compressed data become more than 1,073,741,824 bytes; if that is meant, decompress the file first',
  });
  // Nothing that gzip makes in one layer is refused.
  const equalLines = openExpansion('a.gz', () => 100 * 1024 * 1024);
  equalLines.add(100 * gigabyte);
});

test('data within a log is decompressed up to a limit, and counted', () => {
  let counted = 0;
  const gunzip = boundedGunzip({
    add: (bytes) => {
      counted += bytes;
    },
  });
  assert.equal(Buffer.from(gunzip(gzipSync('abc'), 3) ?? []).toString(), 'abc');
  assert.equal(gunzip(gzipSync('abcd'), 3), undefined);
  assert.equal(gunzip(gzipSync('abc').subarray(0, 12), 3), undefined);
  assert.equal(counted, 3);
});

test('little data that becomes much is held in little memory', async () => {
  // 256 MiB without a line end out of some KB: an event is refused long before all of it is there.
  const bytes = zstdCompressSync(Buffer.alloc(256 * 1024 * 1024, 'x'));
  const before = process.memoryUsage().arrayBuffers;
  await assert.rejects(read(bytes), { code: 'event-too-long' });
  assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
});

test('a format that packs compressed data gets it unpacked', async () => {
  const sample = new URL('../events/samples/subscription.kinesis.json', import.meta.url);
  const { messages, summary } = await read(gzipSync(readFileSync(sample)));
  assert.deepEqual([summary.format, messages.length], ['subscription', 9]);
});
