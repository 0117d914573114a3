// Columns are compressed where that spares something.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { pack, unpack } from '../../src/store/compress.ts';

suite('compressed columns', () => {
  test('any bytes come back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.nat(50), (bytes, times) => {
        const plain = Buffer.concat(Array.from({ length: times }, () => bytes));
        const packed = pack(plain);
        assert.ok(packed.bytes.byteLength <= plain.byteLength);
        assert.deepEqual(Buffer.from(unpack(packed)), plain);
      }),
    );
  });

  test('what is no frame, or one of another size, is no column', () => {
    const packed = pack(Buffer.alloc(10_000, 'a'));
    assert.ok(packed.plainBytes !== undefined);
    assert.throws(() => unpack({ bytes: Buffer.from('no frame at all'), plainBytes: 10 }));
    assert.throws(() => unpack({ ...packed, plainBytes: 9_999 }));
    assert.throws(() => unpack({ ...packed, plainBytes: 10_001 }));
  });
});
