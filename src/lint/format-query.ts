// The canonical text of a query with its comments in it.
//
// A comment in a line of its own stays in one, before the command it stood before; one at the end of a
// command's line stays there. A comment inside a command has no place in the canonical text, where a command
// is one line: such a query is refused, rather than its comment lost. The result is read again before it is
// given away: it has the same tree and the same comments, or it is refused, too.

import {
  type Command,
  type Diagnostic,
  parseQuery,
  printCommands,
  printQuery,
  type Span,
} from '../../grammar/index.ts';
import { commentsOf } from './comments.ts';

export type FormattedQuery =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'malformed'; readonly diagnostics: readonly Diagnostic[] }
  /** A comment that cannot be kept. */
  | { readonly kind: 'comment-in-the-way'; readonly span: Span };

/** The comments around one command. */
type Surroundings = { readonly before: string[]; atEnd: string };

const noComments = (): Surroundings => ({ before: [], atEnd: '' });

/** Places without their meaning: spans differ between a text and its canonical form. */
const treeOf = (text: string): string | undefined => {
  const { query } = parseQuery(text);
  return query && JSON.stringify(query, (key, value: unknown) => (key === 'span' ? undefined : value));
};

const wordsOf = (text: string, comments: readonly Span[]): readonly string[] =>
  comments.map(({ start, end }) => text.slice(start, end).trimEnd());

/** The comments of each command, and behind them those below the last one; undefined if one lies inside. */
const settle = (
  text: string,
  commands: readonly Command[],
  comments: readonly Span[],
): readonly Surroundings[] | Span => {
  const settled = [...commands.map(noComments), noComments()];
  for (const comment of comments) {
    if (commands.some(({ span }) => comment.start > span.start && comment.start < span.end)) return comment;
    const next = commands.findIndex(({ span }) => span.start >= comment.end);
    const place = next === -1 ? commands.length : next;
    const word = text.slice(comment.start, comment.end).trimEnd();
    const previous = commands[place - 1];
    const between = previous && text.slice(previous.span.end, comment.start);
    if (between !== undefined && !/[\r\n]/.test(between)) settled[place - 1]!.atEnd = ` ${word}`;
    else settled[place]!.before.push(word);
  }
  return settled;
};

const isSpan = (settled: readonly Surroundings[] | Span): settled is Span => 'start' in settled;

/** `printed`: the commands in canonical form, in their order. */
const assemble = (printed: readonly string[], settled: readonly Surroundings[]): string =>
  settled
    .flatMap(({ before, atEnd }, index) => {
      const command = printed[index];
      if (command === undefined) return before;
      return [...before, `${index === 0 ? '' : '| '}${command}${atEnd}`];
    })
    .join('\n');

/** Lines end as the first line of what was written does; the last one ends, too. */
const withLineEnds = (canonical: string, written: string): string => {
  const lineEnd = /^[^\n]*\r\n/.test(written) ? '\r\n' : '\n';
  return `${canonical.replaceAll('\n', lineEnd)}${lineEnd}`;
};

export const formatQuery = (text: string): FormattedQuery => {
  const { query, diagnostics } = parseQuery(text);
  if (query === undefined) return { kind: 'malformed', diagnostics };
  const comments = commentsOf(text);
  const [first] = comments;
  if (first === undefined) return { kind: 'formatted', text: withLineEnds(printQuery(query), text) };
  const settled = settle(text, query.commands, comments);
  if (isSpan(settled)) return { kind: 'comment-in-the-way', span: settled };
  const canonical = assemble(printCommands(query), settled);
  const isSame =
    treeOf(canonical) === treeOf(text) &&
    wordsOf(canonical, commentsOf(canonical)).join('\n') === wordsOf(text, comments).join('\n');
  if (!isSame) return { kind: 'comment-in-the-way', span: first };
  return { kind: 'formatted', text: withLineEnds(canonical, text) };
};
