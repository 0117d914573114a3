// What an editor may offer while a query is written: completion.json is this, printed. Read from the command
// records, the parser's own rules and the vocabulary, so it offers nothing that is not understood.

import { allCommands } from './commands/index.ts';
import { ruleTexts } from './ebnf.ts';
import { printJson } from './print-json.ts';
import { clauseWords } from './tokens.ts';
import { type FunctionFamily, type FunctionRecord, functions } from './vocabulary/index.ts';

export type CommandCompletion = {
  /** The words that begin it, the canonical one first. */
  readonly words: readonly string[];
  readonly summary: string;
  /** Its rule in the words of query.ebnf, on one line. */
  readonly syntax: string;
  /** Words that mean something in it alone. */
  readonly keywords: readonly string[];
  readonly source: string;
};

export type FunctionCompletion = {
  readonly name: string;
  readonly otherSpellings: readonly string[];
  readonly family: FunctionFamily;
  readonly signature: string;
  readonly summary: string;
  readonly source: string;
};

export type Completion = {
  readonly commands: readonly CommandCompletion[];
  /** Words that mean something in any command. */
  readonly words: readonly string[];
  readonly functions: readonly FunctionCompletion[];
};

const signatureOf = ({ name, parameters }: FunctionRecord): string => {
  const parts = parameters.map((parameter) => {
    if (parameter.occurs === 'optional') return `[${parameter.name}]`;
    return parameter.occurs === 'many' ? `${parameter.name}, …` : parameter.name;
  });
  return `${name}(${parts.join(', ')})`;
};

/** A rule with those in place that it alone uses, such as `sortKey` in that of sort: one line says it all. */
const syntaxOf = (kind: string, rules: ReadonlyMap<string, string>): string => {
  const mentions = (name: string, text: string): boolean => new RegExp(`\\b${name}\\b(?!")`).test(text);
  const isPrivate = (name: string): boolean =>
    !allCommands.some((record) => record.kind === name) &&
    [...rules].filter(([, text]) => mentions(name, text)).length === 1;
  return (rules.get(kind) ?? '').replace(/(?<!")\b[a-z]\w*\b(?!")/g, (name) => {
    const text = isPrivate(name) ? rules.get(name) : undefined;
    if (text === undefined) return name;
    return text.includes(' | ') ? `( ${text} )` : text;
  });
};

export const completion = (): Completion => {
  const rules = ruleTexts();
  return {
    commands: allCommands.map(({ kind, words, summary, keywords = {}, source }) => ({
      words,
      summary,
      syntax: syntaxOf(kind, rules),
      keywords: Object.keys(keywords),
      source,
    })),
    words: [...clauseWords.keys()],
    functions: functions.map((record) => ({
      name: record.name,
      otherSpellings: 'spellings' in record ? (record.spellings ?? []) : [],
      family: record.family,
      signature: signatureOf(record),
      summary: record.summary,
      source: record.source,
    })),
  };
};

export const printCompletion = (): string => printJson(completion());
