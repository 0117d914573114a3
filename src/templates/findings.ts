// Gathers what the readers of one file find.

import type { FileProblem, FoundQueries, FoundQuery, UnreadQuery } from './found-query.ts';
import { placesIn } from './place.ts';
import { isAllHoles, type SourceText } from './source-text.ts';

export type Findings = {
  readonly query: (name: string | undefined, source: SourceText) => void;
  readonly unread: (
    code: UnreadQuery['code'],
    name: string | undefined,
    fileOffset: number,
    why: string,
  ) => void;
  readonly problem: (fileOffset: number, message: string) => void;
  readonly found: () => FoundQueries;
};

export const newFindings = (fileText: string): Findings => {
  const placeOf = placesIn(fileText);
  const queries: FoundQuery[] = [];
  const unread: UnreadQuery[] = [];
  const problems: FileProblem[] = [];
  const addUnread: Findings['unread'] = (code, name, fileOffset, why) => {
    unread.push({ code, name, place: placeOf(fileOffset), why });
  };
  return {
    query: (name, source) => {
      if (isAllHoles(source)) {
        addUnread('computed-query', name, source.origin(0), `the query is ${source.text.trim()}, not a text`);
        return;
      }
      queries.push({
        name,
        text: source.text,
        placeholders: source.holes,
        toPlace: (offset) => placeOf(source.origin(offset)),
      });
    },
    unread: addUnread,
    problem: (fileOffset, message) => {
      problems.push({ place: placeOf(fileOffset), message });
    },
    found: () => ({ queries, unread, problems }),
  };
};
