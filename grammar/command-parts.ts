// The parts that rules of commands are made of, each written once: lists of items, of fields, of options.
// Pure: no rule thinks.

import type { TokenType } from 'chevrotain';
import type { RuleWords, Syntax } from './syntax.ts';
import * as t from './tokens.ts';

export type Subrule = (index?: number) => unknown;

/** What rules are written with, and the rules of expressions. */
export type Given = {
  readonly p: RuleWords;
  readonly consume: (token: TokenType) => { ALT: () => unknown };
  readonly sub: (index: number, rule: Subrule) => unknown;
  readonly rule: (name: string, body: () => void) => Subrule;
  readonly expression: Subrule;
  readonly list: Subrule;
  readonly fieldOrCall: Subrule;
  readonly subquery: Subrule;
};

const itemParts = ({ p, consume, sub, rule, expression }: Given) => {
  const item = rule('item', () => {
    sub(0, expression);
    p.OPTION(() => {
      p.CONSUME(t.As);
      p.CONSUME(t.Word);
    });
  });
  const items = rule('items', () => p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => sub(0, item) }));
  const names = rule('names', () => p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => p.CONSUME(t.Word) }));
  const expressions = rule('expressions', () =>
    p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => sub(0, expression) }),
  );
  const sortKey = rule('sortKey', () => {
    sub(0, expression);
    p.OPTION(() => p.OR([consume(t.Asc), consume(t.Desc)]));
  });
  return {
    items: () => sub(0, items),
    moreItems: () => sub(1, items),
    expression: () => sub(0, expression),
    expressions: () => sub(0, expressions),
    names: () => sub(0, names),
    sortKeys: () => p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => sub(0, sortKey) }),
  };
};

const fieldParts = ({ p, consume, sub, rule, expression, fieldOrCall }: Given) => {
  const fieldList = rule('fieldList', () => {
    p.CONSUME(t.Identifier);
    p.MANY(() => {
      p.OPTION(() => p.CONSUME(t.Comma));
      p.CONSUME1(t.Identifier);
    });
  });
  const assignment = rule('assignment', () => {
    p.CONSUME(t.Identifier);
    p.CONSUME(t.Equal);
    p.OR([
      consume(t.Word),
      consume(t.StringToken),
      {
        ALT: () => {
          p.OPTION(() => p.CONSUME(t.Minus));
          p.OR1([consume(t.NumberToken), consume(t.PeriodToken)]);
          p.OPTION1(() => {
            p.CONSUME1(t.Minus);
            p.CONSUME1(t.NumberToken);
          });
        },
      },
    ]);
  });
  const joinKey = rule('joinKey', () => {
    p.CONSUME(t.Identifier);
    p.CONSUME(t.Equal);
    p.CONSUME1(t.Identifier);
  });
  const fill = rule('fill', () => {
    sub(0, expression);
    p.CONSUME(t.For);
    sub(0, fieldOrCall);
  });
  // Not a rule of its own: what may follow decides where the options end.
  const options = (): void => p.MANY1(() => sub(0, assignment));
  return {
    options,
    fieldOrCall: () => sub(0, fieldOrCall),
    fieldList: () => sub(0, fieldList),
    joinKeys: () => p.AT_LEAST_ONE_SEP({ SEP: t.And, DEF: () => sub(0, joinKey) }),
    fills: () => p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => sub(0, fill) }),
  };
};

const lookupParts = ({ p, consume, sub, rule }: Given) => {
  const lookupMatch = rule('lookupMatch', () => {
    p.CONSUME(t.Word);
    p.OPTION(() => {
      p.CONSUME(t.As);
      p.CONSUME(t.Identifier);
    });
  });
  const lookupOutput = rule('lookupOutput', () => {
    p.CONSUME(t.Word);
    p.OPTION(() => {
      p.CONSUME(t.As);
      p.CONSUME1(t.Word);
    });
  });
  return {
    lookupMatches: () => p.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => sub(0, lookupMatch) }),
    lookupOutputs: () => {
      p.OR([consume(t.Output), consume(t.Outputnew)]);
      p.AT_LEAST_ONE_SEP1({ SEP: t.Comma, DEF: () => sub(0, lookupOutput) });
    },
  };
};

const sourceParts = ({ p, consume, sub, rule, expression, list }: Given, options: () => void) => {
  const tagFilter = rule('tagFilter', () => {
    p.CONSUME(t.LeftBrace);
    p.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        p.CONSUME(t.StringToken);
        p.CONSUME(t.Colon);
        p.OR([{ ALT: () => p.CONSUME1(t.StringToken) }, { ALT: () => sub(0, list) }]);
      },
    });
    p.CONSUME(t.RightBrace);
  });
  const sourceList = rule('sourceList', () => {
    p.CONSUME(t.LeftBracket);
    p.MANY_SEP({
      SEP: t.Comma,
      DEF: () => p.OR([{ ALT: () => sub(0, tagFilter) }, { ALT: () => sub(0, expression) }]),
    });
    p.CONSUME(t.RightBracket);
  });
  // `namePrefix: ['a'], class: "STANDARD"`, or a list alone.
  const sourceArguments = (): void => {
    p.CONSUME(t.LeftParenthesis);
    p.MANY_SEP({
      SEP: t.Comma,
      DEF: () => {
        p.OPTION1(() => {
          p.CONSUME1(t.Identifier);
          p.CONSUME(t.Colon);
        });
        p.OR1([{ ALT: () => sub(0, sourceList) }, { ALT: () => p.CONSUME1(t.StringToken) }]);
      },
    });
    p.CONSUME(t.RightParenthesis);
  };
  const sourceCall = rule('sourceCall', () => {
    p.CONSUME(t.Identifier);
    sourceArguments();
  });
  const sourceSelector = rule('sourceSelector', () => {
    p.OR([
      consume(t.StringToken),
      {
        ALT: () => {
          p.CONSUME(t.Identifier);
          p.OPTION(sourceArguments);
        },
      },
    ]);
  });
  return {
    sourceSelectors: () => {
      sub(0, sourceSelector);
      p.MANY(() => sub(0, sourceCall));
      options();
    },
  };
};

/** Chevrotain's own words, bound to the parser. */
const words = (p: RuleWords): RuleWords => ({
  CONSUME: (token) => p.CONSUME(token),
  CONSUME1: (token) => p.CONSUME1(token),
  CONSUME2: (token) => p.CONSUME2(token),
  CONSUME3: (token) => p.CONSUME3(token),
  OPTION: (body) => p.OPTION(body),
  OPTION1: (body) => p.OPTION1(body),
  OPTION2: (body) => p.OPTION2(body),
  OPTION3: (body) => p.OPTION3(body),
  MANY: (body) => p.MANY(body),
  MANY1: (body) => p.MANY1(body),
  MANY_SEP: (separated) => p.MANY_SEP(separated),
  AT_LEAST_ONE_SEP: (separated) => p.AT_LEAST_ONE_SEP(separated),
  AT_LEAST_ONE_SEP1: (separated) => p.AT_LEAST_ONE_SEP1(separated),
  OR: (alternatives) => p.OR(alternatives),
  OR1: (alternatives) => p.OR1(alternatives),
});

export const commandParts = (given: Given): Syntax => {
  const { p, sub, subquery } = given;
  const fields = fieldParts(given);
  return {
    ...words(p),
    ...itemParts(given),
    ...fields,
    ...lookupParts(given),
    ...sourceParts(given, fields.options),
    subquery: () => sub(0, subquery),
  };
};
