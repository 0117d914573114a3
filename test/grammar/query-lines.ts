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

/** Lines of accepted.txt behind this one are of queries that the planner takes as well. */
const WHOLE = '## Whole queries';

export const wholeQueryLines = (): readonly QueryLine[] => {
  const lines = readFileSync(join(grammar, 'accepted.txt'), 'utf8').split('\n');
  const from = lines.findIndex((line) => line.startsWith(WHOLE));
  return queryLines('accepted.txt').filter(({ lineNumber }) => from >= 0 && lineNumber > from);
};

/** A code, and the text that its diagnostic points at. */
export type Complaint = readonly [code: string, at: string];
export type RejectedLine = QueryLine & { readonly complaints: readonly Complaint[] };

/** The query and, behind the last "⇒", the codes that it is refused with, each with its place. */
export const rejectedLines = (): readonly RejectedLine[] =>
  queryLines('rejected.txt').map(({ lineNumber, text }) => {
    const mark = text.lastIndexOf(' ⇒ ');
    const complaints = [...text.slice(mark).matchAll(/([a-z-]+) ⟨([^⟩]*)⟩/g)];
    return {
      lineNumber,
      text: text.slice(0, mark),
      complaints: complaints.map(([, code = '', at = '']) => [code, at]),
    };
  });
