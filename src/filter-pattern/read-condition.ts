// Conditions of JSON and space-delimited patterns: comparisons joined by && and ||, with parentheses. What is
// compared, a selector or a field's name, is read by the caller.

import { faultOfOperand, faultOfShape } from './fault.ts';
import { isNumeral } from './numeral.ts';
import type { Condition, Operator, PatternFault, Value } from './pattern.ts';
import type { Token } from './tokens.ts';

/** Where a reading stands. The first fault ends it: the readers then give undefined all the way up. */
export type Reading = {
  readonly text: string;
  readonly tokens: readonly Token[];
  at: number;
  fault: PatternFault | undefined;
};

export type ReadSubject<Subject> = (reading: Reading) => Condition<Subject> | undefined;

export const here = ({ text, tokens, at }: Reading): number => tokens[at]?.start ?? text.length;

export const fail = (reading: Reading, fault: PatternFault): undefined => {
  reading.fault = fault;
  return undefined;
};

/** Takes the symbol if it is the next word. */
export const take = (reading: Reading, ...symbols: readonly string[]): string | undefined => {
  const token = reading.tokens[reading.at];
  if (token?.kind !== 'symbol' || !symbols.includes(token.symbol)) return undefined;
  reading.at++;
  return token.symbol;
};

/** Takes the unquoted word if it is the next. */
export const takeWord = (reading: Reading, ...words: readonly string[]): string | undefined => {
  const token = reading.tokens[reading.at];
  if (token?.kind !== 'word' || !words.includes(token.text)) return undefined;
  reading.at++;
  return token.text;
};

/** && binds more tightly than ||, and parentheses most: the order that the user guide gives. */
export const readCondition = <Subject>(
  reading: Reading,
  readComparison: ReadSubject<Subject>,
): Condition<Subject> | undefined =>
  joined(reading, 'or', () =>
    joined(reading, 'and', () => {
      if (take(reading, '(') === undefined) return readComparison(reading);
      const inner = readCondition(reading, readComparison);
      if (inner === undefined || take(reading, ')') !== undefined) return inner;
      return fail(reading, faultOfShape(here(reading), 'the closing parenthesis is missing'));
    }),
  );

const joined = <Subject>(
  reading: Reading,
  kind: 'and' | 'or',
  readPart: () => Condition<Subject> | undefined,
): Condition<Subject> | undefined => {
  const parts: Condition<Subject>[] = [];
  do {
    const part = readPart();
    if (part === undefined) return undefined;
    parts.push(part);
  } while (take(reading, kind === 'and' ? '&&' : '||') !== undefined);
  return parts.length === 1 ? parts[0] : { kind, parts };
};

/** The operator and the value after what is compared. */
export const readOperand = <Subject>(reading: Reading, subject: Subject): Condition<Subject> | undefined => {
  const operator = take(reading, '=', '!=', '<', '<=', '>', '>=') as Operator | undefined;
  if (operator === undefined)
    return fail(reading, faultOfShape(here(reading), 'an operator should stand here, as = or !='));
  const token = reading.tokens[reading.at];
  const value = token && readValue(token);
  if (token === undefined || value === undefined)
    return fail(reading, faultOfShape(here(reading), 'a value should stand here'));
  const isOrder = operator !== '=' && operator !== '!=';
  if (isOrder && value.kind !== 'number') {
    // The service shows the value in quotation marks even where the pattern has none.
    const term = token.kind === 'word' ? `"${token.text}"` : reading.text.slice(token.start, token.end);
    return fail(reading, faultOfOperand(token.start, term, `${operator} compares with a number alone`));
  }
  reading.at++;
  return { kind: 'compare', subject, operator, value };
};

const readValue = (token: Token): Value | undefined => {
  if (token.kind === 'regex') return token.value;
  if (token.kind !== 'word' && token.kind !== 'quoted') return undefined;
  const { kind, text } = token;
  // A bare null is refused by the service, though a bare true is a text to it.
  if (kind === 'word' && /^null$/i.test(text)) return undefined;
  if (text.includes('*')) return { kind: 'wildcard', parts: text.split('*') };
  if (kind === 'word' && isNumeral(text)) return { kind: 'number', text, value: Number(text) };
  return { kind: 'text', text };
};
