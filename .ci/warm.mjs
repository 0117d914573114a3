// Runs the built program once, so that the compiled code of what is used most lies beside it from the start: the
// first to load a file decides which of its functions are kept. All in one process; what is printed is for nobody.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'insitu-warm-'));
const at = (name) => path.join(folder, name);
const second = (index) => new Date(Date.UTC(2024, 0, 1, 0, 0, index)).toISOString();
writeFileSync(
  at('a.log'),
  Array.from({ length: 9 }, (_, n) => `${second(n)} {"level":"info","n":${n}}\n`).join(''),
);
writeFileSync(at('a.query'), 'fields @message | limit 1\n');

const question =
  'filter level = "info" | parse @message /"n":(?<k>\\d+)/ | stats count(*) as c, avg(k) by bin(5s)';
const list = 'fields @timestamp, @message | sort @timestamp desc | limit 5';
const runs = [
  ['query', question, at('a.log')],
  ['query', list, at('a.log'), '--format', 'jsonl'],
  ['import', at('a.log'), '--db', at('a.db'), '--group', 'a', '--quiet'],
  ['query', question, '--db', at('a.db'), '--format', 'json'],
  ['query', list, '--db', at('a.db')],
  ['groups', '--db', at('a.db')],
  ['fields', '--db', at('a.db')],
  ['check', at('a.query')],
  ['format', at('a.query')],
];

// The first run goes through main.js, which is to be kept too, and says where.
const main = path.resolve(import.meta.dirname, '../dist/src/main.js');
const commandLine = path.resolve(import.meta.dirname, '../dist/src/command-line.js');
process.argv = [process.execPath, main, ...runs[0]];
await import(main);
const { runCommandLine } = await import(commandLine);
for (const run of runs.slice(1)) await runCommandLine([process.execPath, main, ...run]);
rmSync(folder, { recursive: true, force: true });
