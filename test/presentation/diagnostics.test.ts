// Diagnostics: the right line, the caret in the right place, nothing hostile.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { type PrintableDiagnostic, renderDiagnostic } from '../../src/presentation/index.ts';
import { rawHostile, troublesomeText } from './arbitrary-results.ts';
import { written } from './written.ts';

const unknownFunction: Omit<PrintableDiagnostic, 'span'> = {
  severity: 'error',
  code: 'unknown-function',
  sentence: 'there is no function named "cuont"',
};

const show = (
  text: string,
  marked: string | { start: number; end: number },
  widthColumns?: number,
): string => {
  const start = typeof marked === 'string' ? text.indexOf(marked) : marked.start;
  const end = typeof marked === 'string' ? start + marked.length : marked.end;
  return renderDiagnostic(text, { ...unknownFunction, span: { start, end } }, { color: false, widthColumns });
};

const source = (rendered: string): string => rendered.split('\n').slice(1).join('\n');

describe('renderDiagnostic', () => {
  it('prints severity, code, place and sentence, the line, carets and help', () => {
    const d: PrintableDiagnostic = {
      ...unknownFunction,
      span: { start: 6, end: 11 },
      help: 'did you mean "count"?',
    };
    assert.equal(
      renderDiagnostic('stats cuont(*) by level', d, { color: false }),
      written`
        error unknown-function 1:7 there is no function named "cuont"
          stats cuont(*) by level
                ^^^^^
          help: did you mean "count"?
      `,
    );
  });

  it('numbers the line of a query of several lines', () => {
    assert.equal(
      show('fields @message\r\n| stats cuont(*)\r\n| limit 5\r\n', 'cuont'),
      written`
        error unknown-function 2:9 there is no function named "cuont"
          2 │ | stats cuont(*)
            │         ^^^^^
      `,
    );
  });

  it('does not number the only line, even if its end is written', () => {
    assert.equal(source(show('stats cuont(*)\n', 'cuont')), '  stats cuont(*)\n        ^^^^^');
  });

  it('marks the first line of a span over several lines to its end', () => {
    assert.equal(
      source(show('fields a\n| stats x(\n  b)\n| limit 5', 'x(\n  b)')),
      written`
          2 │ | stats x(
            │         ^^
      `.replaceAll(/^/gm, '  '),
    );
  });

  it('points behind the text at its end', () => {
    assert.equal(source(show('limit', { start: 5, end: 5 })), '  limit\n       ^');
    assert.equal(source(show('', { start: 0, end: 0 })), '  \n  ^');
    assert.equal(source(show('a\n', { start: 2, end: 2 })), '  2 │ \n    │ ^');
    assert.equal(source(show('\nlimit', { start: 0, end: 0 })), '  1 │ \n    │ ^');
  });

  it('forgives a span outside the text', () => {
    assert.equal(source(show('limit', { start: Number.NaN, end: Number.NaN })), '  limit\n       ^');
    assert.equal(source(show('limit', { start: -3, end: 99 })), '  limit\n  ^^^^^');
    assert.equal(source(show('limit', { start: 2, end: 1 })), '  limit\n    ^');
  });

  it('keeps the caret in place after tabs, wide characters and escapes', () => {
    assert.equal(source(show('\tlimit x', 'x')), '      limit x\n            ^');
    assert.equal(
      source(show('filter a = "漢字" and 👩‍👧 = x', 'x')),
      written`
        filter a = "漢字" and 👩‍👧 = x
                                   ^
      `.replaceAll(/^/gm, '  '),
    );
    assert.equal(source(show('filter \x1b[0m x', 'x')), '  filter \\e[0m x\n               ^');
    assert.equal(source(show('filter 漢', '漢')), '  filter 漢\n         ^^');
  });

  it('takes a whole surrogate pair where the span cuts one', () => {
    assert.equal(source(show('a👍b', { start: 2, end: 2 })), '  a👍b\n   ^^');
  });

  it('shows a window of a very long line', () => {
    const long = `${'fields a | '.repeat(500)}stats cuont(*)${' | fields b'.repeat(500)}`;
    assert.equal(
      source(show(long, 'cuont', 60)),
      written`
        … fields a | stats cuont(*) | fields b | fields b | fiel…
                           ^^^^^
      `.replaceAll(/^/gm, '  '),
    );
    assert.equal(
      source(show(long, { start: long.length, end: long.length }, 40)),
      written`
        … b | fields b | fields b | fields b
                                            ^
      `.replaceAll(/^/gm, '  '),
    );
    assert.equal(
      source(show(long, { start: 0, end: long.length }, 40)),
      written`
        fields a | fields a | fields a | fi…
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `.replaceAll(/^/gm, '  '),
    );
  });

  it('with color: red for an error, yellow for a warning', () => {
    const d: PrintableDiagnostic = {
      ...unknownFunction,
      severity: 'warning',
      span: { start: 0, end: 1 },
      help: 'h',
    };
    assert.equal(
      renderDiagnostic('x', d, { color: true }).replaceAll('\x1b', '~'),
      written`
        ~[1m~[33mwarning~[39m~[22m unknown-function 1:1 there is no function named "cuont"
        ~[2m  ~[22mx
        ~[2m  ~[22m~[33m^~[39m
          ~[36mhelp:~[39m h
      `,
    );
  });

  it('law: any query, any span: nothing hostile, three lines, the carets within the width', () => {
    const query = fc.array(troublesomeText, { maxLength: 10 }).map((parts) => parts.join(''));
    const offset = fc.integer({ min: -2, max: 120 });
    fc.assert(
      fc.property(
        query,
        offset,
        offset,
        fc.integer({ min: 30, max: 80 }),
        (text, start, end, widthColumns) => {
          const d: PrintableDiagnostic = { ...unknownFunction, sentence: text, span: { start, end } };
          const rendered = renderDiagnostic(text, d, { color: false, widthColumns });
          assert.doesNotMatch(rendered, rawHostile);
          const [, line = '', carets = '', ...more] = rendered.split('\n');
          assert.deepEqual(more, []);
          assert.match(carets, /\^$/);
          assert.ok(stringWidth(line) <= widthColumns && stringWidth(carets) <= widthColumns);
        },
      ),
      { numRuns: 300 },
    );
  });
});
