// `parse`: what a pattern takes out of a text. Without a match every new field is missing
// (CWL_QuerySyntax-Parse; evidence 45; fidelity: glob-star, regex-group-without-part).

import type { ParseCommand, RegexLiteral } from '../../grammar/syntax-tree.ts';
import { readCsv, readLogfmt, readXml } from './parse-formats.ts';
import { compileRegex, regexOfText } from './regex.ts';
import type { Value } from './values.ts';

/** The named groups of a regex, else the names that the command gives. */
export const parsedNames = (command: ParseCommand): readonly string[] => {
  const groups = command.pattern.kind === 'regex' ? compileRegex(command.pattern.pattern).groupNames : [];
  return groups.length > 0 ? groups : command.names.map((name) => name.name);
};

/** A value for each name, in order. */
export const captures = (command: ParseCommand, text: string): readonly Value[] => {
  switch (command.pattern.kind) {
    case 'glob':
      return globCaptures(command.pattern.value, text);
    case 'regex':
      return regexCaptures(command.pattern, text)[0] ?? [];
    case 'logfmt':
      return [readLogfmt(text)];
    case 'csv':
      return readCsv(text);
    case 'xml':
      return [readXml(text, command.pattern.path)];
  }
};

/** The captures of every match from left to right; without named groups all groups count, by position. */
export const regexCaptures = ({ pattern }: RegexLiteral, text: string): (string | undefined)[][] => {
  const { regex, groupNames } = compileRegex(pattern);
  return [...text.matchAll(new RegExp(regex.source, 'gu'))].map((found) =>
    groupNames.length > 0 ? groupNames.map((_, i) => found.groups?.[`g${i}`]) : found.slice(1),
  );
};

const globCaptures = (glob: string, text: string): (string | undefined)[] => {
  const [found, ...parts] = globRegex(glob).exec(text) ?? [];
  // A pattern without a star gives its own text (query forms 12).
  return parts.length === 0 ? [found] : parts;
};

/** `*` takes as little as possible, the last one of a pattern that ends with it takes the rest. */
const globRegex = (glob: string): RegExp => {
  const literals = glob.split(/(?<!\\)\*/).map((literal) => regexOfText(literal.replaceAll('\\*', '*')));
  const start = literals[0] === '' && literals.length > 1 ? '^' : '';
  const end = literals.at(-1) === '' && literals.length > 1 ? '$' : '';
  return new RegExp(start + literals.join('([\\s\\S]*?)') + end);
};
