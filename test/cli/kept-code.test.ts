// Compiled code is kept between runs. Nothing may depend on it: what is missing, old or broken costs time only.

import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { exportLines, insitu, ownDirectory } from './run-insitu.ts';

const root = path.resolve(import.meta.dirname, '../..');
const directory = ownDirectory();
const logs = path.join(directory, 'some.log');
writeFileSync(logs, exportLines(['a', 'b', 'c']));

/** A build of its own, with nothing kept yet. */
const buildNamed = (name: string) => {
  const home = path.join(directory, name);
  mkdirSync(home);
  cpSync(path.join(root, 'dist/src'), path.join(home, 'dist/src'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(home, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'));
  const cache = path.join(home, 'cache');
  const run = async (...args: readonly string[]): Promise<string> => {
    const options = { program: path.join(home, 'dist/src/main.js'), env: { XDG_CACHE_HOME: cache } };
    const { code, stdout, stderr } = await insitu([...args, '-q'], options);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    return stdout.trim();
  };
  const count = (): Promise<string> => run('query', 'stats count(*) as n', logs, '--format', 'jsonl');
  const importAs = (name: string): Promise<string> => run('import', logs, '--db', path.join(home, name));
  return { compiled: path.join(home, 'dist/compiled'), cache, count, importAs };
};

const filesBelow = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();

const ANSWER = '{"n":"3"}';

suite('compiled code', () => {
  test('is kept beside the build by the first run, and used by the next', async () => {
    const { compiled, count } = buildNamed('first');
    assert.equal(await count(), ANSWER);
    const kept = filesBelow(compiled);
    assert.ok(kept.some((file) => file.endsWith('command-line.cjs')));
    const inodes = kept.map((file) => statSync(file).ino);
    assert.equal(await count(), ANSWER);
    assert.deepEqual(filesBelow(compiled), kept);
    assert.deepEqual(
      kept.map((file) => statSync(file).ino),
      inodes,
    );
  });

  test('of an import, which sets a flag of V8, and of a query stay side by side', async () => {
    const { compiled, count, importAs } = buildNamed('both');
    for (const name of ['a.db', 'b.db']) {
      await count();
      await importAs(name);
    }
    const inodes = (): readonly number[] => filesBelow(compiled).map((file) => statSync(file).ino);
    const before = inodes();
    await count();
    await importAs('c.db');
    await count();
    assert.deepEqual(inodes(), before);
  });

  test('that V8 cannot use is made anew', async () => {
    const { compiled, count } = buildNamed('broken');
    await count();
    for (const file of filesBelow(compiled)) writeFileSync(file, 'no code at all');
    assert.equal(await count(), ANSWER);
    for (const file of filesBelow(compiled)) assert.notEqual(statSync(file).size, 14, file);
  });

  test('goes to the cache of the user where the build may not be written to', async () => {
    const { compiled, cache, count } = buildNamed('locked');
    rmSync(compiled, { recursive: true, force: true });
    writeFileSync(compiled, 'a file where the folder would be');
    assert.equal(await count(), ANSWER);
    const kept = filesBelow(cache);
    assert.ok(kept.some((file) => file.endsWith('command-line.cjs')));
    assert.equal(await count(), ANSWER);
    assert.deepEqual(filesBelow(cache), kept);
  });

  test('has no place at all: so be it', async () => {
    const { compiled, cache, count } = buildNamed('nowhere');
    writeFileSync(compiled, '');
    writeFileSync(cache, '');
    assert.equal(await count(), ANSWER);
  });
});
