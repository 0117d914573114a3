// Which parts of a message are dynamic tokens, and of which kind.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mineMessages, patternOf } from './mining.ts';

const cases: readonly (readonly [message: string, pattern: string])[] = [
  // The two examples of the documentation.
  ['[INFO] Request time: 327 ms', '[INFO] Request time: <Time-1> ms'],
  [
    '2023-01-01 19:00:01 [INFO] Calling DynamoDB to store for resource id 12342342k124-12345',
    '<Time-1> [INFO] Calling DynamoDB to store for resource id <ID-2>',
  ],
  // Times and dates.
  ['at 2024-01-05T12:00:00.123Z', 'at <Time-1>'],
  ['at 2024-01-05T12:00:00+02:00, then', 'at <Time-1>, then'],
  ['on 2024-01-05, on 05/01/2024, on 5-Jan-2024', 'on <Date-1>, on <Date-2>, on <Date-3>'],
  ['12:30:05,123 up', '<Time-1> up'],
  ['20240105T120000Z up', '<Time-1> up'],
  ['Jan  5 12:00:01 host sshd[1234]: ok', '<Time-1> host sshd[<Number-2>]: ok'],
  ['2024-13-45 and 25:99', '<Number-1>-<Number-2>-<Number-3> and <Number-4>:<Number-5>'],
  ['took 12s, 1.5 seconds, 3 min', 'took <Time-1>s, <Time-2> seconds, <Time-3> min'],
  // Addresses.
  ['from 10.0.0.1:8080', 'from <IP-1>:<Number-2>'],
  ['from 10.0.0.256', 'from <ID-1>'],
  ['::1 and 2001:db8::1 and fe80::1: up', '<IP-1> and <IP-2> and <IP-3>: up'],
  ['mac 00:1B:44:11:3A:B7', 'mac <ID-1>'],
  ['std::abc dead:beef a::b', 'std::abc dead:beef a::b'],
  ['to first.last+1@example.com.', 'to <Email-1>.'],
  ['a@b @ x@', 'a@b @ x@'],
  // Identifiers and what is none.
  ['RequestId: c6af9ac6-7b61-11e6-9a41-93e8deadbeef', 'RequestId: <ID-1>'],
  ['id 12345678-1234-1234-1234-123456789012', 'id <ID-1>'],
  ['1-5759e988-bd862e3fe1be46a994272793', '<ID-1>'],
  ['0xdeadBEEF 7fffe4b1 12345678901234567890', '<ID-1> <ID-2> <ID-3>'],
  ['s3 ec2 log4j utf-8x x86_64 user42 HTTP/1.1', 's3 ec2 log4j utf-8x x86_64 user42 HTTP/1.1'],
  ['http-nio-8080-exec-1 us-east-1', 'http-nio-<Number-1>-exec-<Number-2> us-east-<Number-3>'],
  // Numbers.
  ['-5 and 3.25 and 1e5 and 10MB', '<Number-1> and <Number-2> and <Number-3> and <Number-4>MB'],
  ['50% of 1/3', '<Number-1>% of <Number-2>/<Number-3>'],
  // Blanks.
  ['  a \t b\n', 'a b'],
  ['Error: x\n    at f (a.js:10:5)', 'Error: x\nat f (a.js:<Number-1>:<Number-2>)'],
  ['', ''],
  [' \n\t ', ''],
  // Texts that look like tokens, or like our marks.
  ['<Time-1> <Token-2>', '<Time-<Number-1>> <Token-<Number-2>>'],
  ['a\ufdd0b \ufdef', 'a\ufffdb \ufffd'],
  ['constructor __proto__ toString', 'constructor __proto__ toString'],
  ['größe 5 µs 日本語 7 😀', 'größe <Time-1> µs 日本語 <Number-2> 😀'],
];

suite('tokens', () => {
  for (const [message, pattern] of cases)
    test(JSON.stringify(message), () => assert.equal(patternOf(message), pattern));

  test('a Lambda report', () => {
    const report =
      'REPORT RequestId: c6af9ac6-7b61-11e6-9a41-93e8deadbeef\tDuration: 105.32 ms\tBilled Duration: 106 ms\tMemory Size: 128 MB\tMax Memory Used: 54 MB\t\n';
    assert.equal(
      patternOf(report),
      'REPORT RequestId: <ID-1> Duration: <Time-2> ms Billed Duration: <Time-3> ms Memory Size: <Number-4> MB Max Memory Used: <Number-5> MB',
    );
  });

  test('JSON keeps its keys', () => {
    assert.equal(
      patternOf('{"level":"info","ts":"2024-01-05T12:00:00Z","ms":12.5,"ok":true,"n":{"id":"a1b2c3d4e5"}}'),
      '{"level":"info","ts":"<Time-1>","ms":<Number-2>,"ok":true,"n":{"id":"<ID-3>"}}',
    );
  });

  test('values of a token: ten at most, exact counts, most frequent first', () => {
    const [pattern] = mineMessages(...Array.from({ length: 30 }, (_, i) => `took ${i < 20 ? 7 : i} ms`));
    const [token] = pattern!.tokens;
    assert.equal(token!.name, 'Time-1');
    assert.equal(token!.values.length, 10);
    assert.equal(token!.hasMoreValues, true);
    // Which ten are kept is a matter of their text, so "7", the greatest, is not among them.
    assert.deepEqual(token!.values[0], { text: '20', count: 1 });
    assert.equal(token!.numbers!.most, 29);
  });
});

const elapsed = (work: () => void): number => {
  const start = performance.now();
  work();
  return Math.round(performance.now() - start);
};

suite('hostile messages', () => {
  const long = 1 << 20;
  const hostile: Record<string, string> = {
    digits: '1'.repeat(long),
    colons: ':'.repeat(long),
    'hexadecimal groups': 'ab:'.repeat(long / 3),
    dots: '1.'.repeat(long / 2),
    'at signs': 'a@'.repeat(long / 2),
    dashes: '1-a'.repeat(long / 3),
    blanks: ' '.repeat(long),
    quotes: '"\\'.repeat(long / 2),
    words: 'word '.repeat(long / 5),
    brackets: '['.repeat(long),
    clocks: '12:30:'.repeat(long / 6),
  };
  for (const [name, message] of Object.entries(hostile))
    test(`a megabyte of ${name} is mined, and only its beginning looked at`, (t) => {
      let pattern = '';
      const ms = elapsed(() => {
        pattern = patternOf(message);
      });
      t.diagnostic(`${ms} ms`);
      assert.ok(pattern.length < 100_000);
      assert.ok(ms < 2000, `${ms} ms`);
      if (name !== 'blanks') assert.match(pattern, /…$/);
    });

  test('messages that begin alike for thousands of characters are one pattern', () => {
    const beginning = 'word '.repeat(2000);
    assert.equal(mineMessages(`${beginning}a`, `${beginning}b c`).length, 1);
  });
});
