// What an import takes for known: events of the same id in their log group; without ids, as many of the same
// stream, time and message as CloudWatch Logs has written out elsewhere. How events lie in files, segments
// and runs does not matter.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { trialDirectories } from './arbitrary-logs.ts';
import { importRuns, layouts, newExpectation, wide } from './import-script.ts';
import {
  cliTail,
  cliText,
  cutShort,
  filterLogEvents,
  filterLogEventsWithoutStreams,
  inGroup,
  jsonLines,
  plainText,
  s3Export,
  s3Part,
  subscription,
} from './script-files.ts';

const nextDirectory = trialDirectories();
const expectStored = newExpectation(nextDirectory);

suite('exports without ids', () => {
  const lines = ['1 a', '1 b', '2 a', '5 c', '5 c @t'];

  test('all of an export that comes again from another task is known', async () => {
    await expectStored([s3Export('a', ...lines), s3Export('b', ...lines)], { stored: lines, known: [0, 5] });
  });

  test('of one that overlaps, what is new is stored', async () => {
    const later = s3Export('b', '2 a', '5 c', '5 c @t', '6 a', '7 d');
    await expectStored([s3Export('a', ...lines), later], { stored: [...lines, '6 a', '7 d'], known: [0, 3] });
  });

  test('one that comes later and begins earlier is told as well', async () => {
    const earlier = s3Export('b', '0 z', '1 a', '1 b');
    await expectStored([s3Export('a', ...lines), earlier], { stored: [...lines, '0 z'], known: [0, 2] });
  });

  test('equal lines of one are events of their own, and as many when they come again', async () => {
    const twice = ['1 a', '1 a', '2 b'];
    await expectStored([s3Export('a', ...twice), s3Export('b', ...twice)], { stored: twice, known: [0, 3] });
  });

  test('of two equal lines the second is new where one is stored', async () => {
    const runs = [s3Export('a', '1 a'), s3Export('b', '1 a', '1 a'), s3Export('c', '1 a', '1 a', '1 a')];
    await expectStored(runs, { stored: ['1 a', '1 a', '1 a'], known: [0, 1, 2] });
  });

  test('equal lines in the objects of one task are events of their own, also against a store', async () => {
    const task = [...s3Part('b', 0, '1 a', '2 b'), ...s3Part('b', 1, '1 a', '3 c')];
    await expectStored([task], { stored: ['1 a', '1 a', '2 b', '3 c'], known: [0] });
    await expectStored([s3Export('a', '1 a'), task], { stored: ['1 a', '1 a', '2 b', '3 c'], known: [0, 1] });
  });

  test('objects of one task are of one place, whatever comes between them', async () => {
    const [first, second] = [s3Part('b', 0, '1 a'), s3Part('b', 1, '1 a', '3 c')];
    const run = [...first, ...filterLogEvents('between', '1 z #Z'), ...second];
    await expectStored([s3Export('a', '1 a'), run], {
      stored: ['1 a', '1 a', '1 z #Z', '3 c'],
      known: [0, 1],
    });
  });

  test('two that overlap are told from each other in one run', async () => {
    const both = [...s3Export('a', '1 a', '2 b'), ...s3Export('b', '2 b', '3 c')];
    await expectStored([both], { stored: ['1 a', '2 b', '3 c'], known: [1] });
  });

  test('three that overlap are told from each other in one run', async () => {
    const all = [...s3Export('a', '1 a'), ...s3Export('b', '1 a'), ...s3Export('c', '1 a')];
    await expectStored([all], { stored: ['1 a'], known: [2] });
  });

  test('two that overlap what is stored are told from it in one run', async () => {
    const both = [...s3Export('b', '1 a', '2 b'), ...s3Export('c', '1 a', '2 b')];
    await expectStored([s3Export('a', '1 a', '2 b'), both], { stored: ['1 a', '2 b'], known: [0, 4] });
  });

  test('the rest of an export is taken up by a later run', async () => {
    const [first, rest] = [s3Part('a', 0, '1 a', '2 b'), s3Part('a', 1, '2 c', '3 d')];
    await expectStored([first, [...first, ...rest]], { stored: ['1 a', '2 b', '2 c', '3 d'], known: [0, 0] });
  });

  test('stream, time, message and group must be the same to the letter', async () => {
    const one = s3Export('a', '1 7 @01', '1 null @01');
    const others = s3Export('b', '1 7 @1', '1 7.0 @01', '1 7  @01', '2 7 @01', '1  @01');
    const stored = ['1 7 @01', '1 null @01', '1 7 @1', '1 7.0 @01', '1 7  @01', '2 7 @01', '1  @01'];
    await expectStored([one, others], { stored, known: [0, 0] }, [{}, { rowsPerSegment: 2 }]);
    const elsewhere = inGroup('h', s3Export('b', '1 a', '2 b'));
    const both = { stored: ['1 a', 'h: 1 a', 'h: 2 b'], known: [0, 0] };
    await expectStored([s3Export('a', '1 a'), elsewhere], both);
    await expectStored([[...s3Export('a', '1 a'), ...elsewhere]], { ...both, known: [0] });
  });
});

suite('other formats', () => {
  for (const [name, format] of Object.entries({ filterLogEvents, cliText, cliTail, subscription })) {
    test(`${name}: what was exported is known, and an export of what it told`, async () => {
      const exported = s3Export('a', '1 a', '2 b', '2 b @t');
      const printed = format('one', '2 b', '2 b @t', '3 c');
      const stored = ['1 a', '2 b', '2 b @t', '3 c'];
      await expectStored([exported, printed], { stored, known: [0, 2] });
      await expectStored([printed, exported], { stored, known: [0, 2] });
      await expectStored([[...printed, ...exported]], { stored, known: [2] });
    });
  }

  test('plain text and JSON lines are known as files only', async () => {
    for (const format of [plainText, jsonLines]) {
      const stream = format === plainText ? ' @' : '';
      const [one, two] = [format('one', '0 a', '0 b'), format('two', '0 a', '0 c')];
      const stored = ['0 a', '0 a', '0 b', '0 c'].map((event) => event + stream);
      await expectStored([one, two, one], { stored, known: [0, 0, 0] });
      await expectStored([[...one, ...two]], { stored, known: [0] });
    }
  });

  test('plain text is never a copy of what CloudWatch Logs wrote, nor the other way round', async () => {
    const [own, exported] = [jsonLines('own', '1 a'), s3Export('a', '1 a')];
    await expectStored([own, exported, cliTail('tail', '1 a')], { stored: ['1 a', '1 a'], known: [0, 0, 1] });
    await expectStored([exported, own], { stored: ['1 a', '1 a'], known: [0, 0] });
  });
});

suite('ids', () => {
  const lines = ['1 a #A', '1 a #B', '2 b #C @t'];

  test('tell the same events in every format that has them', async () => {
    const [json, delivered] = [filterLogEvents('json', ...lines), subscription('sub', ...lines)];
    const text = cliText('text', ...lines);
    await expectStored([json, delivered, text], { stored: lines, known: [0, 3, 3] });
    await expectStored([text, json], { stored: lines, known: [0, 3] });
    await expectStored([[...json, ...delivered, ...text]], { stored: lines, known: [6] });
  });

  test('tell events apart that have all else in common', async () => {
    const runs = [filterLogEvents('one', '1 a #A'), filterLogEvents('two', '1 a #B', '1 a #C')];
    await expectStored(runs, { stored: ['1 a #A', '1 a #B', '1 a #C'], known: [0, 0] });
    await expectStored([runs.flat()], { stored: ['1 a #A', '1 a #B', '1 a #C'], known: [0] });
  });

  test('do not matter where the store has the event without one', async () => {
    const [exported, json] = [s3Export('a', '1 a', '2 b @t'), filterLogEvents('json', '1 a #A', '2 b #C @t')];
    const delivered = subscription('sub', '1 a #A', '2 b #C @t', '3 d #D');
    const stored = ['1 a', '2 b @t', '3 d #D'];
    await expectStored([exported, json, delivered], { stored, known: [0, 2, 2] });
    await expectStored([[...exported, ...json, ...delivered]], { stored, known: [4] });
  });

  test('repeated in one file, and in small files that share a segment, are one event', async () => {
    const [one, two] = [filterLogEvents('one', '1 a #A', '1 a #A', '2 b #B'), subscription('two', '1 a #A')];
    await expectStored([one, two], { stored: ['1 a #A', '2 b #B'], known: [1, 1] });
    await expectStored([[...one, ...two]], { stored: ['1 a #A', '2 b #B'], known: [2] });
  });

  test('repeated in one file that comes after, and in several, are the stored event', async () => {
    const again = filterLogEvents('again', '1 a #A', '1 a #A');
    const more = subscription('more', '1 a #A', '2 b #B');
    await expectStored([filterLogEvents('one', '1 a #A'), again], { stored: ['1 a #A'], known: [0, 2] });
    const runs = [filterLogEvents('one', '1 a #A'), [...again, ...more]];
    await expectStored(runs, { stored: ['1 a #A', '2 b #B'], known: [0, 3] });
  });

  test('go before equal messages: an event without one stays for another', async () => {
    const [first, exported] = [filterLogEvents('first', '1 a #B'), s3Export('a', '1 a', '1 a')];
    for (const again of [['1 a #A', '1 a #B'] as const, ['1 a #B', '1 a #A'] as const]) {
      const json = filterLogEvents('again', ...again);
      await expectStored([first, exported, json], { stored: ['1 a #B', '1 a'], known: [0, 1, 2] });
    }
  });

  test('take their copy with them: another event finds none', async () => {
    const [exported, json] = [s3Export('a', '1 a'), filterLogEvents('json', '1 a #A')];
    const delivered = subscription('sub', '1 a #A', '1 a #B');
    const stored = ['1 a', '1 a #B'];
    await expectStored([exported, json, delivered], { stored, known: [0, 1, 1] });
    await expectStored([exported, [...json, ...delivered]], { stored, known: [0, 2] });
  });

  test('are enough, whatever else a copy tells', async () => {
    const [whole, bare] = [
      filterLogEvents('whole', '1 a #A'),
      filterLogEventsWithoutStreams('bare', '1 a #A'),
    ];
    await expectStored([[...whole, ...bare]], { stored: ['1 a #A'], known: [1] });
    await expectStored([whole, bare], { stored: ['1 a #A'], known: [0, 1] });
  });

  test('are those of one group', async () => {
    const elsewhere = inGroup('h', subscription('sub', '1 a #A'));
    await expectStored([filterLogEvents('json', '1 a #A'), elsewhere], { stored: ['1 a #A', 'h: 1 a #A'] });
    await expectStored([[...filterLogEvents('json', '1 a #A'), ...elsewhere]], {
      stored: ['1 a #A', 'h: 1 a #A'],
    });
  });
});

suite('broken files', () => {
  const lines = ['1 a', '2 b', '3 c', '4 d', '5 e', '6 f'];
  const whole = s3Export('b', ...lines);

  test('leave what they found known to a good copy', async () => {
    const before = s3Export('a', '1 a', '2 b', '3 c');
    await expectStored(
      [before, cutShort(whole), whole],
      { stored: lines, known: [0, 0, 3], broken: [0, 1, 0] },
      wide,
    );
    const inOneRun = [...before, ...cutShort(whole), ...s3Export('c', ...lines)];
    await expectStored([inOneRun], { stored: lines, known: [3], broken: [1] }, wide);
  });

  test('are read far enough to find events known', async () => {
    for (const layout of wide) {
      const { summaries } = await importRuns(nextDirectory(), [cutShort(whole)], layout);
      assert.ok(summaries[0]!.problems[0]!.eventsRead >= 3);
    }
  });

  test('leave nothing, also of ids, and take nothing from the files around them', async () => {
    const ids = ['1 a #A', '2 b #B', '3 c #C', '4 d #D', '5 e #E'];
    const [around, again] = [filterLogEvents('around', '0 z #Z', '1 a #A'), subscription('again', ...ids)];
    const broken = cutShort(filterLogEvents('broken', ...ids));
    const expected = { stored: ['0 z #Z', ...ids], known: [1], broken: [1] };
    await expectStored([[...around, ...broken, ...again]], expected, [...layouts, ...wide]);
    const runs = [around, broken, again];
    await expectStored(runs, { ...expected, known: [0, 0, 1], broken: [0, 1, 0] }, [...layouts, ...wide]);
  });
});
