// CSV (RFC 4180) to records.

import { CsvError, parse } from 'csv-parse/sync';

export type CsvRecords =
  | { readonly records: readonly (readonly string[])[] }
  /** `why`: a sentence with the line; `record`: which one is none, 1-based. */
  | { readonly why: string; readonly record: number };

/** `skipEmptyLines`: else an empty line is a record with one empty cell. */
export const readCsv = (text: string, { skipEmptyLines = true } = {}): CsvRecords => {
  const options = { bom: true, skip_empty_lines: skipEmptyLines, relax_column_count: true };
  try {
    return { records: parse(text, options) as string[][] };
  } catch (error) {
    if (error instanceof CsvError)
      return { why: `line ${error.lines}: ${error.message}`, record: Number(error.records) + 1 };
    throw error;
  }
};
