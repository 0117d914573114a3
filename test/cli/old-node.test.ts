// Under a Node that is too old: the program runs itself again under the Node of the clone, or says what it
// needs. Skipped where the machine has no old Node on its PATH.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { isWholeFiles, timesHeld, writeManyEvents } from './many-events.ts';
import { exportLines, insitu, ownDirectory, programPath, startInsitu } from './run-insitu.ts';

/** The first Node on the PATH that is older than 22.15. */
const oldNode = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .filter((file) => existsSync(file))
  .find((file) => {
    const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
    const [major = 99, minor = 0] = (stdout ?? '').replace('v', '').split('.').map(Number);
    return major < 22 || (major === 22 && minor < 15);
  });
const node = oldNode ?? 'node';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const logs = at('some.log');
writeFileSync(logs, exportLines(['a', 'b']));
const trap = at('trap.log');
writeFileSync(trap, exportLines([`${'a'.repeat(60)}b`]));

suite('under an old Node', { skip: oldNode === undefined && 'there is none', concurrency: 2 }, () => {
  test('a clone answers, with stdin, stdout and exit codes passed through', async () => {
    const answered = await insitu(['query', 'stats count(*) as n', logs, '-', '--format', 'jsonl'], {
      node,
      input: exportLines(['c']),
    });
    assert.deepEqual([answered.code, answered.stdout], [0, '{"n":"3"}\n'], answered.stderr);
    const codes = await Promise.all(
      [
        ['query', 'limt', logs],
        ['query', 'limit 1', at('none')],
        ['query', 'limit 1', logs, at('none')],
      ].map((args) => insitu(args, { node })),
    );
    assert.deepEqual(
      codes.map(({ code }) => code),
      [2, 3, 4],
    );
  });

  test('without the Node of a clone it says in one line what it needs', async () => {
    const dist = path.resolve(path.dirname(programPath), '..');
    cpSync(dist, at('copy/dist'), { recursive: true });
    writeFileSync(at('copy/package.json'), '{"type":"module"}');
    const { code, stdout, stderr } = await insitu(['query', 'limit 1', logs], {
      node,
      program: at('copy/dist/src/main.js'),
    });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^insitu needs Node 22\.15 or newer; this is \d+\.\d+\.\d+\n$/);
  });

  test('Ctrl-C reaches the query', async () => {
    const { child, ended } = startInsitu(['query', 'filter @message like /(a+)+$/', trap], {
      node,
      mostMs: 8000,
    });
    await wait(1500);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130, stderr);
  });

  test('Ctrl-C on a terminal goes to both processes and is one Ctrl-C: an import ends tidily', async () => {
    const many = writeManyEvents(
      at('many'),
      Array.from({ length: 1500 }, () => 100),
    );
    const db = at('many.db');
    const { child, ended } = startInsitu(['import', at('many'), '--db', db], { node, isGroupLeader: true });
    while (!existsSync(db)) await wait(5);
    await wait(200);
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130);
    assert.match(stderr, /^imported [\d,]+ events /m, 'what was imported until then is kept and told');
    assert.ok(isWholeFiles(timesHeld(db, many.eventCount), many));
  });
});
