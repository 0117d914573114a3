// Input that cannot be read, or not to its end: what is wrong, where; and what becomes of the rest.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { countInStore } from './many-events.ts';
import { exportLines, insitu, ownDirectory, rowsOf } from './run-insitu.ts';

const directory = ownDirectory();
const at = (...parts: readonly string[]): string => path.join(directory, ...parts);
const write = (place: string, content: string | Uint8Array): string => {
  mkdirSync(path.dirname(at(place)), { recursive: true });
  writeFileSync(at(place), content);
  return at(place);
};

/** Text that compresses badly, so that cutting it leaves events before the cut. */
const manyLines = (count: number): string => {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state.toString(36);
  };
  return exportLines(Array.from({ length: count }, () => `${noise()} ${noise()} ${noise()}`));
};
const good = write('good/a.log', exportLines(['one', 'two', 'three']));
const alsoGood = write('good/z.log', exportLines(['four']));

const gzip = gzipSync(manyLines(20_000));
const damagedGzip = Uint8Array.from(gzip);
damagedGzip.fill(0x55, gzip.length / 2, gzip.length / 2 + 64);
const zstd = zstdCompressSync(manyLines(20_000));

const broken: readonly (readonly [name: string, file: string, complaint: RegExp])[] = [
  [
    'truncated gzip',
    write('b/cut.gz', gzip.subarray(0, gzip.length - 1000)),
    /ends too soon, after [\d,]+ bytes/,
  ],
  ['damaged gzip', write('b/bad.gz', damagedGzip), /is damaged .* after [\d,]+ bytes/],
  [
    'truncated zstd',
    write('b/cut.zst', zstd.subarray(0, zstd.length - 1000)),
    /ends too soon, after [\d,]+ bytes/,
  ],
  ['a gzip header alone', write('b/head.gz', gzip.subarray(0, 5)), /ends too soon/],
  ['a binary file', write('b/prog.bin', Buffer.from('\x7fELF\0\0\0\x01\0'.repeat(50), 'latin1')), /not text/],
  ['UTF-16', write('b/utf16.txt', Buffer.from('\ufeffone\n', 'utf16le')), /UTF-16/],
  [
    'a JSON document that ends too soon',
    write('b/cut.json', '{"events":[{"timestamp":1700000000000,"message":"a"},{"timest'),
    /ends too soon|malformed/,
  ],
];

suite('a broken file', { concurrency: 3 }, () => {
  for (const [name, file, complaint] of broken) {
    const complains = (stderr: string): void => {
      const line = stderr.split('\n').find((each) => each.startsWith(`insitu: ${file}: `));
      assert.match(line ?? stderr, complaint);
    };

    test(`${name}: query answers the rest and says what is missing`, async () => {
      const among = await insitu(['query', 'stats count(*) as n', good, file, alsoGood, '--format', 'json']);
      assert.equal(among.code, 4, among.stderr);
      complains(among.stderr);
      assert.ok(Number(rowsOf(among.stdout)[0]?.n) >= 4, among.stdout);
      assert.match(among.stdout, /"status": "Partial"/);
    });

    test(`${name}: import keeps the complete files and nothing of this one`, async () => {
      const db = at(`${path.basename(file)}.db`);
      const { code, stderr } = await insitu(['import', good, file, alsoGood, '--db', db]);
      assert.equal(code, 4, stderr);
      complains(stderr);
      assert.equal(await countInStore(db), 4);
    });
  }

  test('of a broken file alone, what could be read is a partial answer', async () => {
    const { code, stdout } = await insitu([
      'query',
      'stats count(*) as n',
      at('b/cut.gz'),
      '--format',
      'json',
    ]);
    const count = Number(rowsOf(stdout)[0]?.n);
    assert.equal(code, 4);
    assert.ok(count > 1000 && count < 20_000, stdout);
  });
});

suite('nothing readable: exit code 3, stdout empty, one line', { concurrency: 3 }, () => {
  mkdirSync(at('empty-directory'));
  const nothings: readonly (readonly [name: string, args: readonly string[], complaint: RegExp])[] = [
    ['a missing path', [at('nowhere.log')], /no such file or directory/],
    ['a glob without a match', [at('nothing-*.log')], /no file matches/],
    ['a directory without files', [at('empty-directory')], /no files in there/],
    ['a binary file', [at('b/prog.bin')], /not text/],
  ];
  for (const [name, args, complaint] of nothings)
    test(name, async () => {
      for (const command of [['query', 'stats count(*)'], ['import', '--db', at('never.db')], ['fields']]) {
        const { code, stdout, stderr } = await insitu([...command, ...args]);
        assert.deepEqual([code, stdout], [3, ''], `${command[0]}: ${stderr}`);
        const complaints = stderr.split('\n').filter((line) => line.startsWith('insitu: '));
        assert.equal(complaints.length, 1, stderr);
        assert.match(complaints[0]!, complaint);
      }
    });

  test('an unreadable file', {
    skip: process.getuid?.() !== 0 && 'only root can become another user',
  }, async () => {
    const secret = write('secret/x.log', exportLines(['x']));
    for (const [place, mode] of [
      [directory, 0o755],
      [at('secret'), 0o755],
      [secret, 0o600],
    ] as const)
      chmodSync(place, mode);
    const { code, stderr } = await insitu(['query', 'limit 1', secret], { uid: 65_534, cwd: '/' });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /x\.log: permission to read it is denied/);
  });
});

suite('input that is odd but readable', { concurrency: 3 }, () => {
  test('an empty file has no events and is no failure', async () => {
    const empty = write('odd/empty.log', '');
    const { code, stderr, stdout } = await insitu([
      'query',
      'stats count(*) as n',
      empty,
      good,
      '--format',
      'json',
    ]);
    assert.equal(code, 0);
    assert.match(stderr, /empty\.log: the file is empty/);
    assert.equal(rowsOf(stdout)[0]?.n, '3');
  });

  test('bytes that are not UTF-8 are replaced, with a notice that names file and byte', async () => {
    const file = write('odd/latin1.log', Buffer.from(exportLines(['caf\xe9', 'plain']), 'latin1'));
    const { code, stderr, stdout } = await insitu([
      'query',
      'fields @message | sort @timestamp asc',
      file,
      '--format',
      'json',
    ]);
    assert.equal(code, 0);
    assert.match(stderr, /latin1\.log, byte 28: bytes that are not UTF-8/);
    assert.deepEqual(rowsOf(stdout), [{ '@message': 'caf\ufffd' }, { '@message': 'plain' }]);
  });

  test('a line of one megabyte is one event', async () => {
    const file = write('odd/long.log', exportLines([`${'y'.repeat(1 << 20)}needle`, 'short']));
    const db = at('long.db');
    await insitu(['import', file, '--db', db]);
    for (const where of [[file], ['--db', db]]) {
      const { stdout } = await insitu([
        'query',
        'filter @message like /needle$/ | stats max(strlen(@message)) as n',
        ...where,
        '--format',
        'json',
      ]);
      assert.equal(rowsOf(stdout)[0]?.n, String((1 << 20) + 6));
    }
  });

  test('times that no calendar has are no times', async () => {
    const lines = ['1e300', '1e999', '-1e300'].map((ms) => `{"timestamp":${ms},"message":"m ${ms}"}`);
    const file = write(
      'odd/times.jsonl',
      ['{"timestamp":1700000000000,"message":"m"}', ...lines, ''].join('\n'),
    );
    const { code, stdout } = await insitu(['query', 'fields @timestamp, @message', file, '--format', 'json']);
    assert.equal(code, 0);
    for (const row of rowsOf(stdout)) assert.match(row['@timestamp'] ?? '', /^\d{4}-\d\d-\d\d /, stdout);
  });

  test('a format that there is not is wrong usage, told once', async () => {
    for (const command of [['query', 'limit 1'], ['import', '--db', at('as.db')], ['fields']]) {
      const { code, stderr } = await insitu([...command, '--as', 'nonsense', good, alsoGood]);
      assert.equal(stderr.split('there is no log format').length, 2, stderr);
      assert.equal(code, 2, stderr);
    }
  });
});
