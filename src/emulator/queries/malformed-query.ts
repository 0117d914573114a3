// A query that is wrong, told as the service tells it: where, and in its own words where they are known.

import { type Diagnostic, serviceMessage, wordingOf } from '../../../grammar/index.ts';
import { ServiceError } from '../service-error.ts';

const malformed = (message: string, startCharOffset: number, endCharOffset: number): ServiceError =>
  new ServiceError('MalformedQueryException', message, {
    queryCompileError: { location: { startCharOffset, endCharOffset }, message },
  });

/** `asked`: the text as the client sent it; places beyond its end are of what was put behind it. */
export const malformedQuery = (
  text: string,
  asked: string,
  diagnostics: readonly Diagnostic[],
): ServiceError => {
  const [first] = diagnostics;
  if (first === undefined) return malformed('Query cannot be compiled', 0, asked.length);
  const message = serviceMessage(text, first) ?? wordingOf(first).sentence;
  const { start, end } = first.span;
  return malformed(message, Math.min(start, asked.length), Math.min(end, asked.length));
};

/** What the service says of a limit beside `estimate` (insights-ql 8.4). */
export const unexpectedLimit = (asked: string): ServiceError =>
  malformed('unexpected symbol found limit', asked.length, asked.length);
