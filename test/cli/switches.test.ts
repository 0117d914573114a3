// What makes queries fast can be switched off, and the answer stays the same to the byte.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { insitu, jsonAnswer, ownDirectory } from './run-insitu.ts';

const cwd = ownDirectory();

const START = Date.UTC(2024, 2, 11);
const id = (index: number): string =>
  `0000${(index * 7919) % 9973}`.slice(-4).padStart(8, 'a').concat('-1b58-4cb0-8879-5673cea37d88');

const messageOf = (index: number): string => {
  const ms = ((index * 37) % 5_000) / 100;
  switch (index % 4) {
    case 0:
      return `START RequestId: ${id(index)} Version: $LATEST`;
    case 1:
      return `${new Date(START + index * 50).toISOString()}\t${id(index - 1)}\tINFO\tüber ${index % 17} of "many things"`;
    case 2:
      return JSON.stringify({
        level: index % 3 === 0 ? 'error' : 'info',
        took: ms,
        user: { name: `u${index % 50}` },
      });
    default:
      return `REPORT RequestId: ${id(index - 3)}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\tMemory Size: 128 MB\tMax Memory Used: ${index % 128} MB`;
  }
};

const lines = Array.from(
  { length: 40_000 },
  (_, index) => `${new Date(START + index * 50).toISOString()} ${messageOf(index)}\n`,
);

const queries = [
  'filter @type = "REPORT" | parse @message /Duration: (?<ms>\\S+) ms/ | stats count(ms), min(ms), max(ms), avg(ms), pct(ms, 95)',
  'filter @message like "of" | stats count(*) by bin(5m)',
  'filter @message like /(?i)ERROR|über/ | stats count(*) as n by level | sort n desc',
  'parse @message "\\"took\\":*," as took | stats sum(took), count(took), count_distinct(took)',
  'parse @message "*\\tINFO\\t* *" as when, what, rest | filter ispresent(when) | sort what desc, when | limit 7',
  'filter took >= 20 | stats avg(took) as mean by user.name | sort mean desc | limit 5',
  'fields @timestamp, @message | filter @message like /REPORT.*4\\.\\d+ ms/ | sort @timestamp desc | limit 3',
  'stats count_distinct(@requestId) as ids by bin(1h)',
  'fields @message | dedup level | limit 5',
  'pattern @message | limit 5',
];

const switches = [
  ['--threads', '1'],
  ['--threads', '3'],
  ['--no-optimize'],
  ['--no-optimize', '--threads', '1'],
];

suite('what makes queries fast can be switched off', () => {
  before(async () => {
    writeFileSync(path.join(cwd, 'many.log'), lines.join(''));
    const imported = await insitu(['import', 'many.log', '--db', 'many.db', '-q'], { cwd });
    assert.equal(imported.code, 0, imported.stderr);
  });
  for (const query of queries)
    test(query, async () => {
      const answer = await insitu(['query', query, '--db', 'many.db', '--format', 'json', '-q'], { cwd });
      assert.equal(answer.code, 0, answer.stderr);
      assert.notEqual(jsonAnswer(answer.stdout).results.length, 0);
      for (const options of switches) {
        const other = await insitu(
          ['query', query, '--db', 'many.db', '--format', 'json', '-q', ...options],
          { cwd },
        );
        assert.equal(other.stdout, answer.stdout, options.join(' '));
      }
    });
});
