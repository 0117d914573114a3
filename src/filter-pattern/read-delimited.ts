// Space-delimited patterns: `[ip, user, ..., status = 4* && status != 404, bytes > 10]`.

import { faultOfDuplicate, faultOfShape } from './fault.ts';
import type { Condition, Field, ParsedFilterPattern } from './pattern.ts';
import { fail, here, type Reading, readCondition, readOperand, take } from './read-condition.ts';

const names = /^[A-Za-z0-9_-]+$/;

/** `reading` holds the words of the whole pattern, its brackets too. */
export const readDelimitedPattern = (reading: Reading): ParsedFilterPattern => {
  const fields: Field[] = [];
  const taken = new Set<string>();
  take(reading, '[');
  if (take(reading, ']') === undefined) {
    do {
      const field = readField(reading, taken);
      if (field !== undefined) fields.push(field);
    } while (reading.fault === undefined && take(reading, ',') !== undefined);
    if (reading.fault === undefined && take(reading, ']') === undefined)
      fail(reading, faultOfShape(here(reading), '], a comma, && or || should stand here'));
  }
  if (reading.fault === undefined && reading.at < reading.tokens.length)
    fail(reading, faultOfShape(here(reading), 'nothing may follow the closing bracket'));
  return reading.fault === undefined ? { pattern: { kind: 'delimited', fields } } : { error: reading.fault };
};

/** Between two commas nothing need stand: that field has a number alone. */
const readField = (reading: Reading, taken: Set<string>): Field | undefined => {
  const token = reading.tokens[reading.at];
  if (token === undefined || (token.kind === 'symbol' && /[\],]/.test(token.symbol)))
    return { kind: 'field', name: undefined, condition: undefined };
  const name = token.kind === 'ellipsis' ? '...' : nameAfterParentheses(reading);
  if (name === undefined) return fail(reading, faultOfShape(token.start, "a field's name should stand here"));
  if (taken.has(name)) return fail(reading, faultOfDuplicate(token.start, name));
  taken.add(name);
  if (token.kind === 'ellipsis') {
    reading.at++;
    return { kind: 'ellipsis' };
  }
  if (token.kind === 'word' && isLone(reading)) {
    reading.at++;
    return { kind: 'field', name, condition: undefined };
  }
  const condition = readCondition(reading, readComparisonOf(name));
  return condition && { kind: 'field', name, condition };
};

const isLone = ({ tokens, at }: Reading): boolean => {
  const next = tokens[at + 1];
  return next === undefined || (next.kind === 'symbol' && /[\],]/.test(next.symbol));
};

const nameAfterParentheses = ({ tokens, at }: Reading): string | undefined => {
  let index = at;
  while (true) {
    const token = tokens[index];
    if (token?.kind === 'word') return names.test(token.text) ? token.text : undefined;
    if (token?.kind !== 'symbol' || token.symbol !== '(') return undefined;
    index++;
  }
};

/** The conditions between two commas are all on the field of that place. */
const readComparisonOf =
  (name: string) =>
  (reading: Reading): Condition<string> | undefined => {
    const token = reading.tokens[reading.at];
    if (token?.kind !== 'word' || token.text !== name) {
      const cause = `a condition of the field ${name} should stand here; each other field has its own comma`;
      return fail(reading, faultOfShape(here(reading), cause));
    }
    reading.at++;
    return readOperand(reading, name);
  };
