// Stores that are none, or none that can be used: refused with one line, and left as they are.

import assert from 'node:assert/strict';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import Database from 'better-sqlite3';
import { countInStore } from './many-events.ts';
import { countEvents, exportLines, insitu, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const logs = at('some.log');
writeFileSync(
  logs,
  exportLines(Array.from({ length: 3000 }, (_, index) => `{"index":${index},"x":"y${index}"}`)),
);

const commandsOn = (db: string): readonly (readonly string[])[] => [
  ['query', 'stats count(*)', '--db', db],
  ['import', logs, '--db', db],
];

const assertRefused = async (db: string, complaint: RegExp): Promise<void> => {
  for (const args of commandsOn(db)) {
    const { code, stdout, stderr } = await insitu(args);
    assert.match(stderr, /^insitu: [^\n]*\n$/, `${args[0]}: one line`);
    assert.match(stderr, complaint);
    assert.deepEqual([code, stdout], [3, ''], args[0]);
  }
};

const sqlite = (name: string, ...statements: readonly string[]): string => {
  const database = new Database(at(name));
  for (const statement of statements) database.exec(statement);
  database.close();
  return at(name);
};

suite('not a store', { concurrency: 3 }, () => {
  const files = {
    'text.db': 'hello\n',
    'long-text.db': 'some text\n'.repeat(10_000),
    'bytes.db': Buffer.alloc(5000, 0xa7),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
  sqlite('other.db', 'CREATE TABLE a (b)', 'INSERT INTO a VALUES (1)');
  sqlite('other-wal.db', 'PRAGMA journal_mode = WAL', 'CREATE TABLE a (b)', 'INSERT INTO a VALUES (1)');
  for (const name of [...Object.keys(files), 'other.db', 'other-wal.db'])
    test(`${name} is refused and untouched`, async () => {
      const bytes = readFileSync(at(name));
      await assertRefused(at(name), /no insitu store/);
      assert.ok(bytes.equals(readFileSync(at(name))));
    });

  test('a directory is refused', async () => {
    mkdirSync(at('folder.db'));
    await assertRefused(at('folder.db'), /folder\.db: /);
    assert.deepEqual(readdirSync(at('folder.db')), []);
  });

  test('a place in a directory that is missing is refused in one line', async () => {
    await assertRefused(at('missing/x.db'), /missing/);
    assert.ok(!existsSync(at('missing')));
  });

  test('a store that is missing is not made by reading', async () => {
    for (const command of [['query', 'limit 1'], ['groups'], ['fields']]) {
      const { code, stderr } = await insitu([...command, '--db', at('none.db')]);
      assert.equal(code, 3);
      assert.match(stderr, /^insitu: [^\n]*no such store[^\n]*\n$/);
    }
    assert.ok(!existsSync(at('none.db')));
  });
});

suite('stores with a past', { concurrency: 3 }, () => {
  const sound = at('sound.db');
  before(async () => {
    await insitu(['import', logs, '--db', sound, '-q']);
  });
  const copyOf = (name: string): string => {
    writeFileSync(at(name), readFileSync(sound));
    return at(name);
  };

  test('a newer version is refused and untouched', async () => {
    const db = copyOf('newer.db');
    const database = new Database(db);
    database.pragma('user_version = 99');
    database.close();
    const bytes = readFileSync(db);
    await assertRefused(db, /version 99/);
    assert.ok(bytes.equals(readFileSync(db)));
  });

  test('a truncated store is told in one line', async () => {
    const db = copyOf('cut.db');
    truncateSync(db, 70_000);
    await assertRefused(db, /cannot be used|damaged/);
  });

  test('a store with damaged pages is told in one line', async () => {
    const db = copyOf('damaged.db');
    const file = openSync(db, 'r+');
    const size = readFileSync(db).length;
    // Everything behind the first page, which says that this is a store.
    for (let from = 65_536; from < size; from += 4096)
      writeSync(file, Buffer.alloc(2048, 0xee), 0, 2048, from);
    closeSync(file);
    const { code, stderr } = await insitu(['query', 'fields @message, x', '--db', db]);
    assert.match(stderr, /^insitu: (?!this is a mistake)[^\n]*\n$/);
    assert.equal(code, 3);
  });

  test('a store that lost its tables is told in one line', async () => {
    const marks = ['PRAGMA application_id = 0x696e7369', 'PRAGMA user_version = 1'];
    await assertRefused(sqlite('bare.db', ...marks), /cannot be used|damaged|no insitu store/);
  });

  test('what a kill or a full disk leaves of a store being made does not stand in the way', async () => {
    // The first steps of making a store: the page size and the journal are in the file, the tables are not.
    const db = sqlite('begun.db', 'PRAGMA page_size = 65536', 'PRAGMA journal_mode = WAL');
    const { code, stderr } = await insitu(['import', logs, '--db', db]);
    assert.equal(code, 0, stderr);
    assert.equal(await countInStore(db), 3000);
  });

  test('who may only read the store can query it', {
    skip: process.getuid?.() !== 0 && 'needs root',
  }, async () => {
    mkdirSync(at('lent'));
    const db = copyOf('lent/x.db');
    for (const place of [directory, at('lent')]) chmodSync(place, 0o755);
    chmodSync(db, 0o644);
    assert.equal(await countEvents(['--db', db], { uid: 65_534, cwd: '/' }), 3000);
  });

  test('an unreadable store is told in one line', {
    skip: process.getuid?.() !== 0 && 'needs root',
  }, async () => {
    const db = copyOf('secret.db');
    chmodSync(db, 0o600);
    chmodSync(directory, 0o755);
    const { code, stderr } = await insitu(['query', 'limit 1', '--db', db], { uid: 65_534, cwd: '/' });
    assert.equal(code, 3);
    assert.match(stderr, /^insitu: [^\n]*\n$/);
  });
});
