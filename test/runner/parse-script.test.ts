// The script format: what is read, and what is refused with file and line.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MalformedScript, parseScript, type Question, questionsOf } from './index.ts';

const parse = (text: string) => parseScript(text, 'some.script');

const only = (text: string): Question => {
  const [question] = questionsOf(parse(text));
  assert.ok(question);
  return question;
};

const EVENTS = 'events app\n  10:00 a\n';

const refuses = (text: string, complaint: string): void =>
  assert.throws(() => parse(text), { name: 'MalformedScript', message: `some.script:${complaint}` });

describe('a script', () => {
  test('has steps in the order of their lines', () => {
    const script = parse(
      `# about\n\n${EVENTS}\nnow 11:00\nwindow 09:00 12:00\n\nquery all\n  fields a\n----\n  a\n  1\n`,
    );
    assert.deepEqual(
      script.steps.map((step) => [step.kind, step.line]),
      [
        ['events', 3],
        ['now', 6],
        ['window', 7],
        ['query', 9],
      ],
    );
  });

  test('may stand inside a document', () => {
    const script = parseScript(`${EVENTS}query q\n  fields a\n----\n  a\n  1`, 'page.md', 41);
    assert.equal(script.steps[1]?.line, 43);
    assert.throws(() => parseScript('quary q', 'page.md', 41), {
      message: 'page.md:41: there is no step named "quary"',
    });
  });

  test('keeps blank lines, comments and further indentation of a query', () => {
    const question = only(`${EVENTS}query q\n  # why\n  fields a\n\n    | limit 1\n\n----\n  a\n  1\n`);
    assert.equal(question.text, '# why\nfields a\n\n  | limit 1');
    assert.deepEqual(question.answer, { start: 9, end: 11 });
  });
});

describe('events', () => {
  const eventsOf = (lines: string, head = 'events app') => {
    const [step] = parse(`${head}\n${lines}`).steps;
    assert.ok(step?.kind === 'events');
    return step;
  };

  test('have a time of 2024-01-01 or one in full', () => {
    const lines =
      '  10:00 a\n  10:00:05 a\n  10:00:05.250 a\n  2023-05-06T07:08:09.010Z a\n  2023-05-06 07:08:09.010 a';
    assert.deepEqual(
      eventsOf(lines).events.map((event) => new Date(event.timestampMs).toISOString()),
      [
        '2024-01-01T10:00:00.000Z',
        '2024-01-01T10:00:05.000Z',
        '2024-01-01T10:00:05.250Z',
        '2023-05-06T07:08:09.010Z',
        '2023-05-06T07:08:09.010Z',
      ],
    );
  });

  test('have a bare message, or one in quotes with escapes', () => {
    const lines = '  10:00  a \\n "b"  \n  10:00  " \\"x\\"\\t\\n\\\\n "\n  10:00\n  10:00  # c';
    assert.deepEqual(
      eventsOf(lines).events.map((event) => event.message),
      ['a \\n "b"', ' "x"\t\n\\n ', '', '# c'],
    );
  });

  test('have a stream, and are ingested when they happen', () => {
    const [event] = eventsOf('  10:00  a', 'events /aws/x 2024/[$LATEST]1').events;
    assert.equal(event?.logGroup, '/aws/x');
    assert.equal(event?.logStream, '2024/[$LATEST]1');
    assert.equal(event?.ingestionMs, event?.timestampMs);
  });

  test('may be none, or come from a file', () => {
    assert.deepEqual(eventsOf('  (no events)').events, []);
    assert.equal(eventsOf('  from fixtures/a.log\n  10:00 b').from, 'fixtures/a.log');
  });
});

describe('a lookup table', () => {
  test('has columns and rows, cells bare or in quotes', () => {
    const [step] = parse('lookup users\n  id, name\n  7, ann lee\n\n  " 8", ""\n').steps;
    assert.ok(step?.kind === 'lookup');
    assert.equal(step.name, 'users');
    assert.deepEqual(step.table, {
      columns: ['id', 'name'],
      rows: [
        ['7', 'ann lee'],
        [' 8', ''],
      ],
    });
  });

  test('may have no rows', () => {
    const [step] = parse('lookup users\n  id\n').steps;
    assert.ok(step?.kind === 'lookup');
    assert.deepEqual(step.table, { columns: ['id'], rows: [] });
  });
});

describe('an expected answer', () => {
  const expected = (answer: string) => only(`${EVENTS}query q\n  fields a\n----\n${answer}`).expected;

  test('is a table of texts, in quotes where they would be ambiguous', () => {
    const table = expected('  a b | "x | y"\n  1 | (missing)\n  "" | "(missing)"\n  {"k":"v|w"} | " t\\n"\n');
    assert.deepEqual(table, {
      kind: 'table',
      inAnyOrder: false,
      columns: ['a b', 'x | y'],
      rows: [
        ['1', undefined],
        ['', '(missing)'],
        ['{"k":"v|w"}', ' t\n'],
      ],
      notices: undefined,
    });
  });

  test('has rows in any order, and notices', () => {
    const table = expected('  in any order\n  a\n  1\n  notice limit-before-sort\n');
    assert.ok(table.kind === 'table' && table.inAnyOrder);
    assert.deepEqual(table.notices, ['limit-before-sort']);
    const silent = expected('  a\n  1\n  no notices\n');
    assert.ok(silent.kind === 'table');
    assert.deepEqual(silent.notices, []);
  });

  test('has no rows, with or without its columns', () => {
    assert.deepEqual(expected('  (no rows)\n'), {
      kind: 'table',
      inAnyOrder: false,
      columns: undefined,
      rows: [],
      notices: undefined,
    });
    const table = expected('  a | b\n  (no rows)\n');
    assert.ok(table.kind === 'table');
    assert.deepEqual(table.columns, ['a', 'b']);
  });

  test('is diagnostics, line by line or as a whole', () => {
    const lines = ['error unknown-function 1:7 there is no function named "cuont"', 'warning x 1:1 y'];
    assert.deepEqual(expected(`  ${lines.join('\n  ')}\n`), { kind: 'diagnostics', isWhole: false, lines });
    const whole = expected(`  ${lines[0]}\n    stats cuont(*)\n          ^^^^^\n`);
    assert.ok(whole.kind === 'diagnostics' && whole.isWhole);
    assert.equal(whole.lines[2], '        ^^^^^');
  });

  test('is text for an explanation', () => {
    const { expected: text } = only(`${EVENTS}explain q\n  fields a\n----\n  limit\n    scan\n`);
    assert.deepEqual(text, { kind: 'text', lines: ['limit', '  scan'] });
  });
});

describe('a malformed script is refused', () => {
  const QUERY = `${EVENTS}query q\n  fields a\n`;

  test('without steps', () => refuses('# nothing\n', '1: a script has at least one step'));
  test('with an unknown step', () => refuses(`${EVENTS}quary q\n`, '3: there is no step named "quary"'));
  test('without a title', () =>
    refuses(`${EVENTS}query\n  fields a\n----\n  a\n  1`, '3: a query has a title'));
  test('without a question', () =>
    refuses(`${EVENTS}query q\n----\n  a\n  1`, '3: a query has a question, indented below its title'));
  test('without ----', () => refuses(QUERY, '3: a question ends with ----'));
  test('without an answer', () => refuses(`${QUERY}----\n\n`, '3: below ---- stands an answer'));
  test('with a second ----', () =>
    refuses(`${QUERY}----\n  a\n  1\n----\n  a\n  1`, '8: this is the second ---- of one question'));
  test('with ---- after events', () =>
    refuses(`${EVENTS}----\n  a`, '3: "events" has no answer, so no ----'));
  test('with ---- before everything', () => refuses('----\n', '1: there is no question above ----'));
  test('with content before the first step', () =>
    refuses('  a\n', '1: content stands before the first step'));
  test('with content indented by one blank', () =>
    refuses('events app\n 10:00 a\n', '2: content is indented by two blanks'));
  test('with a question before all events', () =>
    refuses('query q\n  fields a\n----\n  a\n  1', '1: a question has events above it'));
  test('with two equal titles', () =>
    refuses(
      `${QUERY}----\n  a\n  1\n\nquery q\n  fields b\n----\n  b\n  1`,
      '9: another step has the title "q"',
    ));
  test('with a row that is too narrow', () =>
    refuses(`${QUERY}----\n  a | b\n  1\n`, '7: this row has 1 cells, not 2'));
  test('with an empty cell', () =>
    refuses(
      `${QUERY}----\n  a | b\n  1 | \n`,
      '7: cells are separated by " | "; an empty text is written ""',
    ));
  test('with columns and nothing below', () =>
    refuses(`${QUERY}----\n  a\n`, '6: a table has rows below its columns, or (no rows)'));
  test('with notices and no table', () =>
    refuses(`${QUERY}----\n  notice x\n`, '6: an answer has a table, or (no rows)'));
  test('with events without a group', () =>
    refuses('events\n  10:00 a', '1: events are written: events <group> [stream]'));
  test('with events without content', () =>
    refuses('events app\n', '1: events need content, or (no events)'));
  test('with an event without a time', () =>
    refuses('events app\n  a', '2: an event begins with its time, such as 10:00:00.000'));
  test('with half a quote', () =>
    refuses(
      'events app\n  10:00 "a" b',
      '2: a message that begins with a quote is written in quotes, with \\" inside',
    ));
  test('with a lookup table without a name', () =>
    refuses('lookup\n  a\n', '1: a lookup table has a name: lookup <name>'));
  test('with a lookup table without columns', () =>
    refuses('lookup t\n', '1: a lookup table has a line of columns'));
  test('with a row of a lookup table that is too wide', () =>
    refuses('lookup t\n  a\n  1, 2\n', '3: this row has 2 cells, not 1'));
  test('with a window of one time', () => refuses('window 10:00', '1: "window" is followed by two times'));
  test('with a window that ends before it starts', () =>
    refuses('window 10:00 09:00', '1: a window starts before it ends'));
  test('with a now that is no time', () => refuses('now soon', '1: "now" is followed by a time'));

  test('by an error of its own kind', () => {
    assert.throws(() => parse(''), MalformedScript);
  });
});
