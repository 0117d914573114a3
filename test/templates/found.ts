// What is found in a text or in a fixture, and the law of places: a character of a query that the file spells
// out stands in the file where `toPlace` says; one that is written with an escape begins there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type FoundQueries, type FoundQuery, findQueries, kindOfFile } from '../../src/templates/index.ts';

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

export const foundIn = (name: string, text = fixtureText(name)): FoundQueries =>
  findQueries(text, kindOfFile(name) ?? 'query');

export const namesIn = (found: FoundQueries): readonly (string | undefined)[] =>
  found.queries.map(({ name }) => name);

export const queryNamed = (found: FoundQueries, name: string): FoundQuery =>
  found.queries.find((query) => query.name === name) ?? assert.fail(`no query named "${name}"`);

export const placeholdersOf = ({ text, placeholders }: FoundQuery): readonly string[] =>
  placeholders.map(({ start, end }) => text.slice(start, end));

/** "line:column" of the first place where `part` stands in the query. */
export const placeOf = (query: FoundQuery, part: string): string => {
  const offset = query.text.indexOf(part);
  assert.notEqual(offset, -1, `"${part}" is not in the query`);
  const { line, column } = query.toPlace(offset);
  return `${line}:${column}`;
};

export const assertPlaces = (file: string, query: FoundQuery): void => {
  const lines = file.split('\n').map((line) => [...line]);
  for (const [offset, character] of [...query.text].entries()) {
    if (/\s/.test(character)) continue;
    const { line, column } = query.toPlace(offset);
    const written = lines[line - 1]?.[column - 1];
    const isThere = written === character || written === '\\' || (character === "'" && written === "'");
    assert.ok(isThere, `"${character}" at ${offset} of "${query.name}": ${line}:${column} is "${written}"`);
  }
};
