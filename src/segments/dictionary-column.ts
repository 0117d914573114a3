// Columns of few distinct texts, and of UUIDs, whose texts are made when somebody asks for them.

import type { DictionaryColumn } from './column.ts';
import { lazily } from './lazily.ts';
import { printUuid, UUID_NUMBERS } from './uuid.ts';

/** `uuids`: four numbers for each code from 1 on. */
export const uuidColumn = (uuids: Uint32Array, codes: DictionaryColumn['codes']): DictionaryColumn => {
  const words = lazily(() => [
    '',
    ...Array.from({ length: uuids.length / UUID_NUMBERS }, (_, place) => printUuid(uuids, place)),
  ]);
  return {
    form: 'dictionary',
    uuids,
    codes,
    get words() {
      return words();
    },
  };
};

/** The same words in other rows. */
export const withCodes = (column: DictionaryColumn, codes: DictionaryColumn['codes']): DictionaryColumn => {
  const { uuids } = column;
  if (uuids === undefined) return { form: 'dictionary', words: column.words, codes };
  return {
    form: 'dictionary',
    uuids,
    codes,
    get words() {
      return column.words;
    },
  };
};

/** How many words there are, that of code 0 among them. */
export const wordCount = (column: DictionaryColumn): number =>
  column.uuids === undefined ? column.words.length : column.uuids.length / UUID_NUMBERS + 1;
