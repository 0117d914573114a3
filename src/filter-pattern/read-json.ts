// JSON patterns: `{ $.a.b[0] = "x*" && ($.c IS NULL || $.d NOT EXISTS) }`.

import { faultOfOperand, faultOfShape, faultOfWildcardCount } from './fault.ts';
import type { Condition, ParsedFilterPattern, Selector, State } from './pattern.ts';
import { fail, here, type Reading, readCondition, readOperand, take, takeWord } from './read-condition.ts';

const WILDCARD_SELECTORS_MOST = 3;

const states: Readonly<Record<string, State>> = { NULL: 'null', TRUE: 'true', FALSE: 'false' };

/** `reading` holds the words of the whole pattern, its braces too. */
export const readJsonPattern = (reading: Reading): ParsedFilterPattern => {
  take(reading, '{');
  const condition = readCondition(reading, readComparison);
  if (condition !== undefined && take(reading, '}') === undefined)
    fail(reading, faultOfShape(here(reading), '}, && or || should stand here'));
  if (reading.fault === undefined && reading.at < reading.tokens.length)
    fail(reading, faultOfShape(here(reading), 'nothing may follow the closing brace'));
  if (reading.fault === undefined) countWildcards(reading);
  return reading.fault === undefined && condition !== undefined
    ? { pattern: { kind: 'json', condition } }
    : { error: reading.fault ?? faultOfShape(here(reading), 'a condition should stand here') };
};

const countWildcards = (reading: Reading): void => {
  const withWildcard = reading.tokens.filter(
    (token) => token.kind === 'selector' && token.selector.some(({ kind }) => kind === 'every'),
  );
  const surplus = withWildcard[WILDCARD_SELECTORS_MOST];
  if (surplus !== undefined) fail(reading, faultOfWildcardCount(surplus.start));
};

const readComparison = (reading: Reading): Condition<Selector> | undefined => {
  const token = reading.tokens[reading.at];
  if (token?.kind !== 'selector')
    return fail(reading, faultOfShape(here(reading), 'a selector should stand here, as $.name'));
  reading.at++;
  const subject = token.selector;
  if (takeWord(reading, 'NOT') !== undefined) {
    if (takeWord(reading, 'EXISTS') !== undefined) return { kind: 'state', subject, state: 'absent' };
    return fail(reading, faultOfShape(here(reading), 'NOT is followed by EXISTS'));
  }
  return takeWord(reading, 'IS') === undefined ? readOperand(reading, subject) : readState(reading, subject);
};

const readState = (reading: Reading, subject: Selector): Condition<Selector> | undefined => {
  const word = takeWord(reading, ...Object.keys(states));
  const state = word === undefined ? undefined : states[word];
  if (state !== undefined) return { kind: 'state', subject, state };
  const token = reading.tokens[reading.at];
  const cause = 'IS is followed by NULL, TRUE or FALSE';
  return fail(
    reading,
    token?.kind === 'word'
      ? faultOfOperand(token.start, token.text, cause)
      : faultOfShape(here(reading), cause),
  );
};
