// Which messages are one pattern.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeDifference, minePatterns } from '../../../src/engine/patterns/index.ts';
import { current, mineMessages, repeat, stateOf } from './mining.ts';

const mined = (...messages: readonly string[]): readonly string[] =>
  mineMessages(...messages).map(({ count, pattern }) => `${count} ${pattern}`);

suite('clusters', () => {
  test('words that differ become a token', () => {
    assert.deepEqual(mined('user alice logged in', 'user bob logged in', 'user bob logged in'), [
      '3 user <Token-1> logged in',
    ]);
  });

  test('ordinals count all dynamic tokens of the pattern', () => {
    assert.deepEqual(mined('at 12:00:01 user alice has 5 items', 'at 12:00:02 user bob has 7 items'), [
      '2 at <Time-1> user <Token-2> has <Number-3> items',
    ]);
  });

  test('another first word is another pattern', () => {
    assert.deepEqual(mined('Starting the main service', 'Stopping the main service'), [
      '1 Starting the main service',
      '1 Stopping the main service',
    ]);
  });

  test('many first words are a variable', () => {
    const name = (i: number): string => String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26));
    assert.deepEqual(mined(...repeat(200, (i) => `${name(i)} has logged in`)), [
      '200 <Token-1> has logged in',
    ]);
  });

  test('levels and severities are never merged', () => {
    assert.deepEqual(mined('[INFO] job has ended', '[WARN] job has ended', '[ERROR] job has ended'), [
      '1 [ERROR] job has ended',
      '1 [INFO] job has ended',
      '1 [WARN] job has ended',
    ]);
  });

  test('JSON: keys stay, values become tokens', () => {
    assert.deepEqual(
      mined(
        '{"level":"info","user":"alice","city":"Rome","ms":1}',
        '{"level":"info","user":"bob","city":"Oslo","ms":22}',
        '{"level":"info","name":"bob","city":"Oslo","ms":22}',
      ),
      [
        '2 {"level":"info","user":"<Token-1>","city":"<Token-2>","ms":<Number-3>}',
        '1 {"level":"info","name":"bob","city":"Oslo","ms":<Number-1>}',
      ],
    );
  });

  test('JSON: sentences in values are templates of their own', () => {
    assert.deepEqual(
      mined(
        '{"msg":"order placed by alice","ms":1}',
        '{"msg":"order placed by bob","ms":2}',
        '{"msg":"stock has run out","ms":3}',
      ),
      [
        '2 {"msg":"order placed by <Token-1>","ms":<Number-2>}',
        '1 {"msg":"stock has run out","ms":<Number-1>}',
      ],
    );
  });

  test('access logs', () => {
    const line = (ip: string, request: string, rest: string): string =>
      `${ip} - - [10/Oct/2000:13:55:36 -0700] "${request} HTTP/1.0" ${rest}`;
    assert.deepEqual(
      mined(
        line('1.2.3.4', 'GET /a/b.gif', '200 2326'),
        line('1.2.3.5', 'GET /c', '404 1'),
        line('1.2.3.5', 'POST /c', '201 17'),
      ),
      [
        '2 <IP-1> - - [<Time-2>] "GET <Token-3> HTTP/1.0" <Number-4> <Number-5>',
        '1 <IP-1> - - [<Time-2>] "POST /c HTTP/1.0" <Number-3> <Number-4>',
      ],
    );
  });

  test('severity', () => {
    const severities = (...messages: readonly string[]) => messages.map((m) => mineMessages(m)[0]!.severity);
    assert.deepEqual(
      severities(
        'FATAL x',
        'NullPointerException',
        'an error',
        'Warning: x',
        'DEBUG x',
        'traceId=1',
        'hello',
      ),
      ['Error', 'Error', 'Error', 'Warning', 'Debug', 'Info', 'Info'],
    );
  });

  test('the two sides are counted apart, and sorted by the current one', () => {
    const events = [
      ...repeat(3, () => ({ ...current('before'), side: 'baseline' as const })),
      ...repeat(2, () => current('both sides')),
      { ...current('both sides'), side: 'baseline' as const },
      current('new thing'),
    ];
    assert.deepEqual(
      minePatterns(stateOf(events)).map(({ pattern, count, baselineCount }) => [
        pattern,
        count,
        baselineCount,
      ]),
      [
        ['both sides', 2, 1],
        ['new thing', 1, 0],
        ['before', 0, 3],
      ],
    );
  });

  test('differences in words', () => {
    assert.equal(describeDifference(5, 0), 'new in this range');
    assert.equal(describeDifference(0, 5), 'gone');
    assert.equal(describeDifference(5, 5), 'unchanged');
    assert.equal(describeDifference(9, 6), '3 more than before (+50 %)');
    assert.equal(describeDifference(2, 3), '1 fewer than before (-33.3 %)');
  });
});

suite('many different messages', () => {
  const word = (n: number): string => {
    let left = Math.imul(n + 1, 0x9e3779b1) >>> 0;
    let text = '';
    for (let i = 0; i < 6; i += 1) {
      text += String.fromCharCode(97 + (left % 26));
      left = Math.floor(left / 26);
    }
    return text;
  };
  const kinds: Record<string, (i: number) => string> = {
    'one variable word': (i) => `job ${word(i)} has finished in 3 s`,
    'nothing in common': (i) => [i, 3 * i + 1, 5 * i + 2, 7 * i + 3, 11 * i + 4].map(word).join(' '),
    'JSON keys': (i) => `{"${word(i)}":1}`,
  };
  for (const [name, make] of Object.entries(kinds))
    for (const count of [10_000, 30_000])
      test(`${count} signatures, ${name}`, (t) => {
        const state = stateOf(repeat(count, (i) => current(make(i))));
        const start = performance.now();
        const patterns = minePatterns(state);
        t.diagnostic(`${patterns.length} patterns in ${Math.round(performance.now() - start)} ms`);
        assert.equal(
          patterns.reduce((sum, pattern) => sum + pattern.count, 0),
          count,
        );
      });

  test('signatures that outgrow the room are cut to their first words', () => {
    const events = repeat(2000, (i) => current(`job ${word(i)} ${word(i * 3)} and some more words`));
    const state = stateOf(events, 50_000);
    assert.ok(state.weight <= 50_000);
    assert.deepEqual(
      minePatterns(state).map(({ count, pattern }) => `${count} ${pattern}`),
      ['2000 job …'],
    );
  });

  test('speed of adding', (t) => {
    const messages = repeat(1000, (i) => `user ${i} has logged in from host-${i % 7}`);
    const start = performance.now();
    const state = stateOf(repeat(200_000, (i) => current(messages[i % 1000]!, i * 100)));
    const perSecond = Math.round(200_000 / (performance.now() - start));
    t.diagnostic(`${perSecond} thousand short messages a second`);
    assert.equal(minePatterns(state)[0]!.count, 200_000);
  });
});
