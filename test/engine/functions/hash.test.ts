// Hashes: the test vectors of RFC 1321 and FIPS 180-4, and Node's own hashes for any text.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { callAndPrint, callTable } from './call-table.ts';

callTable(
  'md5 and sha256: lower-case hexadecimal digits',
  `
  md5("")        → d41d8cd98f00b204e9800998ecf8427e
  md5("abc")     → 900150983cd24fb0d6963f7d28e17f72
  md5(12.5)      → cf3e481a44141cabd4e9d46cfbb1f899
  md5(null)      → (missing)
  md5(["abc"])   → (missing)
  sha256("")     → e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  sha256("abc")  → ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
  sha256(null)   → (missing)
  `,
);

for (const name of ['md5', 'sha256'])
  test(`${name} of any text is that of its bytes in UTF-8`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        fc.pre(!/^@-?\d+$/.test(text));
        const expected = createHash(name).update(text, 'utf8').digest('hex');
        assert.equal(callAndPrint(`${name}(${JSON.stringify(text)})`), expected);
      }),
    );
  });
