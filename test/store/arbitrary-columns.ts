// Random columns of every form, with the values that are hard to keep.

import fc from 'fast-check';
import type { PlainColumn } from '../../src/segments/index.ts';
import { FALSE, MISSING_BOOLEAN, TRUE } from '../../src/segments/index.ts';

/** Half surrogate pairs, NUL, byte order marks, characters of one to four bytes. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom('a', '\0', '\ud83d', '\ude00', '\ufeff', 'é', '漢', '😀', '"', '\n', '\uffff'), {
        maxLength: 6,
      })
      .map((parts) => parts.join('')),
  },
  fc.constantFrom('', '\ufeff', '\ud800', 'null', '__proto__'),
);

const NO_NUMBER = Number.NaN;

const anyNumber = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.constantFrom(0, -0, NO_NUMBER, 1e308, 5e-324, 0xffffffff, 0xfffffffe, 2 ** 53, -(2 ** 53), 2 ** 60),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

/** Mostly such as fit into the narrow layout, up to its edge. */
const nearNumbers = fc
  .tuple(fc.maxSafeInteger(), fc.array(fc.nat({ max: 0xffffffff }), { maxLength: 20 }))
  .map(([base, offsets]) => offsets.map((offset) => (offset % 7 === 0 ? NO_NUMBER : base + offset)));

const numbers = fc
  .oneof(fc.array(anyNumber, { maxLength: 20 }), nearNumbers)
  .map((values) => Float64Array.from(values));

const slices = fc.array(anyText, { maxLength: 20 }).map((texts): PlainColumn => {
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((text, row) => {
    offsets[row + 1] = offsets[row]! + text.length;
  });
  return { form: 'slices', text: texts.join(''), offsets };
});

const dictionary = fc
  .tuple(
    fc.uniqueArray(anyText, { maxLength: 6 }),
    fc.array(fc.nat(), { maxLength: 20 }),
    fc.constantFrom(Uint8Array, Uint16Array, Uint32Array),
  )
  .map(([texts, picks, Codes]): PlainColumn => {
    const words = ['', ...texts];
    return { form: 'dictionary', words, codes: new Codes(picks.map((pick) => pick % words.length)) };
  });

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 4 });

export const anyColumn: fc.Arbitrary<PlainColumn> = fc.oneof(
  fc
    .tuple(fc.constantFrom('number', 'timestamp', 'numeral'), numbers)
    .map(([form, values]): PlainColumn => ({ form, values })),
  fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.option(fc.integer(), { nil: NO_NUMBER }), { maxLength: 20 }),
    )
    .map(
      ([decimals, values]): PlainColumn => ({
        form: 'numeral',
        decimals,
        values: Float64Array.from(values, (n) => n / 100),
      }),
    ),
  fc
    .array(fc.constantFrom(FALSE, TRUE, MISSING_BOOLEAN), { maxLength: 20 })
    .map((codes): PlainColumn => ({ form: 'boolean', values: Uint8Array.from(codes) })),
  slices,
  dictionary,
  fc.array(optional(anyText), { maxLength: 20 }).map((values): PlainColumn => ({ form: 'text', values })),
  fc
    .array(optional(fc.oneof(anyText, fc.boolean())), { maxLength: 20 })
    .map((values): PlainColumn => ({ form: 'mixed', values })),
  optional(fc.oneof(anyText, fc.boolean(), fc.integer())).map(
    (value): PlainColumn => ({ form: 'constant', value }),
  ),
);

/** Rows that a column speaks of; a constant speaks of any number. */
export const rowCountOf = (column: PlainColumn): number => {
  switch (column.form) {
    case 'slices':
      return column.offsets.length - 1;
    case 'dictionary':
      return column.codes.length;
    case 'constant':
      return 3;
    default:
      return column.values.length;
  }
};
