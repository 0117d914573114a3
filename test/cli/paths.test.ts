// What is queried: files, directories, globs, standard input, stores.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { countEvents, exportLines, insitu, ownDirectory, rowsOf } from './run-insitu.ts';

const directory = ownDirectory();
const at = (...parts: readonly string[]): string => path.join(directory, ...parts);
const write = (place: string, content: string | Uint8Array): string => {
  mkdirSync(path.dirname(at(place)), { recursive: true });
  writeFileSync(at(place), content);
  return at(place);
};
const stream = '2020-12-05-[$LATEST]0117dea29a5b0bc635199f397e274e27';

write('logs/a.log', exportLines(['a1', 'a2']));
write('logs/deep/b.log', exportLines(['b1']));
write('logs/c.txt', exportLines(['c1']));
write(`exports/${stream}/000000.gz`, gzipSync(exportLines(['x1', 'x2', 'x3'])));
write('exports/2020-12-05-[$LATEST]eeee/000000.gz', gzipSync(exportLines(['y1'])));
write('exports/aws-logs-write-test', 'Permission Check Successful');

suite('paths', { concurrency: 3 }, () => {
  const cases: readonly (readonly [name: string, args: readonly string[], count: number])[] = [
    ['a file', [at('logs/a.log')], 2],
    ['a directory with all below it', [at('logs')], 4],
    ['a glob', [at('logs/*.log')], 2],
    ['a glob over folders', [at('logs/**/*.log')], 3],
    ['several, each file once', [at('logs/a.log'), at('logs'), at('logs/../logs/a.log')], 4],
    ['a stream folder named with glob characters', [at('exports', stream)], 3],
    ['its object', [at('exports', stream, '000000.gz')], 3],
    ['a glob over stream folders', [at('exports', '*', '*.gz')], 4],
    ['a glob in which one is spelled', [at('exports', '2020-12-05-[$LATEST]*', '*')], 4],
    ['an export without its probe object', [at('exports')], 4],
  ];
  for (const [name, args, count] of cases)
    test(name, async () => {
      assert.equal(await countEvents(args), count);
    });

  test('relative paths count from the current directory', async () => {
    assert.equal(await countEvents(['.'], { cwd: at('logs') }), 4);
    assert.equal(await countEvents(['*.log'], { cwd: at('logs') }), 2);
  });

  test('the stream of an export is the name of its folder', async () => {
    const { stdout } = await insitu([
      'query',
      'stats count(*) as n by @logStream | sort n desc',
      at('exports'),
      '--format',
      'json',
    ]);
    assert.deepEqual(rowsOf(stdout)[0], { '@logStream': stream, n: '3' });
  });

  for (const [name, input] of [
    ['plain', Buffer.from(exportLines(['s1', 's2']))],
    ['gzip', gzipSync(exportLines(['s1', 's2']))],
    ['zstd', zstdCompressSync(exportLines(['s1', 's2']))],
    ['gzip in two parts', Buffer.concat([gzipSync(exportLines(['s1'])), gzipSync(exportLines(['s2']))])],
  ] as const)
    test(`- is standard input: ${name}`, async () => {
      assert.equal(await countEvents(['-', at('logs/a.log'), '-'], { input }), 4);
    });

  test('standard input can be imported, once', async () => {
    const db = at('stdin.db');
    const input = exportLines(['s1', 's2']);
    for (const args of [
      ['import', '--db', db],
      ['import', '-', '--db', db],
    ])
      assert.equal((await insitu(args, { input })).code, 0);
    assert.equal(await countEvents(['--db', db]), 2);
  });
});

suite('which store', { concurrency: 3 }, () => {
  test('--db, else INSITU_DB, else ./insitu.db', async () => {
    const cwd = at('logs/deep');
    const imported = async (args: readonly string[], env: Record<string, string>, file: string) => {
      const { code, stderr } = await insitu(['import', file, ...args], { cwd, env });
      assert.equal(code, 0, stderr);
    };
    await imported([], {}, '../a.log');
    await imported([], { INSITU_DB: at('env.db') }, 'b.log');
    await imported(['--db', at('flag.db')], { INSITU_DB: at('env.db') }, at('exports'));
    assert.equal(await countEvents([], { cwd }), 2);
    assert.equal(await countEvents(['--db', 'insitu.db'], { cwd }), 2);
    assert.equal(await countEvents([], { cwd, env: { INSITU_DB: at('env.db') } }), 1);
    assert.equal(await countEvents(['--db', at('flag.db')], { cwd, env: { INSITU_DB: at('env.db') } }), 4);
  });

  test('an empty INSITU_DB is none: the events go to ./insitu.db', async () => {
    const cwd = at('empty-variable');
    mkdirSync(cwd);
    await insitu(['import', at('logs/a.log')], { cwd, env: { INSITU_DB: '' } });
    assert.equal(await countEvents([], { cwd }), 2);
  });

  for (const name of ['', ':memory:'])
    test(`--db "${name}" names no file: an import must not lose the events and call it done`, async () => {
      const { code, stderr } = await insitu(['import', at('logs/a.log'), '--db', name], { cwd: at('logs') });
      assert.equal(code, 2, stderr);
    });

  test('a store among the logs is no log: importing "." again is no failure', async () => {
    const cwd = at('here');
    mkdirSync(cwd);
    copyFileSync(at('logs/a.log'), path.join(cwd, 'a.log'));
    assert.equal((await insitu(['import', '.'], { cwd })).code, 0);
    const again = await insitu(['import', '.'], { cwd });
    assert.equal(again.code, 0, again.stderr);
    assert.equal(await countEvents(['.'], { cwd }), 2);
  });
});
