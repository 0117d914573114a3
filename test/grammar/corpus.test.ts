// Queries that people really wrote, where they are at hand (they are not part of the project): each is
// accepted, or told that it needs what is not built yet, or listed here with the reason why it is refused.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseQuery, printQuery } from '../../grammar/index.ts';
import { bareTree } from './bare-tree.ts';

const file = join(import.meta.dirname, '../../../shared/corpus/queries.jsonl');

type Row = { readonly id: string; readonly query: string };

const rows = (): readonly Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Refused on purpose. */
const refused: Readonly<Record<string, string>> = {
  q0016: 'a comma before the pipe',
  q0020: 'typographic quotes',
  q0047: 'a bracket that is never closed',
  q0296: 'a brace behind the query',
  q0297: 'a comma before the pipe, and a stage without a command',
  q0493: 'a stage without a command',
  q0550: 'a subquery, which is not built yet: its end is taken for the end of a stage',
  q0551: 'a subquery, which is not built yet: its end is taken for the end of a stage',
  q0587: 'a subquery, which is not built yet: its end is taken for the end of a stage',
  q0588: 'a subquery, which is not built yet: its end is taken for the end of a stage',
  q0664: 'a URL without quotes',
  q0688: 'backslash and n between commands, left over from another notation',
  q0741: 'a pipe before the first command',
  q0774: 'a comment that begins with two dashes',
  q0792: 'a comment that begins with two slashes',
  q0833: 'an operator "exists"',
  q0862: 'a flag behind a regular expression; the service refuses it too',
  q0906: 'a dash in a name; the service refuses it too',
  q0908: 'a stage without a command; the service refuses it too',
  q0952: 'a blank forgotten before "like"',
  q0953: 'a place to be filled in',
  q1041: 'a filter without a condition',
};

suite('queries of the corpus', { skip: existsSync(file) ? false : 'the corpus is not here' }, () => {
  test('are accepted, or need what is not built yet, or are refused for a reason', () => {
    const surprises = rows().flatMap(({ id, query }) => {
      const codes = [...new Set(parseQuery(query).diagnostics.map(({ code }) => code))];
      const isExpected = codes.every((code) => code === 'not-built-yet') || refused[id] !== undefined;
      return isExpected ? [] : [`${id}: ${codes.join(', ')}`];
    });
    assert.equal(surprises.join('\n'), '');
  });

  test('print as queries that mean the same', () => {
    for (const { id, query } of rows()) {
      const tree = parseQuery(query).query;
      if (tree === undefined) continue;
      const printed = printQuery(tree);
      const again = parseQuery(printed);
      assert.equal(bareTree(again.query), bareTree(tree), `${id}: ${printed}`);
    }
  });

  test('that are listed as refused are there and are refused', () => {
    const queries = new Map(rows().map(({ id, query }) => [id, query]));
    for (const [id, why] of Object.entries(refused)) {
      const query = queries.get(id) ?? assert.fail(`${id} is not in the corpus`);
      assert.equal(parseQuery(query).query, undefined, `${id} is accepted now: ${why}`);
    }
  });
});
