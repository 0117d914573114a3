// The corpus of queries that people really wrote; none where it is not at hand.

import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../../../shared/corpus/queries.jsonl', import.meta.url);

export type CorpusRow = {
  readonly id: string;
  readonly query: string;
  readonly validity: string;
  readonly note?: string;
};

export const corpusRows = (): readonly CorpusRow[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as CorpusRow)
    : [];
