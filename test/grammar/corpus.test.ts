// Queries that people really wrote, where they are at hand (they are not part of the project): what runs on
// the service is accepted here, what is reported as failing is refused at its place.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseQuery, printQuery, serviceMessage } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { bareTree } from './bare-tree.ts';
import { type CorpusRow, corpusRows } from './corpus-rows.ts';

/** Nothing odd was seen in these, or the author says that they ran. */
const accepting = new Set(['plausible', 'live-verified']);

/** Documentation that shows how not to write a query. */
const shownAsMistakes: Readonly<Record<string, string>> = {
  q0703: 'a field of the events in a second stats, with the comment "Invalid reference"',
  q0705: 'bin() in a second stats, with the comment "Invalid reference"',
};

/** Refused on purpose, though nothing odd was noted. */
const refused: Readonly<Record<string, string>> = {
  q0562: 'bin() in a second stats, which the documentation calls invalid; its author says that it ran',
  q0688: 'backslash and n between commands, left over from another notation',
  q0915: 'a sort by an expression, which the service refuses',
  q0941: 'a sort by an expression, which the service refuses',
  q1041: 'a filter without a condition',
};

/** Doubtful, or of a form that nobody documents, and refused. */
const refusedDoubtful: Readonly<Record<string, string>> = {
  q0016: 'a comma before the pipe',
  q0020: 'typographic quotes',
  q0047: 'a bracket that is never closed',
  q0296: 'a brace behind the query',
  q0297: 'a comma before the pipe, and a stage without a command',
  q0316: 'count without brackets',
  q0493: 'a stage without a command',
  q0619: 'fields after dedup, where the documentation allows only limit',
  q0664: 'a URL without quotes',
  q0741: 'a pipe before the first command',
  q0757: 'fewer stars than names',
  q0774: 'a comment that begins with two dashes',
  q0792: 'a comment that begins with two slashes',
  q0833: 'an operator "exists"',
  q0895: 'fewer stars than names',
  q0952: 'a blank forgotten before "like"',
  q0953: 'a place to be filled in',
  q0960: 'more stars than names',
  q0969: 'more stars than names',
  q0980: 'p99 is no function',
  q1057: 'a place to be filled in',
};

type Failure = { readonly code: string; readonly at: string; readonly says?: string };

/** What the service was reported to refuse: what is said here, where, and the service's own words if known. */
const failing: Readonly<Record<string, Failure | 'accepted'>> = {
  q0554: {
    code: 'dedup-followed',
    at: 'sort @timestamp desc',
    says: 'unexpected symbol found sort at line 3 and position 3',
  },
  // The unnest lacks its name: the parser sees that before it could see the split.
  q0556: { code: 'unexpected-token', at: '' },
  q0558: { code: 'relevantfields-of-parsed', at: 'userId', says: 'Query cannot be compiled' },
  q0609: {
    code: 'diff-without-pattern',
    at: 'diff',
    says: 'Diff compilation Failed : Diff operation has to be used after Pattern',
  },
  q0862: { code: 'regex-flags', at: 'i', says: 'unexpected symbol found i at line 1 and position 92' },
  // One author's claim; the same form runs for everybody else.
  q0868: 'accepted',
  q0906: { code: 'unexpected-token', at: '-' },
  // The report of 2022 is in the words of an older parser, about the same symbol.
  q0908: { code: 'unknown-command', at: 'count' },
};

const rows = corpusRows();
const isAccepted = ({ query }: CorpusRow): boolean => planQuery(query).plan !== undefined;
const codesOf = ({ query }: CorpusRow): string =>
  [...new Set(planQuery(query).diagnostics.map(({ code }) => code))].join(', ');

suite('queries of the corpus', { skip: rows.length > 0 ? false : 'the corpus is not here' }, () => {
  test('that run, or look as if, are accepted: 99 of 100 and all but those listed', () => {
    const wanted = rows.filter(({ id, validity }) => accepting.has(validity) && !(id in shownAsMistakes));
    const turnedDown = wanted.filter((row) => !isAccepted(row));
    assert.deepEqual(
      turnedDown.map((row) => `${row.id}: ${codesOf(row)}`).filter((line) => !(line.slice(0, 5) in refused)),
      [],
    );
    assert.ok(turnedDown.length <= wanted.length / 100, `${turnedDown.length} of ${wanted.length}`);
  });

  test('that are doubtful or undocumented are accepted, or refused for a reason', () => {
    const surprises = rows.filter(
      (row) =>
        !accepting.has(row.validity) &&
        row.validity !== 'reported-failing' &&
        !(row.id in refusedDoubtful) &&
        !isAccepted(row),
    );
    assert.deepEqual(
      surprises.map((row) => `${row.id}: ${codesOf(row)}`),
      [],
    );
  });

  test('that are listed as refused are there and are refused', () => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [id, why] of Object.entries({ ...shownAsMistakes, ...refused, ...refusedDoubtful })) {
      const row = byId.get(id) ?? assert.fail(`${id} is not in the corpus`);
      assert.ok(!isAccepted(row), `${id} is accepted now: ${why}`);
    }
  });

  const reported = rows.filter(({ validity }) => validity === 'reported-failing');

  test('that fail on the service are all looked at', () => {
    assert.deepEqual(reported.map(({ id }) => id).toSorted(), Object.keys(failing).toSorted());
  });

  for (const { id, query, note } of reported)
    test(`that fail on the service: ${id}, ${note}`, () => {
      const expected = failing[id] ?? assert.fail(id);
      const [first] = planQuery(query).diagnostics;
      if (expected === 'accepted') return assert.equal(first, undefined);
      assert.ok(first);
      assert.equal(first.code, expected.code);
      assert.equal(query.slice(first.span.start, first.span.end), expected.at);
      if (expected.says !== undefined) assert.equal(serviceMessage(query, first), expected.says);
    });

  test('print as queries that mean the same', () => {
    for (const { id, query } of rows) {
      const tree = parseQuery(query).query;
      if (tree === undefined) continue;
      const printed = printQuery(tree);
      const again = parseQuery(printed);
      assert.equal(bareTree(again.query), bareTree(tree), `${id}: ${printed}`);
    }
  });
});
