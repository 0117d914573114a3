// `parse`: what a glob or a regex takes out of a text. Without a match every new field is missing
// (CWL_QuerySyntax-Parse; evidence 45; fidelity: glob-star, regex-group-without-part).

import type { ParseCommand } from '../../grammar/syntax-tree.ts';
import { compileRegex, regexOfText } from './regex.ts';

export const parsedNames = (command: ParseCommand): readonly string[] =>
  command.pattern.kind === 'glob'
    ? command.names.map((name) => name.name)
    : compileRegex(command.pattern.pattern).groupNames;

/** One capture for each name, in order. */
export const captures = (command: ParseCommand, text: string): (string | undefined)[] => {
  if (command.pattern.kind === 'glob') {
    const [found, ...parts] = globRegex(command.pattern.value).exec(text) ?? [];
    // A pattern without a star gives its own text (query forms 12).
    return parts.length === 0 ? [found] : parts;
  }
  const { regex, groupNames } = compileRegex(command.pattern.pattern);
  const found = regex.exec(text);
  return groupNames.map((_, i) => found?.groups?.[`g${i}`]);
};

/** `*` takes as little as possible, the last one of a pattern that ends with it takes the rest. */
const globRegex = (glob: string): RegExp => {
  const literals = glob.split(/(?<!\\)\*/).map((literal) => regexOfText(literal.replaceAll('\\*', '*')));
  const start = literals[0] === '' && literals.length > 1 ? '^' : '';
  const end = literals.at(-1) === '' && literals.length > 1 ? '$' : '';
  return new RegExp(start + literals.join('([\\s\\S]*?)') + end);
};
