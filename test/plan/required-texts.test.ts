// What an event's message must contain to come through a plan's first filters: never more than is certain.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { textsOfField, textsOfValue } from '../../src/events/index.ts';
import { optimise, planQuery, requiredTexts } from '../../src/plan/index.ts';

const textsOf = (query: string): readonly string[] | undefined => {
  const { plan, diagnostics } = planQuery(query);
  if (plan === undefined) throw new Error(`${query}: ${diagnostics[0]?.code}`);
  return requiredTexts(optimise(plan), { ofField: textsOfField, ofValue: textsOfValue });
};

const escaped = String.raw`\u`;

const cases: readonly (readonly [query: string, texts: readonly string[] | undefined, why: string])[] = [
  ['filter @message like "timed out"', ['timed out'], 'a text of the message itself'],
  ['filter @message like /time(d|s) outside/', [' outside'], 'the longest literal of the pattern'],
  ['filter @message like /(?i)error/', undefined, 'any case has no literal'],
  ['filter @message like "ab"', undefined, 'in most events'],
  ['filter @message not like "timed out"', undefined, 'the opposite'],
  ['filter not (@message like "timed out")', undefined, 'the opposite'],
  ['filter @type = "REPORT"', ['REPORT'], 'a word of Lambda’s line'],
  ['filter @type != "REPORT"', [' RequestId: '], 'a comparison with something missing is missing'],
  ['filter @duration > 1000', ['REPORT RequestId: '], 'only reports have it'],
  ['filter level = "ERROR"', ['ERROR', escaped], 'JSON can write any letter as an escape'],
  ['filter level = "a/b"', ['level"', escaped], 'JSON can write it as a\\/b: only the key is certain'],
  ['filter level = "error: \\"x\\""', ['level"', escaped], 'quotes are escaped'],
  ['filter level = "übel"', ['level"', escaped], 'not ASCII'],
  ['filter status >= 500', ['status"', escaped], 'numbers have many spellings, keys have one'],
  ['filter status = "500"', ['status"', escaped], '5e2 is 500'],
  ['filter http.status = 500', ['status"', escaped], 'the last part ends a key'],
  ['filter items.0 = "apple"', ['apple', escaped], 'a value'],
  ['filter items.0 > 1', undefined, 'a place in a list has no key'],
  ['filter action = "REJECT"', ['REJECT', escaped], 'JSON, or a word of a flow log'],
  ['filter srcPort = 443', undefined, 'a word of a flow log has no key'],
  ['filter @logStream = "apple"', undefined, 'not of the message'],
  ['filter @ptr = "apple"', undefined, 'no discovered field'],
  ['filter ispresent(level)', ['level"', escaped], 'the key'],
  ['filter not ispresent(level)', undefined, 'the opposite'],
  ['filter level in ["ERROR", "WARN"]', ['ERROR', escaped, 'WARN'], 'either'],
  ['filter level in ["ERROR", 5]', ['ERROR', escaped, 'level"'], 'either, or the key'],
  ['filter @message like "apple" or @message like "pear"', ['apple', 'pear'], 'either'],
  ['filter @message like "apple" or n = 1', undefined, 'n" is too short'],
  ['filter @message like "apple" and level = "ERROR"', ['apple'], 'fewer texts are better'],
  ['filter level = "ERROR" | filter @message like "apple"', ['apple'], 'both filters hold'],
  ['filter @message like "pear" | filter @message like "apple"', ['apple'], 'the longer text'],
  ['parse @message "took * ms" as x | filter x > 5', ['took '], 'what the pattern needs'],
  ['parse @message "took * ms" as x | filter x = "forever"', ['forever'], 'a capture is part of the message'],
  ['parse @message "took * ms" as x | stats count(x)', undefined, 'parse drops nothing'],
  ['parse text "took * ms" as x | filter x = "forever"', undefined, 'a part of another field'],
  ['fields toupper(level) as l | filter l = "ERROR"', undefined, 'a column that is made'],
  [
    'fields toupper(level) as l | filter l = "ERROR" and level = "error"',
    ['error', escaped],
    'one side holds',
  ],
  ['filter level = other', ['level"', escaped], 'both are there'],
  ['stats count(*) by level | filter level = "ERROR"', undefined, 'not a filter of events'],
  ['fields @message | limit 5', undefined, 'no filter'],
  [
    'filter n in (source "a" | filter @message like "apple" | fields n)',
    undefined,
    'queries within the query',
  ],
];

suite('required texts', () => {
  for (const [query, texts, why] of cases)
    test(`${query}: ${why}`, () => {
      assert.deepEqual(textsOf(query), texts);
    });
});
