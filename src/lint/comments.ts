// The comments of a well-formed query, which its tree does not hold.

import type { Span } from '../../grammar/index.ts';
import { standsBare } from './lexer-probe.ts';

/** From each "#" to the end of its line. A "#" in a quoted text, a pattern or a comment begins none. */
export const commentsOf = (text: string): readonly Span[] => {
  const comments: Span[] = [];
  for (let at = text.indexOf('#'); at !== -1; ) {
    const begins = standsBare(text, { start: at, end: at + 1 });
    const length = text.slice(at).search(/[\r\n]/);
    const end = length === -1 ? text.length : at + length;
    if (begins) comments.push({ start: at, end });
    at = text.indexOf('#', begins ? end : at + 1);
  }
  return comments;
};
