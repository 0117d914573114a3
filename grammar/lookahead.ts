// Which way a rule goes at each of its forks, by the tokens ahead. Chevrotain finds that out when a parser is
// made, from a recording of all rules, which takes most of the making. So it was found out once and written
// down (lookahead-table.ts); here it is read from there. Tests hold the table and this reading to what
// chevrotain finds.

import type { IToken, TokenType } from 'chevrotain';
import { invariant } from './invariant.ts';
import { lookaheadTable } from './lookahead-table.ts';

/** The kinds of fork, as chevrotain calls them, each with what distinguishes its keys. */
const kinds: Readonly<Record<string, number>> = {
  Alternation: 1 << 8,
  Option: 2 << 8,
  Repetition: 3 << 8,
  RepetitionMandatory: 4 << 8,
  RepetitionWithSeparator: 5 << 8,
  RepetitionMandatoryWithSeparator: 6 << 8,
};

/** Kinds of token that may follow each other. */
type Path = readonly TokenType[];
type Reader = { LA(distance: number): IToken };
/** The alternative to take; of what is optional: is it taken? */
type Lookahead = (this: Reader) => number | boolean | undefined;

/** What chevrotain keeps for its rules when it has analysed them. */
export type Inside = {
  selfAnalysisDone: boolean;
  readonly fullRuleNameToShort: Readonly<Record<string, number>>;
  readonly lookAheadFuncsCache: Lookahead[][];
};

const isOf = ({ tokenTypeIdx }: IToken, type: TokenType): boolean =>
  tokenTypeIdx === type.tokenTypeIdx ||
  (type.isParent === true && type.categoryMatchesMap?.[tokenTypeIdx] === true);

/** The first alternative that the next token begins, where one token is enough everywhere. */
const byFirstToken = (alternatives: readonly (readonly Path[])[]): Lookahead => {
  const choices = new Map<number | undefined, number>();
  for (const [choice, paths] of alternatives.entries())
    for (const type of paths.flat())
      for (const index of [type.tokenTypeIdx, ...(type.categoryMatches ?? [])])
        if (!choices.has(index)) choices.set(index, choice);
  return function () {
    return choices.get(this.LA(1).tokenTypeIdx);
  };
};

const byPaths = (alternatives: readonly (readonly Path[])[]): Lookahead =>
  function () {
    const choice = alternatives.findIndex((paths) =>
      paths.some((path) => path.every((type, index) => isOf(this.LA(index + 1), type))),
    );
    return choice === -1 ? undefined : choice;
  };

type Types = ReadonlyMap<string, TokenType>;

const typeNamed = (name: string, types: Types): TokenType => {
  const type = types.get(name);
  invariant(type, `${name} is a token`);
  return type;
};

/** An alternative that may be empty has a path of no tokens. */
const readPath = (written: string, types: Types): Path =>
  written === '' ? [] : written.split('.').map((name) => typeNamed(name, types));

const lookaheadOf = (kind: string, written: string, types: Types): Lookahead => {
  const alternatives = written
    .split('|')
    .map((paths) => paths.split(' ').map((path) => readPath(path, types)));
  const isByOne = alternatives.every((paths) => paths.every((path) => path.length === 1));
  const choose = isByOne ? byFirstToken(alternatives) : byPaths(alternatives);
  if (kind === 'Alternation') return choose;
  return function () {
    return choose.call(this) === 0;
  };
};

/** Gives a parser whose rules are defined what an analysis of them would find. Read when it is needed. */
export const takeLookahead = (inside: Inside, vocabulary: readonly TokenType[]): void => {
  const types = new Map(vocabulary.map((type) => [type.name, type]));
  for (const line of lookaheadTable.trim().split('\n')) {
    const [fork = '', written = ''] = line.split(': ');
    const [rule = '', kind = '', occurrence] = fork.split(' ');
    const number = inside.fullRuleNameToShort[rule];
    invariant(number !== undefined, `${rule} is a rule`);
    const functions = inside.lookAheadFuncsCache[number] ?? [];
    inside.lookAheadFuncsCache[number] = functions;
    const key = (kinds[kind] ?? 0) + Number(occurrence);
    functions[key] = function () {
      const lookahead = lookaheadOf(kind, written, types);
      functions[key] = lookahead;
      return lookahead.call(this);
    };
  }
  inside.selfAnalysisDone = true;
};
