// The grammar for editors that colour by TextMate grammars: insights.tmLanguage.json is this, printed. Words
// come from the command records and the vocabulary; a test holds it to the lexer.
//
// Rules nest as the language does: a query holds stages, a stage ends at its pipe (or at the bracket of the
// query around it), so a word of a command is one only where a stage begins, and in its own command alone.

import { type AnyCommandRecord, allCommands } from './commands/index.ts';
import { namePart, nameStart } from './name-characters.ts';
import { periodPattern } from './period-literal.ts';
import { printJson } from './print-json.ts';
import { clauseWords } from './tokens.ts';
import { functionSpellings } from './vocabulary/index.ts';

export type TextmateRule = {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly TextmateRule[];
  readonly include?: string;
};
type Captures = Readonly<Record<string, { readonly name: string }>>;

export type TextmateGrammar = {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly TextmateRule[];
  readonly repository: Readonly<Record<string, TextmateRule>>;
};

const scope = (name: string): string => `${name}.insights`;
const include = (name: string): TextmateRule => ({ include: `#${name}` });

const furtherPart = `\\.(?:\`[^\`]+\`|${namePart}+)`;
const quotedName = `@?\`[^\`]+\`(?:${furtherPart}|\\[\\d+\\])*`;
const plainName = `${nameStart}${namePart}*(?:${furtherPart}|\\[\\d+\\])*`;
/** The word ends here: it is not the beginning of a longer name. */
const wordEnd = `(?!${namePart}|${furtherPart}|\\[\\d)`;
const anyOf = (words: readonly string[]): string =>
  `(?i:${[...words].sort((a, b) => b.length - a.length).join('|')})`;

/** `begin` may ask for more before the slash. A slash in a class that closes on its line ends nothing. */
const regexFrom = (begin: string): TextmateRule => ({
  name: scope('string.regexp'),
  begin: `${begin}/(?!/)`,
  end: '/',
  patterns: [{ match: '\\\\[^\\\\]|\\\\(?=\\\\)|\\[(?:\\\\.|[^\\]\\\\])*\\]' }],
});
const regexRule = regexFrom('');

const stringRule = (quote: string, kind: string): TextmateRule => ({
  name: scope(`string.quoted.${kind}`),
  begin: quote,
  end: quote,
  patterns: [{ name: scope('constant.character.escape'), match: '\\\\.' }],
});

/** Behind it an operand is due, so that a slash begins a regular expression. */
const beforeOperand = (name: string, begin: string): TextmateRule => ({
  begin,
  beginCaptures: { 0: { name: scope(name) } },
  end: '(?=[^\\s/#])',
  patterns: [include('comment'), regexRule],
});

const brackets = (open: string, close: string, kind: string): TextmateRule => ({
  begin: open,
  beginCaptures: { 0: { name: scope(`punctuation.section.${kind}.begin`) } },
  // A pipe is never inside: a forgotten bracket colours no more than its stage.
  end: `${close}|(?=\\|)`,
  endCaptures: { 0: { name: scope(`punctuation.section.${kind}.end`) } },
  patterns: [regexFrom('\\G'), include('expression')],
});

const subquery: TextmateRule = {
  begin: '\\(',
  beginCaptures: { 0: { name: scope('punctuation.section.query.begin') } },
  end: '\\)',
  endCaptures: { 0: { name: scope('punctuation.section.query.end') } },
  patterns: [include('query')],
};

/** Clause words by what they are; every one of `clauseWords` is in one of the lists. */
const operatorWords = ['and', 'or', 'not', 'in', 'like'];
const booleans = ['true', 'false'];
export const clauseWordsOf = (): readonly string[] =>
  [...clauseWords.keys()].filter((word) => !operatorWords.includes(word) && !booleans.includes(word));

const period = `(?i:${periodPattern.source})`;

const expression: readonly TextmateRule[] = [
  include('comment'),
  stringRule('"', 'double'),
  stringRule("'", 'single'),
  { name: scope('variable.parameter.placeholder'), match: '\\{\\{\\s*\\w+\\s*\\}\\}' },
  { name: scope('constant.numeric.period'), match: period },
  { name: scope('constant.numeric'), match: '\\d+(?:\\.\\d+)?' },
  {
    begin: `((?i:in))\\s*(\\()`,
    beginCaptures: {
      1: { name: scope('keyword.operator.word') },
      2: { name: scope('punctuation.section.query.begin') },
    },
    end: '\\)',
    endCaptures: { 0: { name: scope('punctuation.section.query.end') } },
    patterns: [include('query')],
  },
  // What stands behind `as` is a name, whatever it means elsewhere.
  {
    match: `((?i:as))\\s+(?:(${quotedName})|(${plainName}))`,
    captures: {
      1: { name: scope('keyword.other.clause') },
      2: { name: scope('variable.other.quoted') },
      3: { name: scope('variable.other.field') },
    },
  },
  beforeOperand('keyword.operator.word', `(?i:in)(?=\\[)|${anyOf(operatorWords)}${wordEnd}`),
  beforeOperand('keyword.other.clause', `(?i:by)${wordEnd}`),
  { name: scope('keyword.other.clause'), match: `${anyOf(clauseWordsOf())}${wordEnd}` },
  { name: scope('constant.language.boolean'), match: `${anyOf(booleans)}${wordEnd}` },
  { name: scope('support.function'), match: `${anyOf(functionSpellings)}(?=\\s*\\()` },
  { name: scope('variable.other.quoted'), match: quotedName },
  { name: scope('entity.name.function'), match: `${plainName}(?=\\s*\\()` },
  { name: scope('variable.language'), match: `@${namePart}*(?:${furtherPart}|\\[\\d+\\])*` },
  { name: scope('variable.other.field'), match: plainName },
  // A part of what a call gives.
  { name: scope('variable.other.member'), match: `(?<=\\))(?:${furtherPart}|\\[\\d+\\])+` },
  beforeOperand('keyword.operator', '=~|~=|!=|<=|>=|==?|[<>!+\\-*/%^]'),
  beforeOperand('punctuation.separator', '[,:]'),
  brackets('\\(', '\\)', 'group'),
  brackets('\\[', '\\]', 'list'),
  brackets('\\{', '\\}', 'map'),
];

/** Where a word of one command means something there, for those whose records ask (`isAt`). */
const lookaheads: Readonly<Record<string, string>> = {
  'stats offset': `(?=\\s+${period})`,
  'parse logfmt': '(?=\\s+(?i:as)\\s)',
  'parse csv': '(?=\\s+(?i:as)\\s)',
  'parse xml': `(?=\\s*["'])`,
  'parse multi': '(?=\\s*(?:$|\\||\\)|#))',
};

const keywordRules = ({ kind, keywords = {} }: AnyCommandRecord): readonly TextmateRule[] =>
  Object.entries(keywords).map(([word, { isAt }]) => {
    const ahead = lookaheads[`${kind} ${word}`];
    if ((isAt === undefined) !== (ahead === undefined)) throw new Error(`where is ${word} in ${kind}?`);
    return beforeOperand('keyword.other.clause', `(?i:${word})${wordEnd}${ahead ?? ''}`);
  });

/** Names in a list behind `as`: none of them is a word of the command. */
const furtherName: TextmateRule = {
  match: `(,)\\s*(?:(${quotedName})|(${plainName}))`,
  captures: {
    1: { name: scope('punctuation.separator') },
    2: { name: scope('variable.other.quoted') },
    3: { name: scope('variable.other.field') },
  },
};

const stage = (record: AnyCommandRecord): TextmateRule => ({
  name: scope(`meta.command.${record.kind}`),
  begin: `${anyOf(record.words)}${wordEnd}`,
  beginCaptures: { 0: { name: scope('keyword.control.command') } },
  end: '(?=\\||\\))',
  patterns: [
    // Its field is no expression, so that no slash divides.
    ...(record.kind === 'parse' ? [include('comment'), furtherName, regexRule] : []),
    regexFrom('\\G\\s*'),
    ...keywordRules(record),
    ...(record.takesQuery === true ? [subquery] : []),
    include('expression'),
  ],
});

const query: readonly TextmateRule[] = [
  include('comment'),
  { name: scope('keyword.operator.pipe'), match: '\\|' },
  ...allCommands.map(stage),
  { name: scope('entity.name.function.saved'), match: `\\$${plainName}` },
  // A search without its word, or what is no command.
  { begin: '(?=[^\\s|)#$])', end: '(?=\\||\\))', patterns: [include('expression')] },
];

export const textmateGrammar = (): TextmateGrammar => ({
  name: 'CloudWatch Logs Insights',
  scopeName: 'source.insights',
  fileTypes: ['insights', 'logsinsights'],
  patterns: [include('query')],
  repository: {
    comment: { name: scope('comment.line.number-sign'), match: '#.*$' },
    query: { patterns: query },
    expression: { patterns: expression },
  },
});

export const printTextmate = (): string => printJson(textmateGrammar());
