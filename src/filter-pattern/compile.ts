// A filter pattern as a function from a message to whether it matches.

import { assignFields, compileFields } from './match-delimited.ts';
import { compileJsonCondition } from './match-json.ts';
import { compileRegex } from './match-value.ts';
import type { FilterPattern, Term, TermsPattern } from './pattern.ts';

export const compileFilterPattern = (pattern: FilterPattern): ((message: string) => boolean) => {
  switch (pattern.kind) {
    case 'everything':
      return () => true;
    case 'terms':
      return compileTerms(pattern);
    case 'json':
      return compileJsonCondition(pattern.condition);
    case 'delimited': {
      const matches = compileFields(pattern.fields);
      return (message) => {
        const assigned = assignFields(pattern.fields, message);
        return assigned !== undefined && matches(assigned);
      };
    }
  }
};

/** A term matches anywhere in a message, inside words too, and in its own case alone. */
const compileTerm = (term: Term): ((message: string) => boolean) =>
  term.kind === 'regex' ? compileRegex(term) : (message) => message.includes(term.text);

/** Beside required or excluded terms the optional ones are ignored: the user guide says so. */
const compileTerms = ({ required, optional, excluded }: TermsPattern): ((message: string) => boolean) => {
  const needed = required.map(compileTerm);
  const unwanted = excluded.map(compileTerm);
  if (needed.length === 0 && unwanted.length === 0) {
    const welcome = optional.map(compileTerm);
    return (message) => welcome.some((matches) => matches(message));
  }
  return (message) =>
    needed.every((matches) => matches(message)) && !unwanted.some((matches) => matches(message));
};
