// Answers that were kept: cassettes, and files that someone exported.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { type Cassette, readCassette, writeCassette } from '../../../src/service/verify/cassette.ts';
import { readExportedAnswer } from '../../../src/service/verify/exported-answer.ts';
import { askStore } from '../../../src/service/verify/question.ts';
import { digestOf, eventsOf as storedEvents, withEvents } from '../../../src/service/verify/stored-events.ts';
import { verifyAnswer } from '../../../src/service/verify/verify-answer.ts';
import { answerOf, eventsOf, questionOf, START_SECONDS } from './small-world.ts';

const messages = ['{"l":"a","n":1}', '{"l":"b"}', 'two\n"lines"'];

const cassette: Cassette = {
  query: 'fields l, n',
  logGroups: ['app'],
  range: { startSeconds: START_SECONDS, endSeconds: START_SECONDS + 60 },
  askedMs: START_SECONDS * 1000,
  answeredBy: 'logs.eu-west-1.amazonaws.com',
  answer: {
    rows: [[{ field: 'l', value: 'a' }], []],
    statistics: { recordsScanned: 3 },
    isCut: false,
  },
  digest: { events: 3, sha256: 'ab' },
  events: eventsOf(messages),
};

suite('cassettes', () => {
  test('are read as they were written', () => {
    assert.deepEqual(readCassette(writeCassette(cassette)), cassette);
    const bare = {
      ...cassette,
      logGroups: undefined,
      answeredBy: undefined,
      digest: undefined,
      events: undefined,
    };
    assert.deepEqual(readCassette(writeCassette(bare)), bare);
  });

  test('have a row a line', () => {
    const lines = writeCassette(cassette).split('\n');
    assert.ok(lines.includes('    [{"field":"l","value":"a"}],'));
  });

  test('with their events they are verified without any store', async () => {
    const recorded = await withEvents(eventsOf(messages), async (store) => {
      const question = await questionOf('fields l, n', store);
      const answer = answerOf(await askStore(question, question.plan));
      return writeCassette({ ...cassette, answer, events: [...storedEvents(question)] });
    });
    const { answer, events = [] } = readCassette(recorded);
    const report = await withEvents(events, async (store) =>
      verifyAnswer(await questionOf('fields l, n', store), answer),
    );
    assert.deepEqual([report.verdict, report.rows.length], ['agrees', 3]);
  });

  test('the digest is of the events, not of their order', () => {
    const events = eventsOf(messages);
    assert.deepEqual(digestOf(events), digestOf(events.toReversed()));
    assert.notEqual(digestOf(events).sha256, digestOf(events.slice(1)).sha256);
  });

  const bad: readonly (readonly [string, string])[] = [
    ['{', 'is no cassette'],
    ['{}', '"format"'],
    ['{"format":"insitu cassette","version":2}', 'version is 2'],
    [writeCassette(cassette).replace('"results"', '"rows"'), '"results" is no list'],
    [writeCassette(cassette).replace('"field":"l"', '"field":7'), '"field" is no text'],
  ];
  for (const [text, complaint] of bad)
    test(`is refused: ${complaint}`, () => {
      assert.throws(() => readCassette(text), { name: 'BadCassette', message: new RegExp(complaint) });
    });
});

suite('exported answers', () => {
  const sample = (name: string): string =>
    readFileSync(new URL(`../../events/samples/${name}`, import.meta.url), 'utf8');

  test('what get-query-results prints', () => {
    const { answer, hasColumnOrder } = readExportedAnswer(sample('query-results.get-query-results.json'));
    assert.equal(answer.rows.length, 4);
    assert.deepEqual(answer.rows[0]?.[1], { field: '@message', value: 'plain "quoted"\nsecond line' });
    assert.equal(answer.statistics.recordsScanned, 9);
    assert.ok(hasColumnOrder);
  });

  test('the JSON of the console', () => {
    const { answer, hasColumnOrder } = readExportedAnswer(sample('query-results.console.json'));
    assert.deepEqual(answer.rows[1], [
      { field: '@timestamp', value: '2024-03-13 18:36:25.000' },
      { field: '@message', value: 'text' },
      { field: 'level', value: undefined },
    ]);
    assert.equal(answer.rows[0]?.[1]?.value, '{"level":"info","n":[1,2]}');
    assert.ok(!hasColumnOrder);
  });

  test('its CSV', () => {
    const { answer } = readExportedAnswer(sample('console-csv.stats.csv'));
    assert.deepEqual(answer.rows, [
      [
        { field: 'bin(5m)', value: '2024-03-13 18:35:00.000' },
        { field: 'count(*)', value: '12' },
      ],
      [
        { field: 'bin(5m)', value: '2024-03-13 18:30:00.000' },
        { field: 'count(*)', value: '7' },
      ],
    ]);
  });

  test('CSV cells with quotes, line breaks and nothing in them', () => {
    const { answer } = readExportedAnswer('\ufeffa,"b, ""c"""\r\n"1\n2",\r\n,"x"');
    assert.deepEqual(answer.rows, [
      [
        { field: 'a', value: '1\n2' },
        { field: 'b, "c"', value: undefined },
      ],
      [
        { field: 'a', value: undefined },
        { field: 'b, "c"', value: 'x' },
      ],
    ]);
  });

  test('a CSV is compared like any answer', async () => {
    const report = await withEvents(eventsOf(messages), async (store) => {
      const question = await questionOf('stats count(*) as c by l | sort l', store);
      return verifyAnswer(question, readExportedAnswer('l,c\n,1\na,1\nb,2\n').answer);
    });
    assert.equal(report.verdict, 'differs');
    assert.deepEqual(
      report.rows.map(({ verdict }) => verdict),
      ['agrees', 'agrees', 'differs'],
    );
  });

  const bad: readonly (readonly [string, RegExp])[] = [
    ['', /no header/],
    ['a,b\n1\n', /record 2 has 1 cells/],
    ['a\n"x', /record 2 is no CSV/],
    ['{"results":7}', /no "results"/],
    ['[7]', /neither a list of cells nor an object/],
    ['{"results":[],"status":"Running"}', /status Running/],
    ['{"results":', /no JSON/],
  ];
  for (const [text, complaint] of bad)
    test(`${JSON.stringify(text)} is refused`, () => {
      assert.throws(() => readExportedAnswer(text), { name: 'BadExport', message: complaint });
    });
});
