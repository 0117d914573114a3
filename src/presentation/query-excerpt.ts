// One line of a query made fit to be shown with carets under a part of it: hostile characters escaped, tabs
// widened, and a very long line reduced to the surroundings of the carets, "…" where text was left out.

import type { Span } from '../../grammar/span.ts';
import { escapeHostile } from './escape-hostile.ts';
import { fitEnd, fitStart, textWidth } from './text-width.ts';

/** `text` as shown; the carets start after `caretBlanks` columns and are at least one. */
export type Excerpt = { readonly text: string; readonly caretBlanks: number; readonly caretCount: number };

const TAB = '    ';
const CUT = '…';

const showQueryText = (text: string): string => escapeHostile(text.replaceAll('\t', TAB));

const isInsidePair = (line: string, offset: number): boolean =>
  /[\udc00-\udfff]/.test(line.charAt(offset)) && /[\ud800-\udbff]/.test(line.charAt(offset - 1));

/** A span that cuts a surrogate pair takes the whole pair. */
const wholeCharacters = (line: string, { start, end }: Span): Span => ({
  start: isInsidePair(line, start) ? start - 1 : start,
  end: isInsidePair(line, end) ? end + 1 : end,
});

type Surroundings = { readonly left: string; readonly right: string };

/** A third of the room is for what comes before the mark, more when little comes after it. */
const surroundings = (before: string, after: string, room: number): Surroundings => {
  const rightWidth = Math.min(room, textWidth(after));
  const left = fitEnd(before, Math.max(Math.floor(room / 3), room - rightWidth));
  return { left, right: fitStart(after, room - textWidth(left)) };
};

/** `span` counts within the line; `room` is the columns there are. */
export const excerptOf = (line: string, span: Span, room: number): Excerpt => {
  const { start, end } = wholeCharacters(line, span);
  const before = showQueryText(line.slice(0, start));
  const marked = showQueryText(line.slice(start, end));
  const after = marked + showQueryText(line.slice(end));
  const markedWidth = Math.max(1, textWidth(marked));
  // One column stays free for a caret behind the last character.
  if (textWidth(before) + textWidth(after) < room) {
    return { text: before + after, caretBlanks: textWidth(before), caretCount: markedWidth };
  }
  const { left, right } = surroundings(before, after, room - 1 - 2 * CUT.length);
  const lead = left.length < before.length ? CUT : '';
  const tail = right.length < after.length ? CUT : '';
  const caretCount = Math.max(1, Math.min(markedWidth, textWidth(right)));
  return { text: lead + left + right + tail, caretBlanks: textWidth(lead + left), caretCount };
};
