// However hostile a query is, its plan or its diagnostics come at once: as long as a query may be, as deep as
// brackets go, with as many names and alternatives as fit.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MAX_QUERY_LENGTH } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { engineRun } from '../runs/engine-run.ts';

const MOST_MS = 200;

/** As many pieces as a query may hold. */
const full = (start: string, piece: string | ((index: number) => string), end = ''): string => {
  let text = start;
  for (let index = 0; ; index += 1) {
    const next = typeof piece === 'string' ? piece : piece(index);
    if (text.length + next.length + end.length > MAX_QUERY_LENGTH) return text + end;
    text += next;
  }
};

const around = (open: string, inner: string, close: string, depth: number): string =>
  open.repeat(depth) + inner + close.repeat(depth);

const names = (count: number): string => Array.from({ length: count }, (_, index) => `f${index}`).join(', ');

const hostile: Readonly<Record<string, string>> = {
  'one name of 10,000 characters': full('fields ', 'a'),
  'one text that never ends': full('filter a = "', 'a'),
  'one regular expression that never ends': full('filter a like /', 'a'),
  'one class that never ends': full('filter a like /[', 'a', '/'),
  'one name in backticks that never ends': full('fields `', 'a'),
  'only quotes': full('', '"'),
  'only backslashes in a text': full('filter a = "', '\\'),
  'only slashes': full('filter ', '/'),
  'only slashes behind like': full('filter a like ', '/ '),
  'only pipes': full('', '|'),
  'only digits': full('limit ', '9'),
  'only periods': full('fields bin(', '5m '),
  'only blanks': full('', ' '),
  'only comments': full('', '#\n'),
  'only letters that mean nothing': full('', '§'),
  'only dots': full('fields a', '.a'),
  'only words that are misspelt': full('fields a', ' | feilds a'),
  'only functions that do not exist': full('fields a', (index) => `, fnuc${index}(a)`),
  'only names that a stats lacks': full('stats count(*) as n | fields n', (index) => `, m${index}`),
  'pattern after pattern': full('fields a', ' | pattern a'),
  'brackets that open': full('fields ', '('),
  'brackets that close': full('fields a', ')'),
  'brackets as deep as they may be': `fields ${around('(', 'a', ')', 200)}`,
  'brackets deeper than they may be': `fields ${around('(', 'a', ')', 4_900)}`,
  'lists in lists': `filter a in ${around('[', '1', ']', 4_900)}`,
  'calls in calls': `fields ${around('abs(', 'a', ')', 1_900)}`,
  'prefixes on prefixes': full('filter ', 'not ', 'a'),
  'minus on minus': full('fields ', '-', 'a'),
  'powers of powers': full('fields a', '^a'),
  'sums of sums': full('fields a', '+a'),
  'comparisons of comparisons': full('filter a', '=a'),
  'conditions one after the other': full('filter a', ' and a'),
  'alternatives one after the other': full('filter a', ' or a'),
  'matches of matches': full('filter a', ' like a'),
  '1,000 fields': `fields ${names(1_000)}`,
  '1,000 fields displayed': `display ${names(1_000)}`,
  '1,000 keys of a sort': `sort ${names(1_000)}`,
  '1,000 keys of a dedup': `dedup ${names(1_000)}`,
  '1,000 keys of a stats': `stats count(*) by ${names(1_000)}`,
  'as many aggregates as fit': full('stats count(*)', (index) => `, max(f${index})`),
  'as many aliases as fit': full('fields 1 as z', (index) => `, 1 as f${index}`),
  'the same alias again and again': full('fields 1 as z', ', 1 as z'),
  'as many commands as fit': full('fields a', '|fields a'),
  'as many filters behind a stats as fit': full('stats count(*) as n', '|filter a'),
  'as many limits before a sort as fit': full('limit 1', '|limit 1', '|sort a'),
  'as many stats as fit': full('stats count(*)', '|stats count(*)'),
  'a list of as many members as fit': full('filter a in [1', ',1', ']'),
  'a glob of as many stars as fit': `${full('parse "', '*', '"')} as a`.slice(0, MAX_QUERY_LENGTH),
  '1,000 alternatives': `filter a like /${names(1_000).replaceAll(', ', '|')}/`,
  'as many groups as fit': full('parse /', (index) => `(?<g${index}>a)`, '/'),
  'groups in groups': `parse /${around('(', 'a', ')', 240)}/`,
  'groups too deep': `parse /${around('(', 'a', ')', 4_900)}/`,
  'groups that open': full('filter a like /', '(', '/'),
  'repeats in repeats': `filter a like /${around('(', 'a', '+)', 100)}/`,
  'counts in counts': `filter a like /${around('(', 'a', '{1000})', 100)}/`,
  'classes of as many ranges as fit': full('filter a like /[', 'a-z', ']/'),
  'flags again and again': full('filter a like /', '(?i)', 'a/'),
};

/** Milliseconds of work, whatever else the machine is doing. */
const workOf = (start: NodeJS.CpuUsage): number => process.cpuUsage(start).user / 1000;

const planned = (query: string): { readonly ms: number; readonly plan: ReturnType<typeof planQuery> } => {
  const start = process.cpuUsage();
  const plan = planQuery(query);
  return { ms: workOf(start), plan };
};

const shortEvent = {
  timestampMs: 0,
  message: 'aaaaaaaaaaaaaaaa!',
  logStream: 's',
  logGroup: 'app',
  ingestionMs: 0,
};
const run = engineRun({ name: 'the engine' });
const surroundings = {
  events: [shortEvent],
  allEvents: [shortEvent],
  window: { startMs: 0, endMs: 0, nowMs: 0 },
  lookups: new Map(),
};
const answerOne = async (query: string): Promise<string> => (await run.answer(query, surroundings)).kind;

suite('a hostile query is planned or refused at once', () => {
  for (const [title, query] of Object.entries(hostile))
    test(title, async () => {
      // The first try may have to wait for the compiler.
      const tries = [planned(query), planned(query), planned(query)];
      const [{ plan, diagnostics }] = tries.map((one) => one.plan) as [ReturnType<typeof planQuery>];
      assert.ok(plan !== undefined || diagnostics.length > 0);
      for (const { span } of diagnostics)
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= query.length);
      const ms = Math.min(...tries.map((one) => one.ms));
      assert.ok(ms < MOST_MS, `${ms.toFixed(0)} ms`);
      if (plan !== undefined) assert.equal(await answerOne(query), 'table');
    });
});

const patterns = ['(a+)+$', '(a*)*$', '(a|aa)+$', '(a|a?)+$', '(?:a{1,8}){1,8}$', '((a+)?)+$', '(.*a){8}$'];

suite('patterns of repeats in repeats answer on short events', () => {
  for (const pattern of patterns)
    test(pattern, async () => {
      for (const query of [
        `parse /(?<x>${pattern})/`,
        `filter @message like /${pattern}/`,
        `stats count(*) by regexReplace(@message, /${pattern}/, "")`,
      ]) {
        const start = process.cpuUsage();
        assert.equal(await answerOne(query), 'table');
        const ms = workOf(start);
        assert.ok(ms < 5 * MOST_MS, `${query}: ${ms.toFixed(0)} ms`);
      }
    });
});
