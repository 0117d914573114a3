// Which characters of a query stand for themselves, and which lie in a quoted text, a pattern or a comment?
// Only the lexer knows: a slash divides or opens a pattern by what stands before it. So it is asked: a
// character that no query may hold takes the place of the one in question. Where it is complained about,
// nothing surrounds it. What stands before it is read as ever, so one question says nothing wrong.

import { parseQuery, type Span } from '../../grammar/index.ts';

/** Of the private use area: no letter, no blank, no sign of the language, and of one unit. */
const foreign = '\ue000';

/** Does nothing surround the span: no quotes, slashes, backticks, no comment? */
export const standsBare = (text: string, { start, end }: Span): boolean => {
  const asked = text.slice(0, start) + foreign.repeat(end - start) + text.slice(end);
  return parseQuery(asked).diagnostics.some(
    ({ code, span }) => code === 'unknown-character' && span.start < end && start < span.end,
  );
};

/** The offsets of a character where it stands for itself. */
export const bareOffsets = (text: string, character: string): readonly number[] => {
  const offsets: number[] = [];
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1))
    if (standsBare(text, { start: at, end: at + 1 })) offsets.push(at);
  return offsets;
};
