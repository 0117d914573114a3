// The regex behind a literal, or what is wrong with it, at its place in the query.

import { type Diagnostic, diagnostic, type RegexTree, readRegex, type Span } from '../../grammar/index.ts';

/** The regex behind a literal; `offset` is where its text begins in the query. */
export const checkRegex = (
  pattern: string,
  offset: number,
  complain: (complaint: Diagnostic) => void,
): RegexTree | undefined => {
  const read = readRegex(pattern);
  if (!('problem' in read)) return read;
  const { kind, start, end, what } = read.problem;
  const span: Span = { start: offset + start, end: offset + Math.max(end, start + 1) };
  complain(
    kind === 'unsupported'
      ? diagnostic('regex-unsupported', span, { construct: what })
      : diagnostic('regex-invalid', span, { reason: what }),
  );
  return undefined;
};
