// --start, --end and --group.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { countEvents, exportLines, insitu, ownDirectory, rowsOf } from './run-insitu.ts';

const directory = ownDirectory();
const at = (...parts: readonly string[]): string => path.join(directory, ...parts);
const startMs = Date.UTC(2024, 0, 31, 12);
const logs = at('ten.log');
const db = at('ten.db');
writeFileSync(
  logs,
  exportLines(
    Array.from({ length: 10 }, (_, index) => `event ${index}`),
    startMs,
  ),
);

suite('--start and --end, both inclusive', { concurrency: 3 }, () => {
  before(async () => {
    await insitu(['import', logs, '--db', db]);
  });

  /** The window's first event is number 3, its last number 6. */
  const spellings: readonly (readonly [start: string, end: string, zone?: string])[] = [
    ['2024-01-31T12:00:03Z', '2024-01-31T12:00:06Z'],
    ['2024-01-31T12:00:03.000Z', '2024-01-31 12:00:06'],
    ['2024-01-31 12:00:03', '2024-01-31T12:00:06', 'America/New_York'],
    ['2024-01-31T14:00:03+02:00', '2024-01-31T06:30:06-0530', 'Asia/Tokyo'],
    [String(startMs + 3000), String(startMs + 6000)],
    [String(startMs / 1000 + 3), String(startMs / 1000 + 6)],
    [`${startMs / 1000 + 2}.5`, `${startMs / 1000 + 6}.25`],
  ];
  for (const [start, end, zone] of spellings)
    test(`${start} to ${end}`, async () => {
      const env = zone === undefined ? {} : { TZ: zone };
      const flags = ['--start', start, '--end', end];
      const [fromFiles, fromStore] = await Promise.all([
        countEvents([logs, ...flags], { env }),
        countEvents(['--db', db, ...flags], { env }),
      ]);
      assert.deepEqual([fromFiles, fromStore], [4, 4]);
    });

  test('one instant is a window', async () => {
    const instant = '2024-01-31T12:00:09Z';
    assert.equal(await countEvents([logs, `--start=${instant}`, `--end=${instant}`]), 1);
  });

  test('a day is its midnight, in UTC everywhere', async () => {
    const env = { TZ: 'America/New_York' };
    assert.equal(await countEvents([logs, '--start', '2024-01-31'], { env }), 10);
    assert.equal(await countEvents([logs, '--end', '2024-01-31'], { env }), 0);
    assert.equal(await countEvents([logs, '--end', '2024-02-01'], { env }), 10);
  });

  test('relative times count from now', async () => {
    const recent = at('recent.log');
    const nowMs = Date.now();
    const ages = [30_000, 90_000, 2 * 3_600_000, 3 * 86_400_000];
    const lines = ages.map((age) => exportLines(['x'], nowMs - age));
    writeFileSync(recent, lines.reverse().join(''));
    const counts = await Promise.all(
      ['-1m', '-1d', 'now'].map((start) => countEvents([recent, '--start', start])),
    );
    assert.deepEqual(counts, [1, 3, 0]);
    assert.equal(await countEvents([recent, '--start', '-4d', '--end', '-1h']), 2);
  });

  for (const wrong of ['1h', '', '1e3', '2024-01-01T25:00:00Z'])
    test(`"${wrong}" is no time`, async () => {
      const { code, stdout, stderr } = await insitu(['query', 'limit 1', logs, '--start', wrong]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^insitu: --start: [^\n]*\n$/);
    });

  for (const wrong of ['2024-02-30', '2023-02-29T00:00:00Z'])
    test(`"${wrong}" is no day of the calendar and not silently another one`, async () => {
      const { code } = await insitu(['query', 'limit 1', logs, '--start', wrong]);
      assert.equal(code, 2);
    });

  test('a start later than the end is wrong usage', async () => {
    const { code, stderr } = await insitu(['query', 'limit 1', logs, '--start', 'now', '--end', '-1h']);
    assert.equal(code, 2);
    assert.match(stderr, /^insitu: --start is later than --end\n$/);
  });
});

suite('--group', { concurrency: 3 }, () => {
  for (const [group, count] of Object.entries({ one: 1, two: 2, three: 3 })) {
    mkdirSync(at('groups', group), { recursive: true });
    writeFileSync(at('groups', group, 'x.log'), exportLines(Array.from({ length: count }, () => group)));
  }
  const store = at('groups.db');
  before(async () => {
    await insitu(['import', at('groups'), '--db', store]);
  });
  const byGroup = async (where: readonly string[]) => {
    const { stdout } = await insitu([
      'query',
      'stats count(*) as n by @log | sort @log asc',
      ...where,
      '--format',
      'json',
    ]);
    return Object.fromEntries(rowsOf(stdout).map((row) => [row['@log'], Number(row.n)]));
  };

  for (const [place, where] of [
    ['a store', ['--db', store]],
    ['files', [at('groups')]],
  ] as const) {
    test(`${place}: without it all groups count, each by its folder's name`, async () => {
      assert.deepEqual(await byGroup(where), { one: 1, three: 3, two: 2 });
    });
    test(`${place}: two of three groups are asked for, and each keeps its name`, async () => {
      assert.deepEqual(await byGroup([...where, '--group', 'two', '--group', 'three']), { three: 3, two: 2 });
    });
  }

  test('a group that the store does not have has no events', async () => {
    assert.deepEqual(await byGroup(['--db', store, '--group', 'four']), {});
  });

  test('JSON lines keep the groups that they name', async () => {
    const file = at('named.jsonl');
    const line = (logGroup: string) => JSON.stringify({ timestamp: startMs, message: 'x', logGroup });
    writeFileSync(file, ['/a', '/b', '/a'].map(line).join('\n'));
    assert.deepEqual(await byGroup([file]), { '/a': 2, '/b': 1 });
    assert.deepEqual(await byGroup([file, '--group', '/b']), { '/b': 1 });
  });
});
