// Runs the built program once, so that the compiled code of what is used most lies beside it from the start: who
// is the first to load a part decides which of its functions are kept. What is printed is for nobody.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'insitu-warm-'));
const at = (name) => path.join(folder, name);
/** A day of a small service, so that the code for each kind of column and line is among what is kept. */
const id = (n) =>
  `${(0x9e3779b9 * n).toString(16).slice(-8).padStart(8, '0')}-4b2e-4c1d-8a3f-${String(n).padStart(12, '0')}`;
const linesOf = (n) => [
  `START RequestId: ${id(n)} Version: $LATEST`,
  JSON.stringify({
    level: ['info', 'warn', 'error'][n % 3],
    n,
    ms: n / 8,
    user: { id: `u-${n % 40}` },
    ok: n % 2 === 0,
  }),
  `[${['INFO', 'ERROR'][n % 2]}] ${id(n)} took ${n % 97} ms for /items/${n} from 10.0.${n % 7}.${n % 200}`,
  `REPORT RequestId: ${id(n)}\tDuration: ${(n * 1.37).toFixed(2)} ms\tBilled Duration: ${n} ms\tMemory Size: 512 MB\tMax Memory Used: ${90 + (n % 30)} MB${n % 9 ? '' : `\tInit Duration: ${(200 + n / 7).toFixed(2)} ms`}`,
];
const stamped = (n) => {
  const at = new Date(Date.UTC(2024, 0, 1, 0, 0, n)).toISOString();
  return linesOf(n)
    .map((line) => `${at} ${line}\n`)
    .join('');
};
writeFileSync(at('a.log'), Array.from({ length: 1500 }, (_, n) => stamped(n)).join(''));
writeFileSync(at('a.query'), 'fields @message | limit 1\n');

const questions = [
  'filter level = "info" | parse @message /"n":(?<k>\\d+)/ | stats count(*) as c, avg(k) by bin(5s)',
  'fields @timestamp, @message | sort @timestamp desc | limit 5',
  'filter @type = "REPORT" | stats count(*), max(@initDuration), pct(@duration, 95) by bin(1h), @logStream',
  'filter @message like /(?i)error/ and n > 3 | stats count_distinct(@requestId) as c by user.id | sort c desc | limit 3',
  'parse @message "[*] * took * ms for * from *" as level, id, ms, path, ip | filter ispresent(ms) | stats avg(ms), min(ms), sum(ms) by path | stats count(*)',
  'filter @message like "took" | display @timestamp, @requestId, @duration | sort @duration desc | limit 20',
  'fields @timestamp, toupper(level) as l | dedup user.id | limit 9',
];
const store = ['--db', at('a.db')];
const runs = [
  ['query', questions[0], at('a.log')],
  ['query', questions[1], at('a.log'), '--format', 'jsonl'],
  ...questions.map((question, n) => [
    'query',
    question,
    ...store,
    '--format',
    ['json', 'jsonl', 'table'][n % 3],
  ]),
  ['groups', ...store],
  ['fields', ...store],
  ['check', at('a.query')],
  ['format', at('a.query')],
];

const built = path.resolve(import.meta.dirname, '../dist/src');
// In a process of its own: an import sets a flag of V8's, and what is kept under other flags is not used.
const importing = ['import', at('a.log'), ...store, '--group', 'a', '--quiet'];
spawnSync(process.execPath, [path.join(built, 'main.js'), ...importing]);
const { runCommandLine } = await import(path.join(built, 'command-line.js'));
for (const run of runs) await runCommandLine([process.execPath, path.join(built, 'main.js'), ...run]);
rmSync(folder, { recursive: true, force: true });
