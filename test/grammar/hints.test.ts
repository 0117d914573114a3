// What is said to a mistake: the query with its place in ⟨⟩, the help, and the query as the edits leave it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  foreignCommand,
  foreignCommandWords,
  foreignFunction,
  foreignFunctionNames,
} from '../../grammar/foreign-words.ts';
import { allCommands, applyEdits, editsFor, findFunction, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';

type Row = readonly [marked: string, help: string, right?: string];

const rows: Readonly<Record<string, readonly Row[]>> = {
  'a | is missing': [
    ['filter level = "error" ⟨limit⟩ 5', 'write "|" before limit', 'filter level = "error" | limit 5'],
    ['filter a = 1 ⟨fields⟩ @message', 'write "|" before fields', 'filter a = 1 | fields @message'],
    [
      'stats count(*) as n by a ⟨order⟩ by n',
      'write "|" before order',
      'stats count(*) as n by a | order by n',
    ],
    ['sort a desc ⟨limit⟩ 5', 'write "|" before limit', 'sort a desc | limit 5'],
    ['fields a ⟨where⟩ b = 1', 'write "|" before where', 'fields a | where b = 1'],
    [
      'appendcols (stats count(*) by a ⟨limit⟩ 5)',
      'write "|" before limit',
      'appendcols (stats count(*) by a | limit 5)',
    ],
    ['fields a, b ⟨from⟩ x', 'log groups are named by a SOURCE that comes first: SOURCE "group" | …'],
    [
      'stats avg(ms) ⟨where⟩ level = "x"',
      'events are chosen by a filter before the stats, results by one behind it: filter … | stats … | filter …',
    ],
    [
      'stats count(*) as n by a ⟨having⟩ n > 5',
      'results are chosen by a filter behind the stats: stats … | filter …',
      'stats count(*) as n by a | filter n > 5',
    ],
  ],
  'a call without brackets': [
    ['stats ⟨count⟩ by level', 'write count(*)'],
    ['stats ⟨avg⟩ by level', 'write avg(…): a function has brackets'],
    ['stats count(*) by bin ⟨5m⟩', 'write bin(5m)', 'stats count(*) by bin(5m)'],
    ['fields a | ⟨count⟩(*)', 'aggregates stand in a stats: stats count(…)', 'fields a | stats count(*)'],
  ],
  'a name that needs backticks': [
    [
      'fields a as error⟨-⟩count, b',
      'a name with other characters stands in backticks: as `error-count`',
      'fields a as `error-count`, b',
    ],
    ['fields a as ⟨"errors"⟩', 'a name has no quotes: as errors', 'fields a as errors'],
    [
      'fields a as ⟨"my errors"⟩',
      'a name with other characters stands in backticks: as `my errors`',
      'fields a as `my errors`',
    ],
    [
      'stats count(*) as ⟨5⟩xx',
      'a name with other characters stands in backticks: as `5xx`',
      'stats count(*) as `5xx`',
    ],
    [
      'parse @message "* *" as a, host⟨-⟩name',
      'a name with other characters stands in backticks: as `host-name`',
      'parse @message "* *" as a, `host-name`',
    ],
    ['filter headers⟨[⟩"x"] = 1', 'write headers.x', 'filter headers.x = 1'],
    ['filter a⟨[⟩"b"]["c-d"] = 1', 'write a.b.`c-d`', 'filter a.b.`c-d` = 1'],
    ['fields headers⟨.⟩"user-agent"', 'write .`user-agent`', 'fields headers.`user-agent`'],
  ],
  presence: [
    [
      'filter level ⟨is⟩ null and a = 1',
      'write not ispresent(level)',
      'filter not ispresent(level) and a = 1',
    ],
    ['filter a = 1 or b.c ⟨IS⟩ NOT NULL', 'write ispresent(b.c)', 'filter a = 1 or ispresent(b.c)'],
    ['filter a ⟨exists⟩', 'write ispresent(a)', 'filter ispresent(a)'],
    // Brackets would have to be set, and the edit does not know where.
    ['filter a + b ⟨is⟩ null', 'write not ispresent(…)'],
    ['filter not a ⟨is⟩ null', 'write not ispresent(…)'],
  ],
  operators: [
    ['filter a ⟨contains⟩ "x"', 'write "like"', 'filter a like "x"'],
    ['filter a not ⟨contains⟩ "x"', 'write "like"', 'filter a not like "x"'],
    ['filter a ⟨matches⟩ /x.*|y/ | limit 5', 'write "=~"', 'filter a =~ /x.*|y/ | limit 5'],
    ['filter a not ⟨matches⟩ /x.y/', 'write "like"', 'filter a not like /x.y/'],
    ['filter a not ⟨matches⟩ "x"', 'write not like /…/'],
    ['filter a ⟨ilike⟩ "x"', 'write like /(?i)…/'],
    ['filter a ⟨startswith⟩ "x"', 'write like /^…/'],
    ['filter a ⟨~⟩ /x.y/', 'write "=~"', 'filter a =~ /x.y/'],
    ['filter a ⟨!~⟩ /x.y/', 'write "not like"', 'filter a not like /x.y/'],
    ['filter a ⟨is⟩ "x"', 'write "="', 'filter a = "x"'],
    ['filter a ⟨is⟩ not "x"', 'write "!="', 'filter a != "x"'],
    ['filter a ⟨=>⟩ 1', 'write ">="', 'filter a >= 1'],
    ['filter a ⟨=<⟩ 1', 'write "<="', 'filter a <= 1'],
    ['filter a ⟨>==⟩ 1', 'write ">="', 'filter a >= 1'],
    ['filter a ⟨===⟩ 1', 'write "="', 'filter a = 1'],
    [
      'filter ms ⟨between⟩ 400 and -5 or a = 1',
      'write ms >= 400 and ms <= -5',
      'filter ms >= 400 and ms <= -5 or a = 1',
    ],
    ['filter ms not ⟨between⟩ 4 and 5', 'write not (ms >= 4 and ms <= 5)'],
    ['filter -ms ⟨between⟩ 4 and 5', 'write … >= 400 and … <= 500'],
  ],
  'the order of a sort': [
    ['sort a ⟨descending⟩', 'write "desc"', 'sort a desc'],
    ['sort a ⟨ascending⟩, b', 'write "asc"', 'sort a asc, b'],
    ['order by a ⟨dsc⟩', 'write "desc"', 'order by a desc'],
    ['sort ⟨-n⟩', 'write sort n desc'],
  ],
  functions: [
    ['stats count(distinct ⟨x⟩) by y', 'write countDistinct(x)', 'stats countDistinct(x) by y'],
    ['stats ⟨dc⟩(x)', 'write countDistinct(…)', 'stats countDistinct(x)'],
    [
      'stats ⟨countif⟩(level = "error")',
      'write sum(…): a condition that holds counts as 1',
      'stats sum(level = "error")',
    ],
    ['fields ⟨substring⟩(a, 1)', 'write substr(…)', 'fields substr(a, 1)'],
  ],
  commands: [
    ['⟨select⟩ a, b', 'write fields, as in: fields level, ms', 'fields a, b'],
    ['⟨select⟩ * from x', 'write fields, as in: fields level, ms'],
    ['⟨eval⟩ x = a + 1', 'write fields … as name, for example: fields ms / 1000 as seconds'],
    ['⟨extend⟩ x = 1', 'write fields … as name, for example: fields ms / 1000 as seconds'],
    ['⟨rename⟩ a as b', 'write fields old as new'],
    ['⟨table⟩ a, b', 'write display, as in: display level, ms', 'display a, b'],
    ['⟨rex⟩ a', 'write parse @message /user=(?<user>\\w+)/'],
    ['⟨top⟩ host', 'write countFrequent host | limit 10'],
    ['⟨timechart⟩ count', 'write stats count(*) by bin(5m)'],
    ['⟨summarize⟩ count() by a', 'write stats, as in: stats count(*) by level', 'stats count() by a'],
    ['⟨project⟩ a, b', 'write fields level, ms; or display, to show nothing else'],
    ['⟨group⟩ by level', 'groups are made by a stats: stats count(*) by level'],
    ['fields ⟨*⟩', 'name the fields, or leave the command out'],
    ['fields distinct ⟨a⟩', 'write dedup a'],
  ],
  comments: [
    ['fields a ⟨// b | c/d⟩', 'a comment begins with # and ends with its line', 'fields a # b | c/d'],
    ['fields a ⟨/* b */⟩', 'a comment begins with # and ends with its line'],
    ['⟨-⟩- b c\nfields a', 'a comment begins with #', '# b c\nfields a'],
    ['fields a -- b ⟨c⟩', 'a comment begins with #', 'fields a # b c'],
  ],
  'lists and other queries': [
    ['filter a in ⟨(⟩"b", -1)', 'write ["b", -1]', 'filter a in ["b", -1]'],
    [
      'filter a in ⟨(⟩select b)',
      'a query in brackets begins with SOURCE or another command: in (SOURCE "group" | fields name)',
    ],
    // The edit leads to a call that needs the saved query itself.
    ['⟨$⟩errs | limit 5', 'a saved query is called with brackets: $errs()', '$errs() | limit 5'],
    ['filter a = ⟨$⟩{b}', 'a parameter is written {{b}}'],
  ],
};

suite('hints', () => {
  for (const [title, ones] of Object.entries(rows))
    suite(title, () => {
      for (const [marked, help, right] of ones)
        test(marked, () => {
          const text = marked.replace(/[⟨⟩]/g, '');
          const { diagnostics } = planQuery(text);
          assert.deepEqual(
            diagnostics.map((found) => [found.span, wordingOf(found).help]),
            [[{ start: marked.indexOf('⟨'), end: marked.indexOf('⟩') - 1 }, help]],
          );
          const edits = diagnostics.flatMap(editsFor);
          assert.equal(edits.length > 0 ? applyEdits(text, edits) : undefined, right);
          if (right?.startsWith('$') === false) assert.deepEqual(planQuery(right).diagnostics, []);
        });
    });

  test('a percentile by its name becomes one by its argument', () => {
    for (const [name, percent] of [
      ['p95', '95'],
      ['P50', '50'],
      ['p99.9', '99.9'],
      ['percentile_95', '95'],
    ] as const) {
      const text = `stats ${name}(ms)`;
      const [found] = planQuery(text).diagnostics;
      assert.ok(found?.code === 'unknown-function');
      assert.equal(wordingOf(found).help, `write pct(…, ${percent})`);
      const edits = editsFor({ ...found, facts: { ...found.facts, end: text.length } });
      assert.equal(applyEdits(text, edits), `stats pct(ms, ${percent})`);
    }
  });

  test('a name of a group that cannot be one is told what it may hold', () => {
    const [found] = planQuery('parse @message /(?<a-b>x)/').diagnostics;
    assert.match(found === undefined ? '' : wordingOf(found).sentence, /letters, digits, "_"/);
  });

  test('a word that may be a field is divided as a field', () => {
    for (const text of [
      'fields matches / 2 / 3',
      'filter a = contains / 2 / 3',
      'filter not matches / 2 / 3 = 1',
      'relevantfields where has / 2 / 3 = 1',
    ])
      assert.deepEqual(planQuery(text).diagnostics, [], text);
  });

  test('no foreign word is a word of the language, and every function written instead is', () => {
    for (const name of foreignFunctionNames) {
      assert.equal(findFunction(name), undefined, name);
      const instead = foreignFunction(name)?.instead;
      if (instead !== undefined) assert.equal(findFunction(instead)?.name, instead);
    }
    const words = allCommands.flatMap((command) => command.words);
    for (const word of foreignCommandWords) {
      assert.ok(!words.includes(word), word);
      const instead = foreignCommand(word)?.instead;
      if (instead !== undefined) assert.ok(words.includes(instead), word);
    }
  });
});
