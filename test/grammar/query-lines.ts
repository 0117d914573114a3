// accepted.txt and rejected.txt: one query a line.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type QueryLine = { readonly lineNumber: number; readonly text: string };

const grammar = join(import.meta.dirname, '../../grammar');

/** The lines that hold a query, "↵" read as a line break. */
export const queryLines = (file: string): readonly QueryLine[] =>
  readFileSync(join(grammar, file), 'utf8')
    .split('\n')
    .map((line, index) => ({ lineNumber: index + 1, text: line.replaceAll('↵', '\n') }))
    .filter(({ text }) => text !== '' && !text.startsWith('## '));

export type RejectedLine = QueryLine & { readonly codes: readonly string[] };

/** The query and, behind the last "# ", the codes it is refused with. */
export const rejectedLines = (file: string): readonly RejectedLine[] =>
  queryLines(file).map(({ lineNumber, text }) => {
    const mark = text.lastIndexOf('# ');
    return { lineNumber, text: text.slice(0, mark), codes: text.slice(mark + 2).split(' ') };
  });
