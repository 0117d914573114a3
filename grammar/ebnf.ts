// The grammar as EBNF, printed from the parser itself: query.ebnf is this text, so it cannot say anything
// else than what is parsed. Words in quotes know no case.

import type { ISerializedGast } from 'chevrotain';
import { allCommands, commandTokenOf } from './commands/index.ts';
import { BrokenInvariant } from './invariant.ts';
import { QueryParser } from './parser.ts';
import { clauseWords, Identifier, lexedTokens, Word } from './tokens.ts';

const WIDTH = 100;

/** What chevrotain says of a rule or of a part of one. */
type Part = ISerializedGast & {
  readonly name?: string;
  readonly label?: string;
  readonly separator?: Part;
  readonly definition?: readonly Part[];
};

/** How tokens of more than one spelling are written. */
export const spellings: ReadonlyMap<string, readonly string[]> = new Map([
  ...allCommands.map((record) => [commandTokenOf.get(record.kind)?.name ?? '', record.words] as const),
  ['Equal', ['=', '==']],
  ['Matches', ['=~', '~=']],
]);

const wordsOf = ({ name = '', label = '' }: Part): readonly string[] =>
  spellings.get(name)?.map((word) => `"${word}"`) ?? [label.startsWith('"') ? label : name];

/** The alternatives that a part stands for; most parts stand for one. */
const choicesOf = (part: Part): readonly string[] => {
  const parts = part.definition ?? [];
  switch (part.type) {
    case 'Terminal':
      return wordsOf(part);
    case 'NonTerminal':
      return [part.name ?? ''];
    case 'Alternation':
      return parts.flatMap(choicesOf);
    case 'Rule':
    case 'Alternative':
      return parts.length === 1 ? parts.flatMap(choicesOf) : [sequence(parts)];
    default:
      return [repeated(part, parts)];
  }
};

/** Parts one behind the other; what is a choice among several parts stands in brackets. */
const sequence = (parts: readonly Part[]): string =>
  parts
    .map(choicesOf)
    .map((choices) => (choices.length > 1 ? `( ${choices.join(' | ')} )` : choices.join('')))
    .join(' ');

const bare = (parts: readonly Part[]): string =>
  parts.length === 1 ? parts.flatMap(choicesOf).join(' | ') : sequence(parts);

const repeated = (part: Part, parts: readonly Part[]): string => {
  const separator = part.separator === undefined ? '' : `${sequence([part.separator])} `;
  switch (part.type) {
    case 'Option':
      return `[ ${bare(parts)} ]`;
    case 'Repetition':
      return `{ ${bare(parts)} }`;
    case 'RepetitionMandatory':
    case 'RepetitionMandatoryWithSeparator':
      return `${sequence(parts)} { ${separator}${sequence(parts)} }`;
    case 'RepetitionWithSeparator':
      return `[ ${sequence(parts)} { ${separator}${sequence(parts)} } ]`;
    default:
      throw new BrokenInvariant(`no EBNF for ${part.type}`);
  }
};

/** On one line when it fits; otherwise filled, further lines indented. */
const printRule = (name: string, choices: readonly string[]): string => {
  const lines: string[] = [];
  for (const word of `${name} = ${choices.join(' | ')} .`.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : `    ${word}`);
  }
  return lines.join('\n');
};

const rulesNamedIn = (part: Part): readonly string[] =>
  part.type === 'NonTerminal' ? [part.name ?? ''] : (part.definition ?? []).flatMap(rulesNamedIn);

/** The rules in the order in which a reader meets them, from the command down. */
const inReadingOrder = (rules: ReadonlyMap<string, Part>): readonly Part[] => {
  const met = new Set(['command']);
  for (const name of met) {
    const rule = rules.get(name);
    for (const other of rule === undefined ? [] : (rule.definition ?? []).flatMap(rulesNamedIn))
      met.add(other);
  }
  return [...met].flatMap((name) => rules.get(name) ?? []);
};

const wordsIn = (category: typeof Identifier): string => {
  const words = [...clauseWords].filter(([, token]) => token.CATEGORIES?.includes(category));
  return printRule(category.name, ['Name', ...words.map(([word]) => `"${word}"`)]);
};

/** Tokens that are no fixed text: by their pattern, or in words where code decides. */
const inWords: Readonly<Record<string, string>> = {
  Name: 'parts of letters, digits, "_", "@" and every character from U+0080, not beginning with a digit; further parts behind "." or as a number in "[ ]"; a part in backticks may hold anything but a backtick',
  Access:
    'directly behind a ")": one part or more, each behind "." or as a number in "[ ]"; a part in backticks may hold anything but a backtick',
  Period:
    'digits and a unit: ms, s, m, h, d, w, mo, q, y or a longer spelling of one; blanks may stand between them, but not in an option of outlier',
  Regex:
    'from a "/" where no operand has just ended, or behind the field of a parse, to the next "/" that stands neither behind a backslash nor in a character class',
};

const tokensDefined = (): readonly string[] =>
  lexedTokens.flatMap(({ name, PATTERN: pattern, LABEL: label }) => {
    if (inWords[name] !== undefined) return [printRule(name, [`? ${inWords[name]} ?`])];
    const isNamed = label?.startsWith('a ') === true && pattern instanceof RegExp;
    return isNamed ? [`${name} = ? ${pattern} ? .`] : [];
  });

const head = `(* Printed from the parser by ebnf.ts; "npm run accept" renews it. *)
(* Words in quotes know no case. Blanks, line breaks and comments (# to the end of the line) may *)
(* stand between any two tokens. A word of a command is one only where a command begins, and a word *)
(* of one command alone, such as "into", may name a field in all others. An expression that is a *)
(* stage begins with a String, "(", "not" or "!". *)`;

const allRules = (): ReadonlyMap<string, Part> => {
  const rules = new QueryParser({ isAnalysed: true }).getSerializedGastProductions() as readonly Part[];
  return new Map(rules.map((rule) => [rule.name ?? '', rule]));
};

/** The right side of each rule, on one line. */
export const ruleTexts = (): ReadonlyMap<string, string> =>
  new Map([...allRules()].map(([name, rule]) => [name, choicesOf(rule).join(' | ')]));

export const printEbnf = (): string => {
  const rules = allRules();
  return `${[
    head,
    '',
    // A first stage of texts is a search without its word.
    'query = { source "|" } ( command | expression ) { "|" command } .',
    ...inReadingOrder(rules).map((rule) => printRule(rule.name ?? '', choicesOf(rule))),
    '',
    wordsIn(Identifier),
    wordsIn(Word),
    ...tokensDefined(),
  ].join('\n')}\n`;
};
