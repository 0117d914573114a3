// What a command loads. Times differ from machine to machine; what is loaded for nothing does not.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { exportLines, insitu, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const logs = path.join(directory, 'some.log');
writeFileSync(logs, exportLines(['a', 'b']));

/** Tells at the end, on stderr, which of Node's modules and which CommonJS files there are by then. */
const teller = `
  const { createRequire } = process.getBuiltinModule('module');
  const { cache } = createRequire('file:///');
  process.on('exit', () => {
    const loaded = process.moduleLoadList.filter((one) => one.startsWith('NativeModule ')).map((one) => one.slice(13));
    process.stderr.write('\\nLOADED ' + JSON.stringify([...loaded, ...Object.keys(cache)]) + '\\n');
  });`;

const loadedBy = async (...args: readonly string[]): Promise<readonly string[]> => {
  const hook = `--import=data:text/javascript,${encodeURIComponent(teller)}`;
  const { code, stderr } = await insitu(args, { env: { NODE_OPTIONS: hook } });
  assert.equal(code, 0, stderr);
  return JSON.parse(/^LOADED (.*)$/m.exec(stderr)?.[1] ?? '[]') as string[];
};

const isSqlite = (file: string): boolean => file.includes('better-sqlite3');

suite('start-up', () => {
  test('the version needs hardly anything', async () => {
    const loaded = await loadedBy('--version');
    for (const name of ['child_process', 'crypto', 'zlib', 'worker_threads', 'fs/promises'])
      assert.ok(!loaded.includes(name), name);
    assert.ok(!loaded.some(isSqlite));
  });

  test('a query over files needs neither SQLite nor hashes nor threads', async () => {
    const loaded = await loadedBy('query', 'stats count(*)', logs);
    for (const name of ['child_process', 'crypto', 'worker_threads']) assert.ok(!loaded.includes(name), name);
    assert.ok(!loaded.some(isSqlite));
  });

  test('an import needs SQLite', async () => {
    const loaded = await loadedBy('import', logs, '--db', path.join(directory, 'some.db'));
    assert.ok(loaded.some(isSqlite));
  });
});
