// Running and accepting scripts, with runs made up for the purpose.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Answer, acceptScript, parseScript, type Run, runScript } from './index.ts';

const table = (columns: string[], ...rows: (string | undefined)[][]): Answer => ({
  kind: 'table',
  columns,
  rows,
  notices: [{ code: 'some-notice' }],
});

const runOf = (answer: Answer, more: Partial<Run> = {}): Run => ({
  name: 'made up',
  answer: () => answer,
  ...more,
});

const scriptOf = (answer: string) =>
  parseScript(`events app\n  10:00 a\n\nquery counts\n  stats count(*) as n\n----\n${answer}\n`, 'a.script');

const failuresOf = async (answer: string, run: Run): Promise<readonly string[]> => {
  const [outcome] = await runScript(scriptOf(answer), [run]);
  return outcome?.failures ?? ['no outcome'];
};

describe('a question', () => {
  test('is answered by the same table', async () => {
    assert.deepEqual(
      await failuresOf('  a | b\n  1 | (missing)', runOf(table(['a', 'b'], ['1', undefined]))),
      [],
    );
  });

  test('tells what differs, in which run, and how to ask again', async () => {
    const [message] = await failuresOf('  a | b\n  1 | 2', runOf(table(['a', 'b'], ['1', ''])));
    assert.equal(
      message,
      [
        'a.script:4 counts',
        '    stats count(*) as n',
        '',
        '    expected    got',
        '    a | b       a | b',
        '  ! 1 | 2     ! 1 | ""',
        '',
        'the run that differs: made up',
        "only this question:   npm test -- 'counts'",
      ].join('\n'),
    );
  });

  test('is put to every run', async () => {
    const right = runOf(table(['a'], ['1']));
    const wrong = runOf(table(['a'], ['2']), { name: 'wrong' });
    const [outcome] = await runScript(scriptOf('  a\n  1'), [right, wrong]);
    assert.equal(outcome?.failures.length, 1);
    assert.match(outcome?.failures[0] ?? '', /the run that differs: wrong/);
  });

  test('may have its rows in any order', async () => {
    const run = runOf(table(['a'], ['2'], ['1']));
    assert.deepEqual(await failuresOf('  in any order\n  a\n  1\n  2', run), []);
    assert.equal((await failuresOf('  a\n  1\n  2', run)).length, 1);
  });

  test('asks for notices only where it names them', async () => {
    const run = runOf(table(['a'], ['1']));
    assert.deepEqual(await failuresOf('  a\n  1\n  notice some-notice', run), []);
    assert.equal((await failuresOf('  a\n  1\n  no notices', run)).length, 1);
    assert.deepEqual(await failuresOf('  a\n  1\n  no notices', { ...run, ignores: ['notices'] }), []);
  });

  test('may be refused', async () => {
    const items = [{ severity: 'error', code: 'bad', line: 1, column: 7, sentence: 'this is bad' }];
    const run = runOf({ kind: 'diagnostics', items, rendered: 'error bad 1:7 this is bad\n  stats\n' });
    assert.deepEqual(await failuresOf('  error bad 1:7 this is bad', run), []);
    assert.deepEqual(await failuresOf('  error bad 1:7 this is bad\n    stats', run), []);
    assert.equal((await failuresOf('  error bad 1:8 this is bad', run)).length, 1);
    assert.equal((await failuresOf('  a\n  1', run)).length, 1);
  });

  test('is not put to a run that leaves it out', async () => {
    const run: Run = { name: 'small', answer: () => assert.fail('asked'), canAnswer: () => false };
    assert.deepEqual(await failuresOf('  a\n  1', run), []);
    const silent: Run = { name: 'silent', answer: () => assert.fail('asked'), ignores: ['diagnostics'] };
    assert.deepEqual(await failuresOf('  error bad 1:7 this is bad', silent), []);
  });

  test('fails when a run throws', async () => {
    const run: Run = { name: 'broken', answer: () => assert.fail('out of order') };
    assert.match((await failuresOf('  a\n  1', run))[0] ?? '', /out of order/);
  });

  test('is explained by the runs that can', async () => {
    const script = parseScript('events app\n  10:00 a\nexplain why\n  fields a\n----\n  scan\n', 'a.script');
    const silent = runOf(table(['a'], ['1']));
    const outcomes = await runScript(script, [silent, { ...silent, explain: () => 'scan\n' }]);
    assert.deepEqual(outcomes[0]?.failures, []);
  });
});

describe('the surroundings of a question', () => {
  const seen = async (text: string, root?: string) => {
    const asked: { messages: string[]; window: string[] }[] = [];
    const run: Run = {
      name: 'spy',
      answer: (_, { events, window }) => {
        const times = [window.startMs, window.endMs, window.nowMs].map((ms) =>
          new Date(ms).toISOString().slice(11, 16),
        );
        asked.push({ messages: events.map((event) => event.message), window: times });
        return table(['a'], ['1']);
      },
    };
    await runScript(parseScript(text, 'a.script'), [run], root);
    return asked;
  };
  const query = (title: string) => `query ${title}\n  fields a\n----\n  a\n  1\n`;

  test('are all events so far of the group named last', async () => {
    const text = `events a\n  10:00 1\n${query('one')}events b\n  10:00 2\nevents a x\n  10:05 3\n${query('two')}`;
    assert.deepEqual(
      (await seen(text)).map((one) => one.messages),
      [['1'], ['1', '3']],
    );
  });

  test('are the events of all groups and the lookup tables so far', async () => {
    const text = `events a\n  10:00 1\nlookup t\n  id\n  7\nevents b\n  10:00 2\n${query('one')}events c\n  10:00 3\n`;
    const seenOf: unknown[] = [];
    const run: Run = {
      name: 'spy',
      answer: (_, { events, allEvents, lookups }) => {
        seenOf.push([events.length, allEvents.map((event) => event.message), lookups.get('t')]);
        return table(['a'], ['1']);
      },
    };
    await runScript(parseScript(text, 'a.script'), [run]);
    assert.deepEqual(seenOf, [[1, ['1', '2'], { columns: ['id'], rows: [['7']] }]]);
  });

  test('are the window and the time, by default those of the events', async () => {
    const events = 'events a\n  10:05 1\n  10:00 2\n';
    const text = `${events}${query('one')}now 12:00\nwindow 09:00 11:00\n${query('two')}`;
    assert.deepEqual(
      (await seen(text)).map((one) => one.window),
      [
        ['10:00', '10:05', '10:05'],
        ['09:00', '11:00', '12:00'],
      ],
    );
  });

  test('are events of a file', async () => {
    const root = mkdtempSync(join(tmpdir(), 'script-'));
    writeFileSync(join(root, 'a.log'), '10:00 from a file\n');
    const [asked] = await seen(`events a\n  from a.log\n  10:01 more\n${query('one')}`, root);
    assert.deepEqual(asked?.messages, ['from a file', 'more']);
  });
});

describe('accepting', () => {
  const before = (answer: string) =>
    `# about\nevents app\n  10:00 a\n\nquery counts\n  stats count(*) as n\n----\n${answer}\n\n# end\n`;
  const accept = (answer: string, run: Run) =>
    acceptScript(parseScript(before(answer), 'a.script'), run, '.');

  test('rewrites what is below ---- and nothing else', async () => {
    const run = runOf(table(['long name', 'b'], ['1', ''], [undefined, 'x | y']));
    const accepted = '  long name | b\n  1         | ""\n  (missing) | "x | y"';
    assert.equal(await accept('  a\n  1', run), before(accepted));
    assert.equal(await accept(accepted, run), before(accepted));
  });

  test('leaves a right answer as it is written', async () => {
    const run = runOf(table(['a', 'b'], ['1', '2']));
    assert.equal(await accept('  a   | b\n  "1" | 2', run), before('  a   | b\n  "1" | 2'));
  });

  test('keeps what the answer says of order and notices', async () => {
    const run = runOf(table(['a'], ['2'], ['1']));
    assert.equal(
      await accept('  in any order\n  a\n  7\n  no notices', run),
      before('  in any order\n  a\n  1\n  2\n  notice some-notice'),
    );
  });

  test('takes diagnostics in the place of a table', async () => {
    const items = [{ severity: 'error', code: 'bad', line: 1, column: 7, sentence: 'this is bad' }];
    const run = runOf({ kind: 'diagnostics', items, rendered: 'error' });
    assert.equal(await accept('  a\n  1', run), before('  error bad 1:7 this is bad'));
  });
});
