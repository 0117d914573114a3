// No file and no function becomes the house, and no name says nothing.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lineCountOf, measureFunctions } from './measure.ts';
import { filesUnder, sourcesUnder } from './source-tree.ts';

const FILE_LINES_AIMED = 250;
const FILE_LINES_MOST = 400;
const FUNCTION_LINES_MOST = 60;

/** What may be longer, and why. `place` is a file, or a file and the line that opens the function. */
const waivers: readonly { readonly place: string; readonly why: string }[] = [
  {
    place:
      'grammar/parser.ts constructor({ isAnalysed = false, skipValidations = true, strategy }: ParserOptions = {}) {',
    why: 'chevrotain records its rules in one constructor; each rule in it is short',
  },
  {
    place: 'grammar/syntax-tree.ts',
    why: 'the nodes that hold each other, which types in several files could only do in a circle',
  },
  {
    place:
      'src/engine/evaluate-row.ts export const compileRow = (expression: PlanExpression, context: FunctionContext): RowEvaluator => {',
    why: 'one switch over the kinds of expression, a few lines a kind',
  },
];

/** Words that say nothing about what a file holds. */
const forbiddenWords = new Set(
  `util utils helper helpers common commons misc manager managers handler handlers shared stuff new index2 lib
  tmp temp`.split(/\s+/),
);

const sources = sourcesUnder('grammar', 'src', 'test', 'fixtures');
const isWaived = (place: string): boolean => waivers.some((waiver) => waiver.place === place);
const list = (faults: readonly string[]): string => faults.join('\n');

const longFiles = (most: number) =>
  [...sources].flatMap(([file, text]) => {
    const count = lineCountOf(text);
    return count > most ? [{ place: file, fault: `${file}: ${count} lines, and ${most} at most` }] : [];
  });

/** A test file may group its cases in one long callback; its functions are not measured. */
const longFunctions = () =>
  [...sources]
    .filter(([file]) => !file.endsWith('.test.ts'))
    .flatMap(([file, text]) =>
      measureFunctions(text)
        .filter(({ lineCount }) => lineCount > FUNCTION_LINES_MOST)
        .map(({ lineNumber, opening, lineCount }) => ({
          place: `${file} ${opening}`,
          fault: `${file}:${lineNumber}: ${lineCount} lines, and ${FUNCTION_LINES_MOST} at most: ${opening}`,
        })),
    );

suite('sizes', () => {
  test(`no file is longer than ${FILE_LINES_MOST} lines`, () => {
    assert.equal(list(longFiles(FILE_LINES_MOST).map(({ fault }) => fault)), '');
  });

  test(`a file of more than ${FILE_LINES_AIMED} lines has a reason`, () => {
    const unexcused = longFiles(FILE_LINES_AIMED).filter(({ place }) => !isWaived(place));
    assert.equal(list(unexcused.map(({ fault }) => fault)), '');
  });

  test(`a function of more than ${FUNCTION_LINES_MOST} lines has a reason`, () => {
    const unexcused = longFunctions().filter(({ place }) => !isWaived(place));
    assert.equal(list(unexcused.map(({ fault }) => fault)), '');
  });

  test('every waiver is needed', () => {
    const long = new Set([...longFiles(FILE_LINES_AIMED), ...longFunctions()].map(({ place }) => place));
    assert.equal(list(waivers.map(({ place }) => place).filter((place) => !long.has(place))), '');
  });

  test('no file and no folder has a name that says nothing', () => {
    const paths = ['grammar', 'src', 'test', 'fixtures/generator'].flatMap(filesUnder);
    const faults = paths.filter((path) => path.split(/[/.-]/).some((word) => forbiddenWords.has(word)));
    assert.equal(list(faults), '');
  });
});

suite('the measure of functions', () => {
  const measured = (...lines: readonly string[]) =>
    measureFunctions(lines.join('\n')).map(({ lineNumber, lineCount }) => [lineNumber, lineCount]);

  test('counts from the opening line to the closing one', () => {
    assert.deepEqual(measured('const f = () => {', '  a();', '', '  b();', '};', 'c();'), [[1, 5]]);
    assert.deepEqual(measured('export function f(a: A): B {', '  a();', '}'), [[1, 3]]);
    assert.deepEqual(measured('const f = () =>', '  a(', '    1,', '  );', 'c();'), [[1, 4]]);
    assert.deepEqual(measured('const f = (', '  a: A,', '): B => ({', '  a,', '});'), [[3, 3]]);
    assert.deepEqual(measured('class A {', '  constructor(a: A) {', '    a();', '  }', '}'), [[2, 3]]);
  });

  test('counts a function in a function in both', () => {
    assert.deepEqual(measured('const f = () => {', '  const g = () => {', '    a();', '  };', '};'), [
      [1, 5],
      [2, 3],
    ]);
  });

  test('takes no other block for a function', () => {
    assert.deepEqual(measured('if (a(b)) {', '  c();', '} else if (d()) {', '  for (;;) {', '  }', '}'), []);
    assert.deepEqual(measured('switch (a) {', '  case 1:', '}', 'type A = {', '  b: C;', '};'), []);
  });
});
