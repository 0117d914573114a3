// Gzip data of several members, with line ends between them as Firehose writes them, or with what is no gzip.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compressionOf, decompress } from '../../src/files/decompress.ts';
import { InputError } from '../../src/files/input-error.ts';

async function* cut(bytes: Buffer, lengths: readonly number[]) {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

const gunzip = async (bytes: Buffer, lengths: readonly number[] = [bytes.length]): Promise<string> => {
  const gzip = compressionOf(bytes) ?? assert.fail('no magic number');
  const parts: Buffer[] = [];
  const pieces = decompress(cut(bytes, lengths), gzip, { path: 'a.gz' }, { add: () => {} });
  for await (const part of pieces) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('latin1');
};

const join = (members: readonly Buffer[], separator: string): Buffer =>
  Buffer.concat(members.flatMap((member) => [member, Buffer.from(separator)]));

/** All a header can have (RFC 1952, section 2.3): extra field, name, comment, its own checksum. */
const withFullHeader = (text: string): Buffer => {
  const fixed = [0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 1, 2, 3, 4, 0, 3];
  const header = Buffer.from([...fixed, 3, 0, 10, 0x1f, 0x8b, ...Buffer.from('\n\x1f.txt\0a\ncomment\0')]);
  const ends = Buffer.alloc(2 + 8);
  ends.writeUInt16LE(crc32(header) & 0xffff, 0);
  const trailer = ends.subarray(2);
  trailer.writeUInt32LE(crc32(text), 0);
  trailer.writeUInt32LE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, ends.subarray(0, 2), deflateRawSync(text), trailer]);
};

test('members with line ends between them and behind the last are read, wherever they are cut', async () => {
  const texts = ['one\n', '', 'three\n'.repeat(10_000), 'four', 'five\n'];
  const members = texts.map((text) => gzipSync(text));
  for (const separator of ['', '\n', '\r\n', '\n\n', '\n'.repeat(16)])
    for (const lengths of [[1e9], [1], [7, 1], [100, 3]])
      assert.equal(
        await gunzip(join(members, separator), lengths),
        texts.join(''),
        `${separator} ${lengths}`,
      );
  const full = join([withFullHeader('a\n'), withFullHeader('b\n')], '\n');
  assert.equal(await gunzip(full, [1]), 'a\nb\n');
  // Some members with, some without: objects that were joined. Zeros fill up the end.
  const [first = full, ...rest] = members;
  const mixed = Buffer.concat([join([first], ''), join(rest, '\n'), ...members, Buffer.alloc(100)]);
  assert.equal(await gunzip(mixed), texts.join('').repeat(2));
});

test('big members are read through one engine each', async () => {
  const text = (seed: number) => {
    let state = seed;
    return Array.from({ length: 60_000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return `${state}\n`;
    }).join('');
  };
  const texts = [1, 2, 3].map(text);
  const bytes = join(
    texts.map((each) => gzipSync(each)),
    '\n',
  );
  assert.ok(bytes.length > 5 * 64 * 1024);
  assert.equal(await gunzip(bytes), texts.join(''));
});

test('data that only looks like separated members is data: law of any members and separators', async () => {
  const inner = join([gzipSync('inner one'), gzipSync('inner two')], '\n').toString('latin1');
  const fragment = fc.constantFrom(inner, '\n\x1f\x8b\b', '\n', '\x1f\x8b', 'a\n');
  const member = fc.record({ text: fc.string({ unit: fragment }), level: fc.constantFrom(0, 6) });
  const separator = fc.constantFrom('', '\n', '\r\n', '\n\n');
  const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(member, separator), { minLength: 1 }), cuts, async (all, lengths) => {
      const bytes = all.flatMap(([{ text, level }, between]) => [
        gzipSync(Buffer.from(text, 'latin1'), { level }),
        Buffer.from(between),
      ]);
      const expected = all.map(([{ text }]) => text).join('');
      assert.equal(await gunzip(Buffer.concat(bytes), lengths), expected);
      assert.equal(await gunzip(Buffer.concat(bytes)), expected);
    }),
    { numRuns: 60 },
  );
});

test('a member full of what looks like separated members, and members behind it', async () => {
  const text = join([gzipSync('inner')], '\n')
    .toString('latin1')
    .repeat(500);
  const stored = gzipSync(Buffer.from(text, 'latin1'), { level: 0 });
  assert.ok(stored.includes('\n\x1f\x8b\b', 0, 'latin1'));
  assert.equal(await gunzip(join([stored, gzipSync('a'), stored, stored], '\n')), `${text}a${text}${text}`);
  assert.equal(await gunzip(join([stored, gzipSync('a')], '\r\n'), [100]), `${text}a`);
});

test('separated members may end after any of them, and be cut nowhere else', async () => {
  const members = [gzipSync('a\n'), gzipSync('b\n')];
  const whole = join(members, '\n');
  const ends: number[] = [];
  for (let end = 2; end <= whole.length; end++)
    for (const lengths of [[end], [1]])
      await gunzip(whole.subarray(0, end), lengths).then(
        () => ends.push(end),
        (error) => assert.equal(error.code, 'truncated', error.message),
      );
  const [first = 0] = members.map((member) => member.length);
  const expected = [first, first + 1, whole.length - 1, whole.length];
  assert.deepEqual(
    ends,
    expected.flatMap((end) => [end, end]),
  );
});

test('a newline that ends a member is part of it', async () => {
  // 160 MiB: the highest byte of the size, the last of the member, is a newline.
  const member = gzipSync(Buffer.alloc(0x0a00_0000, 0x61), { level: 1 });
  assert.equal(member.at(-1), 0x0a);
  const gzip = compressionOf(member) ?? assert.fail();
  for (const bytes of [member, join([member, gzipSync('b')], '\n')]) {
    let size = 0;
    const pieces = decompress(cut(bytes, [bytes.length]), gzip, { path: 'a.gz' }, { add: () => {} });
    for await (const { length } of pieces) size += length;
    assert.equal(size, 0x0a00_0000 + (bytes === member ? 0 : 1));
  }
});

test('what follows complete members and is no gzip is told as that, with the place', async () => {
  const member = gzipSync('a\n'.repeat(100));
  for (const rest of ['more', '\nmore', '\n\x1f', `${'\n'.repeat(40)}\x1f\x8b`]) {
    const bytes = Buffer.concat([member, member, Buffer.from(rest, 'latin1')]);
    await assert.rejects(gunzip(bytes, [member.length]), (error) => {
      assert.ok(error instanceof InputError);
      if (rest.endsWith('\x1f')) assert.equal(error.code, 'truncated');
      else {
        assert.equal(error.code, 'corrupt');
        assert.match(error.message, /^a\.gz: after the end of the gzip data something else follows, noticed/);
        assert.ok(Math.abs(error.offset - 2 * member.length) <= rest.length, String(error.offset));
      }
      return true;
    });
  }
});

test('damage behind a separator is damage', async () => {
  const bytes = join([gzipSync('first\n'), gzipSync('second\n'.repeat(9)), gzipSync('third\n')], '\n');
  const at = gzipSync('first\n').length + 1 + 10;
  for (const [place, why] of [
    [at, /damaged/],
    [at + gzipSync('second\n'.repeat(9)).length - 11, /incorrect length check/],
  ] as const) {
    const bad = Buffer.from(bytes);
    bad[place] = 0xff;
    await assert.rejects(gunzip(bad), (error) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.code, 'corrupt');
      assert.match(error.message, why);
      return true;
    });
  }
});
