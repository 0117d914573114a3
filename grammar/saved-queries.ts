// Saved queries called by name, `$Errors(level = "WARN")`, and parameters, `{{level}}`: put into the text
// before it is parsed (CWL_Insights-Saving-Queries). Values are written as in a query: texts keep their quotes.

import type { IToken } from 'chevrotain';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import { nameOfPath, readPath } from './field-name.ts';
import { lex } from './lexer.ts';
import { nearest } from './nearest.ts';
import { MAX_QUERY_LENGTH } from './parse-query.ts';
import type { Span } from './span.ts';
import { spanOfToken } from './span-of-token.ts';

export type SavedQuery = {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly defaultValue: string | undefined }[];
};

export type Expansion = {
  /** The text with the values and the saved queries in it; where something is wrong, with the values alone. */
  readonly text: string;
  /** Their places are in the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly remarks: readonly Remark[];
};

/** What the user should know of a text that is taken. */
export type Remark = { readonly code: string; readonly message: string };

type Values = ReadonlyMap<string, string>;

const placeholder = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

const fillIn = (text: string, values: Values): string =>
  text.replace(placeholder, (written, name: string) => values.get(name) ?? written);

type Call = {
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly values: readonly { readonly name: string; readonly span: Span; readonly text: string }[];
};

/** The tokens from an opening bracket to the one that closes it, in groups between commas; or nothing. */
const groupsInBrackets = (
  tokens: readonly IToken[],
): { readonly groups: readonly (readonly IToken[])[]; readonly end: number } | undefined => {
  const groups: IToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const { name } = token.tokenType;
    if (name === 'LeftParenthesis' || name === 'LeftBracket') depth += 1;
    if (name === 'RightParenthesis' || name === 'RightBracket') depth -= 1;
    if (depth === 0)
      return { groups: groups.filter((group) => group.length > 0), end: spanOfToken(token).end };
    if (name === 'Comma' && depth === 1) groups.push([]);
    else if (token !== tokens[0]) groups.at(-1)?.push(token);
  }
  return undefined;
};

/** The call behind a `$`, or nothing where none is written there. */
const callAt = (text: string, dollar: number, tokens: readonly IToken[]): Call | undefined => {
  const at = tokens.findIndex((token) => token.startOffset === dollar + 1);
  const name = tokens[at];
  if (name === undefined || tokens[at + 1]?.tokenType.name !== 'LeftParenthesis') return undefined;
  const inside = groupsInBrackets(tokens.slice(at + 1));
  if (inside === undefined) return undefined;
  const values = inside.groups.flatMap(([parameter, equal, ...value]) => {
    const [first, last] = [value[0], value.at(-1)];
    if (parameter === undefined || equal?.tokenType.name !== 'Equal' || !first || !last) return [];
    const span = { start: spanOfToken(parameter).start, end: spanOfToken(last).end };
    return [{ name: parameter.image, span, text: text.slice(first.startOffset, span.end) }];
  });
  if (values.length < inside.groups.length) return undefined;
  return {
    span: { start: dollar, end: inside.end },
    name: nameOfPath(readPath(name.image)),
    nameSpan: spanOfToken(name),
    values,
  };
};

/** Calls stand where a command could begin. */
const callsIn = (text: string): readonly Call[] => {
  const { tokens, diagnostics } = lex(text);
  return diagnostics.flatMap(({ code, span }) => {
    const before = tokens.findLast((token) => token.startOffset < span.start);
    const isStart = before === undefined || before.tokenType.name === 'Pipe';
    if (code !== 'unknown-character' || text[span.start] !== '$' || !isStart) return [];
    return callAt(text, span.start, tokens) ?? [];
  });
};

/** A saved query as it is called: looked through once, however often that is. */
type Template = {
  readonly saved: SavedQuery;
  readonly text: string;
  /** Names of placeholders in it. */
  readonly used: ReadonlySet<string>;
  readonly hasCalls: boolean;
};

const templatesOf = (saved: readonly SavedQuery[]): ((name: string) => Template | undefined) => {
  const known = new Map<string, Template | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const found = saved.find((each) => each.name === name);
    const made = found && {
      saved: found,
      text: found.text.trim(),
      used: new Set([...found.text.matchAll(placeholder)].map(([, used]) => used ?? '')),
      hasCalls: callsIn(found.text).length > 0,
    };
    known.set(name, made);
    return made;
  };
};

/** What stands for a call, or what is wrong with it. */
type Replaced =
  | { readonly template: Template; readonly values: Values }
  | { readonly diagnostics: readonly Diagnostic[] };

const unknownCall = (call: Call, saved: readonly SavedQuery[]): Diagnostic => {
  const available = saved.map(({ name }) => name);
  const facts = { name: call.name, nearest: nearest(call.name, available), available };
  return diagnostic('saved-query-unknown', call.nameSpan, facts);
};

const replaceCall = (call: Call, template: Template): Replaced => {
  const { saved, used, hasCalls } = template;
  const known = new Set([...used, ...saved.parameters.map(({ name }) => name)]);
  const diagnostics: Diagnostic[] = [];
  const complain = (parameter: string, span: Span, problem: string): void => {
    diagnostics.push(diagnostic('saved-query-parameter', span, { name: call.name, parameter, problem }));
  };
  const values = new Map(
    saved.parameters.flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    ),
  );
  const given = new Set<string>();
  for (const { name, span, text } of call.values) {
    if (!known.has(name)) complain(name, span, 'does not exist');
    if (given.has(name)) complain(name, span, 'is given twice');
    given.add(name);
    values.set(name, text);
  }
  for (const name of used) if (!values.has(name)) complain(name, call.nameSpan, 'has no value');
  if (hasCalls) diagnostics.push(diagnostic('saved-query-nested', call.nameSpan, { name: call.name }));
  return diagnostics.length > 0 ? { diagnostics } : { template, values };
};

/** How long a text becomes: a few kB can call for very much more, which nobody makes. */
const filledLength = (text: string, values: Values): number => {
  let length = text.length;
  for (const [written, name = ''] of text.matchAll(placeholder))
    length += (values.get(name)?.length ?? written.length) - written.length;
  return length;
};

/** A comment at its end must not take what stands behind the call with it. */
const filledTemplate = ({ text }: Template, values: Values): string => {
  const filled = fillIn(text, values).trim();
  return filled.includes('#') ? `${filled}\n` : filled;
};

/** `{{name}}` outside quotes that nobody has given a value. */
const unfilled = (text: string): readonly Diagnostic[] => {
  const { tokens } = lex(text);
  return tokens.flatMap((token, index) => {
    const [second, name] = [tokens[index + 1], tokens[index + 2]];
    const isOpen = token.tokenType.name === 'LeftBrace' && second?.tokenType.name === 'LeftBrace';
    if (!isOpen || name === undefined || second.startOffset !== token.startOffset + 1) return [];
    const end = text.indexOf('}}', name.startOffset);
    const span = { start: token.startOffset, end: end === -1 ? spanOfToken(name).end : end + 2 };
    return [diagnostic('placeholder-without-value', span, { name: name.image })];
  });
};

/** Parameters without a value that stand in quotes: they are text, which may not be what was meant. */
const remarksOn = (text: string, open: readonly Diagnostic[]): readonly Remark[] => {
  const isOpen = (offset: number): boolean => open.some(({ span }) => span.start === offset);
  return [...text.matchAll(placeholder)].flatMap(({ 0: written, 1: name, index }) =>
    isOpen(index)
      ? []
      : [
          {
            code: 'placeholder-in-text',
            message: `${written} stands in quotes and has no value, so it is taken as text; --param ${name}=… gives it one`,
          },
        ],
  );
};

/** A text that is longer with its blanks may still be short enough without: only one much longer is not made. */
const MUCH_LONGER = 4 * MAX_QUERY_LENGTH;

/** The text with what stands for its calls; or, as soon as it is too long, where and how much. */
const putIn = (text: string, calls: readonly Call[], replaced: readonly Replaced[]): string | Diagnostic => {
  const lengths = replaced.map((one) =>
    'template' in one ? filledLength(one.template.text, one.values) : 0,
  );
  let [expanded, from] = ['', 0];
  for (const [index, call] of calls.entries()) {
    const one = replaced[index];
    expanded += text.slice(from, call.span.start);
    const isMuch = expanded.length + (lengths[index] ?? 0) > MUCH_LONGER;
    if (!isMuch && one !== undefined && 'template' in one)
      expanded += filledTemplate(one.template, one.values);
    if (isMuch || expanded.length > MAX_QUERY_LENGTH) {
      const written = calls.reduce((sum, { span }) => sum + span.end - span.start, 0);
      const length = lengths.reduce((sum, each) => sum + each, text.length - written);
      return diagnostic('query-too-long', call.span, { most: MAX_QUERY_LENGTH, length });
    }
    from = call.span.end;
  }
  return expanded + text.slice(from);
};

/** The text with its calls and parameters replaced, or what is wrong with them. */
export const expandSavedQueries = (
  given: string,
  saved: readonly SavedQuery[],
  values: Values,
): Expansion => {
  const text = fillIn(given, values);
  const calls = callsIn(text);
  const open = unfilled(text);
  const templateOf = templatesOf(saved);
  const replaced = calls.map((call): Replaced => {
    const template = templateOf(call.name);
    return template === undefined ? { diagnostics: [unknownCall(call, saved)] } : replaceCall(call, template);
  });
  const diagnostics = [...open, ...replaced.flatMap((one) => ('diagnostics' in one ? one.diagnostics : []))];
  const remarks = remarksOn(text, open);
  if (diagnostics.length > 0) return { text, diagnostics, remarks };
  const expanded = putIn(text, calls, replaced);
  return typeof expanded === 'string'
    ? { text: expanded, diagnostics: [], remarks }
    : { text, diagnostics: [expanded], remarks };
};
