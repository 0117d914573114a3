// Query text to syntax tree. Each command is parsed on its own, so a mistake in one does not hide those in
// the others. Never throws on a user's text.

import type { IRecognitionException, IToken } from 'chevrotain';
import { buildCommand } from './build-tree.ts';
import { commandTokenOf, commandTokens } from './commands/index.ts';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import { hintAt, hintAtStart, hintInParentheses } from './hints.ts';
import { invariant } from './invariant.ts';
import { lex } from './lexer.ts';
import { nearest } from './nearest.ts';
import { firstTooDeep } from './nesting.ts';
import { readCommand } from './parser.ts';
import { unpackFacts } from './parser-errors.ts';
import { type Span, spanFrom } from './span.ts';
import { spanOfToken } from './span-of-token.ts';
import type { Command, Query } from './syntax-tree.ts';
import { clauseWords } from './tokens.ts';

/** Characters of a query text (API_StartQuery). */
export const MAX_QUERY_LENGTH = 10_000;

export type ParsedQuery = {
  /** Present when there is nothing to complain about. */
  readonly query: Query | undefined;
  /** The commands that parsed, whatever is wrong with the others. */
  readonly commands: readonly Command[];
  readonly diagnostics: readonly Diagnostic[];
};

type Stage = { readonly tokens: readonly IToken[]; readonly pipe: IToken | undefined };

/** Cuts at every `|` but those of a query in brackets, `in ( … | … )`. */
const stagesOf = (tokens: readonly IToken[]): readonly Stage[] => {
  const stages: { tokens: IToken[]; pipe: IToken | undefined }[] = [{ tokens: [], pipe: undefined }];
  // How many brackets are open since that of a subquery.
  let depth = 0;
  tokens.forEach((token) => {
    const { name } = token.tokenType;
    if (name === 'OpenQuery' || (name === 'LeftParenthesis' && depth > 0)) depth += 1;
    if (name === 'RightParenthesis' && depth > 0) depth -= 1;
    if (name === 'Pipe' && depth === 0) stages.push({ tokens: [], pipe: token });
    else stages.at(-1)?.tokens.push(token);
  });
  return stages;
};

const spanOfStage = (stage: Stage): Span => {
  const first = stage.tokens[0];
  const last = stage.tokens.at(-1);
  if (first === undefined || last === undefined)
    return stage.pipe ? spanOfToken(stage.pipe) : { start: 0, end: 0 };
  return spanFrom(spanOfToken(first), spanOfToken(last));
};

/** What a stage that begins with no known command word is. */
const complainAboutStart = (token: IToken, after: IToken | undefined): Diagnostic => {
  const span = spanOfToken(token);
  const word = token.image.toLowerCase();
  const facts = { word: token.image, nearest: nearest(word, commandTokens.keys()) };
  return diagnostic('unknown-command', span, facts, hintAtStart(token, after));
};

const endOf = (span: Span): Span => ({ start: span.end, end: span.end });

const complaintOf = (error: IRecognitionException, stage: Stage): Diagnostic => {
  const first = stage.tokens[0];
  const { expected } = unpackFacts(error.message);
  const index = stage.tokens.indexOf(error.token);
  const found = stage.tokens[index];
  if (found === undefined || first === undefined) {
    const span = endOf(spanOfStage(stage));
    return diagnostic('unexpected-token', span, { found: 'the end of the command', expected });
  }
  const previous = stage.tokens[index - 1];
  if (
    found.tokenType.name === 'Name' &&
    previous?.tokenType.name === 'Regex' &&
    /^[a-z]{1,4}$/.test(found.image)
  )
    return diagnostic('regex-flags', spanOfToken(found), {
      flags: found.image,
      regexStart: previous.startOffset,
    });
  if (previous?.tokenType.name === 'In' && found.tokenType.name === 'LeftParenthesis')
    return diagnostic('list-in-parentheses', spanOfToken(found), {}, hintInParentheses(stage.tokens, index));
  if (found.tokenType.name === 'Slash' && expected.includes('a regular expression'))
    return diagnostic('unterminated-regex', spanOfToken(found), {});
  // Of a query in brackets.
  const isStart = previous?.tokenType.name === 'OpenQuery' || previous?.tokenType.name === 'Pipe';
  if (isStart && found.tokenType.name === 'Name') return complainAboutStart(found, stage.tokens[index + 1]);
  const mayBeSlip = found.tokenType.name === 'Name' && found.image.length > 2;
  const near = mayBeSlip ? nearest(found.image, clauseWords.keys()) : undefined;
  const facts = { found: found.image, expected, nearest: near };
  // In brackets the query behind them may be complete.
  const isComplete = expected.every((one) => one === '")"');
  const hint = hintAt(stage.tokens, index, isComplete);
  return diagnostic('unexpected-token', spanOfToken(found), facts, hint);
};

type ParsedStage = { readonly command: Command | undefined; readonly diagnostics: readonly Diagnostic[] };
const failed = (...diagnostics: readonly Diagnostic[]): ParsedStage => ({ command: undefined, diagnostics });

/** A first stage of quoted terms needs no command word (query forms 14). */
const searchStarts = new Set(['String', 'LeftParenthesis', 'Not', 'Bang']);

/** The word that is not written, where it would end. */
const searchWordBefore = (first: IToken): IToken => {
  const tokenType = commandTokenOf.get('search');
  invariant(tokenType, 'search is a command');
  const { startOffset } = first;
  return { image: '', startOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
};

const isSource = (stage: Stage | undefined): boolean => stage?.tokens[0]?.tokenType.name === 'Source';

const parseStage = (stage: Stage, mayBeSearch: boolean): ParsedStage => {
  const [first] = stage.tokens;
  if (first === undefined) return failed(diagnostic('empty-stage', spanOfStage(stage), {}));
  const isSearch = mayBeSearch && searchStarts.has(first.tokenType.name);
  const isCommand = commandTokens.has(first.image.toLowerCase()) && first.tokenType.name !== 'Name';
  if (!isSearch && !isCommand) return failed(complainAboutStart(first, stage.tokens[1]));
  const tooDeep = firstTooDeep(stage.tokens);
  if (tooDeep !== undefined) {
    const { token, most, of } = tooDeep;
    return failed(diagnostic('too-deep', spanOfToken(token), { most, of }));
  }
  try {
    const { concrete, error } = readCommand(
      isSearch ? [searchWordBefore(first), ...stage.tokens] : stage.tokens,
    );
    if (error !== undefined) return failed(complaintOf(error, stage));
    return buildCommand(concrete, spanOfStage(stage));
  } catch (error) {
    // The caller has left little of the stack, or has made it small.
    if (!(error instanceof RangeError)) throw error;
    return failed(diagnostic('too-deep', spanOfStage(stage), { most: undefined, of: 'levels' }));
  }
};

/** The stages in which the lexer has not complained already: the others say nothing more. */
const withoutComplaint = (stages: readonly Stage[], complaints: readonly Diagnostic[]): readonly Stage[] =>
  stages.filter(({ pipe }, index) => {
    const start = pipe?.startOffset ?? 0;
    const end = stages[index + 1]?.pipe?.startOffset ?? Number.POSITIVE_INFINITY;
    return !complaints.some(({ span }) => span.start >= start && span.start < end);
  });

/** The tree of a query text, or every mistake found in it, in the order of the text. */
export const parseQuery = (text: string): ParsedQuery => {
  if (text.length > MAX_QUERY_LENGTH) {
    const span = { start: MAX_QUERY_LENGTH, end: text.length };
    const facts = { most: MAX_QUERY_LENGTH, length: text.length };
    return { query: undefined, commands: [], diagnostics: [diagnostic('query-too-long', span, facts)] };
  }
  const { tokens, diagnostics: complaints } = lex(text);
  if (tokens.length === 0 && complaints.length === 0)
    return {
      query: undefined,
      commands: [],
      diagnostics: [diagnostic('empty-query', { start: 0, end: text.length }, {})],
    };
  const all = stagesOf(tokens);
  const start = all.findIndex((stage) => !isSource(stage));
  const parsed = withoutComplaint(all, complaints).map((stage) => parseStage(stage, stage === all[start]));
  const diagnostics = [...complaints, ...parsed.flatMap((stage) => stage.diagnostics)].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const commands = parsed.flatMap((stage) => (stage.command === undefined ? [] : [stage.command]));
  const span = { start: 0, end: text.length };
  const query: Query | undefined = diagnostics.length > 0 ? undefined : { kind: 'query', span, commands };
  return { query, commands, diagnostics };
};
