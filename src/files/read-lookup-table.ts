// A lookup table: a CSV file with a header, UTF-8 (CWL_QuerySyntax-Lookup).

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { InputError, systemReason } from './input-error.ts';
import { readCsv } from './read-csv.ts';

/** Bytes of a table at most (cloudwatch_limits_cwl). */
const MAX_BYTES = 10 * 1024 * 1024;

export type LookupFile = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const wrong = (path: string, why: string): InputError => new InputError('bad-document', path, 0, why);

const recordsOf = (path: string): readonly (readonly string[])[] => {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MAX_BYTES) throw wrong(path, 'the lookup table has more than 10 MB');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const read = readCsv(text);
    if ('why' in read) throw wrong(path, read.why);
    return read.records;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof TypeError) throw wrong(path, 'the lookup table is not UTF-8');
    throw wrong(path, `the lookup table cannot be read: ${systemReason(error)}`);
  }
};

/** `given` is `name=path`, or a path whose file name without its ending is the table's. */
export const readLookupTable = (given: string): LookupFile => {
  const [, named, behind] = /^(\w+)=(.+)$/s.exec(given) ?? [];
  const path = behind ?? given;
  const name = named ?? basename(path).replace(/\.[^.]*$/, '');
  if (!/^\w{1,256}$/.test(name))
    throw wrong(path, `"${name}" is no name of a lookup table (letters, digits, _); write name=${path}`);
  const [header, ...rows] = recordsOf(path);
  if (header === undefined) throw wrong(path, 'the lookup table has no header');
  const columns = header.map((column) => column.trim());
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw wrong(path, `line 1: the column "${twice}" stands there twice`);
  const long = rows.findIndex((row) => row.length > columns.length);
  if (long >= 0) throw wrong(path, `row ${long + 1} has more cells than there are columns`);
  return { name, columns, rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')) };
};
