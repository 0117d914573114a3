// Is a value among many? Their texts and numbers are looked up; equality is that of `=`.

import { equal, isTimestamp, missing, numberOf, type Value } from '../values/index.ts';

/** Missing members equal nothing; a missing value is missing. */
export const membership = (members: readonly Value[]): ((value: Value) => boolean | undefined) => {
  const texts = new Set<string>();
  /** Numbers equal texts that spell them, texts only each other. */
  const numbers = new Set<number>();
  const spelled = new Set<number>();
  const others: Value[] = [];
  for (const member of members) {
    if (typeof member === 'string') {
      texts.add(member);
      spelled.add(numberOf(member));
    } else if (typeof member === 'number' || isTimestamp(member)) numbers.add(numberOf(member));
    else if (member !== undefined) others.push(member);
  }
  return (value) => {
    if (value === undefined) return missing;
    if (others.some((member) => equal(value, member) === true)) return true;
    if (typeof value === 'string') return texts.has(value) || numbers.has(numberOf(value));
    if (typeof value === 'boolean') return members.some((member) => equal(value, member) === true);
    const n = numberOf(value);
    return !Number.isNaN(n) && (numbers.has(n) || spelled.has(n));
  };
};
