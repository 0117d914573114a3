// Texts that are packed as numbers, and texts that only look so.

import fc from 'fast-check';
import { printIpv4 } from '../../src/segments/index.ts';

const hexadecimal = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

export const anyInteger = fc.oneof(
  fc.integer({ min: -20, max: 2000 }).map(String),
  fc.maxSafeInteger().map((n) => String(Math.trunc(n / 100))),
  fc.constantFrom('999999999999999', '-99999999999999', '4294967296', '-4294967297'),
);

export const anyAddress = fc.integer({ min: 0, max: 0xffffffff }).map(printIpv4);

/** Each kind by itself: a column is mostly of one. */
export const packedKinds = [
  anyInteger,
  anyAddress,
  hexadecimal(16),
  hexadecimal(32),
  fc.uuid(),
] as const satisfies readonly fc.Arbitrary<string>[];

/** What stands among them. */
export const anyOddText = fc.constantFrom(
  '-',
  '',
  '007',
  '-0',
  '+1',
  '1.5',
  '1e3',
  ' 1',
  '10.1.2',
  '10.1.2.256',
  '10.01.2.3',
  '1.2.3.4.5',
  '0123456789ABCDEF',
  '0123456789abcdeg',
  '0123456789abcde\u0130',
  '1000000000000000',
  '12345678901234567',
  '-999999999999999',
  'NaN',
  'ä',
);

/** Mostly of one kind, with some odd ones and some that are missing. */
export const anyColumnOfTexts: fc.Arbitrary<readonly (string | undefined)[]> = fc
  .constantFrom(...packedKinds)
  .chain((kind) =>
    fc.array(
      fc.oneof(
        { arbitrary: kind, weight: 12 },
        { arbitrary: anyOddText, weight: 1 },
        { arbitrary: fc.constant(undefined), weight: 2 },
      ),
      { minLength: 1, maxLength: 40 },
    ),
  );
