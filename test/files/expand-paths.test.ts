// Which files the arguments of a command mean, and what is said about those that mean none.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { expandPaths } from '../../src/files/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-paths-'));
after(() => rmSync(directory, { recursive: true }));

const stream = '2020-12-05-[$LATEST]abc';
for (const file of [
  'export/aws-logs-write-test',
  `export/task/${stream}/000000.gz`,
  `export/task/${stream}/000001.gz`,
  'logs/a.log',
  'logs/b.log',
  'logs/deep/c.log',
  'logs/deep/d.txt',
  'logs/.hidden.log',
  'logs/.git/e.log',
  'odd/[x].log',
]) {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
  writeFileSync(path.join(directory, file), 'x\n');
}
mkdirSync(path.join(directory, 'empty/.only'), { recursive: true });
symlinkSync(path.join(directory, 'logs'), path.join(directory, 'logs/deep/around'));
symlinkSync(path.join(directory, 'logs/a.log'), path.join(directory, 'odd/link.log'));

const expand = async (...args: string[]) => {
  const { files, problems } = await expandPaths(
    args.map((argument) => (argument === '-' ? '-' : path.join(directory, argument))),
  );
  return {
    files: files.map((file) => (file === '-' ? file : path.relative(directory, file))),
    problems: problems.map((problem) => [problem.code, path.relative(directory, problem.path)]),
  };
};

test('a file, a directory with all below it, standard input; each once and sorted', async () => {
  assert.deepEqual(await expand('logs/b.log', 'logs', '-', 'logs/a.log', '-'), {
    files: ['-', 'logs/a.log', 'logs/b.log', 'logs/deep/c.log', 'logs/deep/d.txt'],
    problems: [],
  });
});

test('exported streams: folders with brackets, and the probe is skipped', async () => {
  const files = [`export/task/${stream}/000000.gz`, `export/task/${stream}/000001.gz`];
  const none: string[] = [];
  assert.deepEqual(await expand('export'), { files, problems: none });
  assert.deepEqual(await expand(`export/task/${stream}`), { files, problems: none });
  assert.deepEqual(await expand('export/*/2020-*-[$LATEST]*/*.gz'), { files, problems: none });
  assert.deepEqual(await expand('export/aws-logs-write-test'), { files: none, problems: none });
});

test('globs', async () => {
  assert.deepEqual((await expand('logs/*.log')).files, ['logs/a.log', 'logs/b.log']);
  assert.deepEqual((await expand('logs/**/*.log')).files, ['logs/a.log', 'logs/b.log', 'logs/deep/c.log']);
  assert.deepEqual((await expand('logs/?.{log,txt}')).files, ['logs/a.log', 'logs/b.log']);
  assert.deepEqual((await expand('logs/[b-z].log')).files, ['logs/b.log']);
  assert.deepEqual((await expand('odd/[x].log')).files, ['odd/[x].log']);
  assert.deepEqual((await expand('odd/*')).files, ['odd/[x].log', 'odd/link.log']);
});

test('dot files count only when they are named', async () => {
  assert.deepEqual((await expand('logs/.hidden.log')).files, ['logs/.hidden.log']);
  assert.deepEqual((await expand('logs/.hid*')).files, ['logs/.hidden.log']);
  assert.deepEqual((await expand('logs/.git')).files, ['logs/.git/e.log']);
});

test('arguments that mean no file are told, the others still count', async () => {
  assert.deepEqual(await expand('nowhere', 'logs/*.zip', 'empty', 'logs/a.log'), {
    files: ['logs/a.log'],
    problems: [
      ['missing-path', 'nowhere'],
      ['no-match', 'logs/*.zip'],
      ['empty-directory', 'empty'],
    ],
  });
});

test('a directory that may not be read is told', { skip: process.getuid?.() === 0 }, async () => {
  const locked = path.join(directory, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0);
  assert.deepEqual((await expand('locked')).problems, [['unreadable', 'locked']]);
  chmodSync(locked, 0o700);
});
