// The grammar proper: shared rules here, one rule per command from its record. Pure: no rule thinks.
//
// Precedence, loose to tight: or · and · in, like, =~ · = != · < > · + - · * / % · prefix (not ! - +) · ^
// (the service's own 2020 grammar; `not a = b` therefore reads `(not a) = b`).

import {
  type CstNode,
  CstParser,
  type ILookaheadStrategy,
  type IRecognitionException,
  type IToken,
  type Rule,
  type TokenType,
} from 'chevrotain';
import { commandParts, type Subrule } from './command-parts.ts';
import { allCommands, commandTokenOf } from './commands/index.ts';
import { type Inside, takeLookahead } from './lookahead.ts';
import { errorMessages } from './parser-errors.ts';
import type { RuleWords } from './syntax.ts';
import * as t from './tokens.ts';

const vocabulary: TokenType[] = [...t.lexedTokens, ...t.wordTokens, ...commandTokenOf.values()];

export const MAX_LOOKAHEAD = 2;

export type ParserOptions = {
  /** Has chevrotain looked at the rules? Only such a parser can say what else could have stood at a fork. */
  readonly isAnalysed?: boolean;
  /** Checking the rules for ambiguities takes a third of the analysis: a test does it. */
  readonly skipValidations?: boolean;
  readonly strategy?: ILookaheadStrategy;
};

/** A parser without analysis has met a fork of which no way is open. */
class NotAnalysed extends Error {}

export class QueryParser extends CstParser {
  readonly command: Subrule;
  readonly #isAnalysed: boolean;

  constructor({ isAnalysed = false, skipValidations = true, strategy }: ParserOptions = {}) {
    super(vocabulary, {
      errorMessageProvider: errorMessages,
      recoveryEnabled: false,
      maxLookahead: MAX_LOOKAHEAD,
      ...(strategy === undefined ? {} : { lookaheadStrategy: strategy }),
      skipValidations,
    });
    this.#isAnalysed = isAnalysed;
    const p = this as unknown as RuleWords;
    const consume = (token: TokenType) => ({ ALT: () => p.CONSUME(token) });
    const sub = (index: number, rule: Subrule): unknown => this.subrule(index, rule as never);
    const rule = (name: string, body: () => void): Subrule => this.RULE(name, body) as unknown as Subrule;

    // A left-associative level: operand { operator operand }.
    const level = (name: string, operators: TokenType[], operand: Subrule): Subrule =>
      rule(name, () => {
        sub(0, operand);
        p.MANY(() => {
          p.OR(operators.map(consume));
          sub(1, operand);
        });
      });

    const expression = rule('expression', () => sub(0, disjunction));
    const subquery: Subrule = rule('subquery', () => {
      p.CONSUME(t.OpenQuery);
      p.AT_LEAST_ONE_SEP({ SEP: t.Pipe, DEF: () => this.subrule(0, this.command as never) });
      p.CONSUME(t.RightParenthesis);
    });
    const list = rule('list', () => {
      p.CONSUME(t.LeftBracket);
      p.MANY_SEP({ SEP: t.Comma, DEF: () => sub(0, expression) });
      p.CONSUME(t.RightBracket);
    });
    const fieldOrCall = rule('fieldOrCall', () => {
      p.CONSUME(t.Identifier);
      p.OPTION(() => {
        p.CONSUME(t.LeftParenthesis);
        p.OR([
          { ALT: () => p.CONSUME(t.Star) },
          { ALT: () => p.MANY_SEP({ SEP: t.Comma, DEF: () => sub(0, expression) }) },
        ]);
        p.CONSUME(t.RightParenthesis);
        p.OPTION1(() => p.CONSUME(t.Access));
      });
    });
    const primary = rule('primary', () => {
      p.OR([
        { ALT: () => sub(0, fieldOrCall) },
        consume(t.NumberToken),
        consume(t.PeriodToken),
        consume(t.StringToken),
        consume(t.RegexToken),
        consume(t.True),
        consume(t.False),
        {
          ALT: () => {
            p.CONSUME(t.LeftParenthesis);
            sub(0, expression);
            p.CONSUME(t.RightParenthesis);
          },
        },
      ]);
    });
    const power = rule('power', () => {
      sub(0, primary);
      p.OPTION(() => {
        p.CONSUME(t.Caret);
        sub(0, prefix);
      });
    });
    const prefix: Subrule = rule('prefix', () => {
      p.OR([
        {
          ALT: () => {
            p.OR1([consume(t.Not), consume(t.Bang), consume(t.Minus), consume(t.Plus)]);
            sub(0, prefix);
          },
        },
        { ALT: () => sub(0, power) },
      ]);
    });
    const product = level('product', [t.Star, t.Slash, t.Percent], prefix);
    const sum = level('sum', [t.Plus, t.Minus], product);
    const relation = level('relation', [t.Less, t.LessEqual, t.Greater, t.GreaterEqual], sum);
    const equality = level('equality', [t.Equal, t.NotEqual], relation);
    // One rule for both tails: each may begin with `not`, and only the word behind it tells them apart.
    const matchTail = rule('matchTail', () => {
      p.OPTION(() => p.CONSUME(t.Not));
      p.OR([
        {
          ALT: () => {
            p.CONSUME(t.Like);
            sub(0, equality);
          },
        },
        {
          ALT: () => {
            p.CONSUME(t.In);
            p.OR1([{ ALT: () => sub(0, list) }, { ALT: () => sub(0, subquery) }]);
          },
        },
      ]);
    });
    const regexTail = rule('regexTail', () => {
      p.CONSUME(t.Matches);
      sub(0, equality);
    });
    const match = rule('match', () => {
      sub(0, equality);
      p.MANY(() => p.OR([{ ALT: () => sub(0, matchTail) }, { ALT: () => sub(0, regexTail) }]));
    });
    const conjunction = level('conjunction', [t.And], match);
    const disjunction = level('disjunction', [t.Or], conjunction);

    const syntax = commandParts({ p, consume, sub, rule, expression, list, fieldOrCall, subquery });
    const commandRules = allCommands.map((record) =>
      rule(record.kind, () => {
        const token = commandTokenOf.get(record.kind);
        if (token !== undefined) p.CONSUME(token);
        record.syntax(syntax);
      }),
    );
    this.command = rule('command', () => {
      p.OR(commandRules.map((commandRule) => ({ ALT: () => sub(0, commandRule) })));
    });
    this.performSelfAnalysis();
  }

  protected override performSelfAnalysis(): void {
    if (this.#isAnalysed) super.performSelfAnalysis();
    else takeLookahead(this as unknown as Inside, vocabulary);
  }

  override getGAstProductions(): Record<string, Rule> {
    if (!this.#isAnalysed) throw new NotAnalysed();
    return super.getGAstProductions();
  }
}

type ReadCommand = {
  readonly concrete: CstNode;
  readonly error: IRecognitionException | undefined;
};

const readBy = (parser: QueryParser, tokens: readonly IToken[]): ReadCommand => {
  parser.input = tokens as IToken[];
  const concrete = parser.command() as CstNode;
  return { concrete, error: parser.errors[0] };
};

let parser: QueryParser | undefined;

/** Begins again at the first mistake that needs the analysis, so that the stack is as for any other command. */
export const readCommand = (tokens: readonly IToken[]): ReadCommand => {
  try {
    parser ??= new QueryParser();
    return readBy(parser, tokens);
  } catch (error) {
    if (!(error instanceof NotAnalysed)) throw error;
    parser = new QueryParser({ isAnalysed: true });
    return readBy(parser, tokens);
  }
};
