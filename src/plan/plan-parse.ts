// `parse` and `json`: parts of a text as fields.

import {
  diagnostic,
  type FieldReference,
  type JsonCommand,
  type Name,
  type ParseCommand,
  type RegexNode,
  type RegexTree,
  type Span,
} from '../../grammar/index.ts';
import { checkExpression } from './check-expression.ts';
import { checkRegex } from './check-regex.ts';
import { complain, type Draft, define, give, makeColumn, show } from './draft.ts';
import type { PlanExpression } from './expression.ts';
import { captureCount, readGlob } from './glob.ts';
import type { ParsePattern } from './logical-plan.ts';
import { requiredLiteral } from './required-literal.ts';
import { rowContext } from './row-context.ts';
import { resolveMember } from './scope.ts';

type Pattern = { readonly pattern: ParsePattern; readonly names: readonly string[] };

const countCaptures = (draft: Draft, command: ParseCommand, stars: number): void => {
  const names = command.names.length;
  if (names !== stars)
    complain(draft, diagnostic('glob-names-differ', command.pattern.span, { stars, names }));
};

/** Other ways of reading than patterns: so many names, in words. */
const wantNames = (draft: Draft, command: ParseCommand, wanted: 'one name' | 'one name or more'): void => {
  const { length } = command.names;
  if (length === 1 || (length > 1 && wanted === 'one name or more')) return;
  const facts = { how: command.pattern.kind, wanted, names: length };
  complain(draft, diagnostic('names-differ', command.pattern.span, facts));
};

const globPattern = (draft: Draft, command: ParseCommand, text: string): Pattern => {
  const glob = readGlob(text);
  const stars = captureCount(glob);
  const names = command.names.map((name) => name.name);
  // A pattern without a star is a presence test: it gives its own text (query forms 12).
  countCaptures(draft, command, stars === 0 && names.length === 1 ? 1 : stars);
  return { pattern: { kind: 'glob', glob }, names };
};

const nothingMatches: RegexTree = { root: { kind: 'sequence', parts: [] }, names: [] };

/** Numbered groups take the names in their order; undefined where they are not as many. */
const nameGroups = (regex: RegexTree, names: readonly string[]): RegexTree | undefined => {
  let next = 0;
  const named = (node: RegexNode): RegexNode => {
    switch (node.kind) {
      case 'group': {
        const name = node.captures ? names[next++] : undefined;
        return { ...node, name, body: named(node.body) };
      }
      case 'sequence':
        return { ...node, parts: node.parts.map(named) };
      case 'alternatives':
        return { ...node, choices: node.choices.map(named) };
      case 'repeat':
        return { ...node, body: named(node.body) };
      default:
        return node;
    }
  };
  const root = named(regex.root);
  return next === names.length ? { root, names } : undefined;
};

const regexPattern = (draft: Draft, command: ParseCommand, text: string): Pattern => {
  const { span } = command.pattern;
  const read = checkRegex(text, span.start + 1, (complaint) => complain(draft, complaint));
  const given = command.names.map((name) => name.name);
  const numbered =
    read !== undefined && read.names.length === 0 && given.length > 0 ? nameGroups(read, given) : undefined;
  const regex = numbered ?? read ?? nothingMatches;
  if (read !== undefined && regex.names.length === 0 && given.length === 0)
    complain(draft, diagnostic('regex-needs-named-groups', span, {}));
  else if (read !== undefined && given.length > 0 && given.join() !== regex.names.join())
    complain(draft, diagnostic('regex-names-differ', span, {}));
  return { pattern: { kind: 'regex', regex, literal: requiredLiteral(regex) }, names: regex.names };
};

const patternOf = (draft: Draft, command: ParseCommand): Pattern => {
  const { pattern } = command;
  const names = command.names.map((name) => name.name);
  switch (pattern.kind) {
    case 'glob':
      return globPattern(draft, command, pattern.value);
    case 'regex':
      return regexPattern(draft, command, pattern.pattern);
    case 'csv':
      wantNames(draft, command, 'one name or more');
      return { pattern: { kind: 'csv' }, names };
    case 'logfmt':
      wantNames(draft, command, 'one name');
      return { pattern: { kind: 'logfmt' }, names };
    case 'xml':
      wantNames(draft, command, 'one name');
      return { pattern: { kind: 'xml', path: pattern.path, span: pattern.span }, names };
  }
};

const messageField = (span: Span): FieldReference => ({
  kind: 'field',
  span,
  name: '@message',
  path: ['@message'],
});

export const planParse = (draft: Draft, command: ParseCommand): void => {
  if (command.multi && command.pattern.kind !== 'regex') {
    const rule = 'with "multi" takes a regular expression';
    complain(draft, diagnostic('command-misplaced', command.pattern.span, { command: 'parse', rule }));
  }
  const source = checkExpression(command.source ?? messageField(command.span), rowContext(draft, 'parse'));
  const read = patternOf(draft, command);
  // `_` is a name people give to what they do not want, as often as they need it.
  const names = read.names.map((name) => {
    const span = command.names.find((given) => given.name === name)?.span ?? command.pattern.span;
    if (name === '_') return define(draft, '_');
    give(draft, { kind: 'name', span, name });
    draft.parsedNames.add(name);
    return define(draft, name);
  });
  draft.stages.push({ kind: 'parse', source, pattern: read.pattern, names, multi: command.multi });
  read.names.forEach((heading, index) => {
    const column = names[index];
    if (column !== undefined) show(draft, { heading, column });
  });
};

/**
 * A JSON object in an event is no field itself: its parts are, under dotted names. So where there is no such
 * field, the message is read with the field's name before the path, or the field of the whole dotted name.
 */
const otherReadings = (
  draft: Draft,
  { name, path }: FieldReference,
  part: string,
): readonly PlanExpression[] => {
  if (!draft.scope.hasFields || resolveMember(draft.scope, path) !== undefined) return [];
  if (draft.scope.columns.has(name)) return [];
  const flat = `${name}.${part.replace(/\[(\d+)\]/g, '.$1')}`;
  draft.tentative.add(name).add(flat);
  const message: PlanExpression = { kind: 'column', name: '@message' };
  return [
    { kind: 'json-path', value: message, path: `${name}.${part}`, otherwise: [] },
    { kind: 'column', name: flat },
  ];
};

export const planJson = (draft: Draft, command: JsonCommand): void => {
  const field = command.source ?? messageField(command.span);
  const value = checkExpression(field, rowContext(draft, 'json'));
  const otherwise =
    command.source === undefined ? [] : otherReadings(draft, command.source, command.path.value);
  const made: PlanExpression = { kind: 'json-path', value, path: command.path.value, otherwise };
  const name: Name = command.name;
  const column = makeColumn(draft, name, true);
  draft.parsedNames.add(name.name);
  draft.stages.push({ kind: 'extend', columns: [{ name: column, value: made }] });
};
