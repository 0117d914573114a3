// Terms and regular expressions. "Recorded" is what the service answered to TestMetricFilter and, where it was
// asked, FilterLogEvents alike, in a corpus that others published in September 2026.

import { suite, test } from 'node:test';
import { checkMatches } from './tables.ts';

suite('terms', () => {
  test('nothing at all matches everything', () => {
    // Recorded for the empty pattern; the API reference says the same of a missing one.
    checkMatches([
      ['', ['anything', '', ' ', '{}'], []],
      ['  ', ['anything', ''], []],
    ]);
  });

  test('a term is found inside words too, in its own case', () => {
    // Recorded: ERROR matches TERROR, ERROR_ARGUMENTS and both lines of one message; error does not match ERROR.
    checkMatches([
      ['ERROR', ['ERROR 1', 'TERROR', 'ERROR_CODE', '[ERROR]', 'ERROR-1', 'a\nERROR'], ['error', 'ERR OR']],
      ['error', ['an error'], ['ERROR']],
    ]);
  });

  test('all plain terms are required, in any order', () => {
    // Recorded, and in the user guide: ERROR ARGUMENTS.
    checkMatches([['ERROR ARGUMENTS', ['ARGUMENTS ERROR', 'ERRORARGUMENTS'], ['ERROR', 'ARGUMENTS']]]);
  });

  test('a quoted phrase is found as it stands', () => {
    // Recorded: two spaces are not one; a quoted space is no "everything", whatever the user guide says.
    checkMatches([
      ['"SERVER ERROR"', ['a SERVER ERROR b'], ['SERVER  ERROR', 'ERROR SERVER']],
      ['"hello-world"', ['hello-world'], ['hello world']],
      ['" "', ['a b', ' '], ['ab', 'a\nb', '']],
    ]);
  });

  test('quotation marks and backslashes are escaped in a phrase', () => {
    // Seen in use by many: "\"level\":\"error\"" for messages that hold escaped JSON.
    checkMatches([
      [String.raw`"\"level\":\"error\""`, ['{"level":"error"}'], ['level:error']],
      [String.raw`"C:\\temp"`, [String.raw`in C:\temp`], ['in C:temp']],
      [String.raw`"a\d"`, [String.raw`a\d`], ['ad']],
    ]);
  });

  test('- excludes a term or a phrase', () => {
    // Recorded: ERROR -ARGUMENTS, ERROR -"BAD REQUEST", and -ERROR alone.
    checkMatches([
      ['ERROR -ARGUMENTS', ['ERROR x'], ['ERROR ARGUMENTS', 'x']],
      ['ERROR -"BAD REQUEST"', ['ERROR BAD', 'ERROR BAD  REQUEST'], ['ERROR BAD REQUEST']],
      ['-ERROR', ['INFO', 'error', ''], ['ERROR', 'TERROR']],
    ]);
  });

  test('? makes terms alternatives, and is ignored beside other terms', () => {
    // Recorded: ?ERROR ?ARGUMENTS REQUEST is REQUEST, ?ERROR ?ARGUMENTS -REQUEST is -REQUEST.
    checkMatches([
      ['?ERROR ?WARN', ['ERROR', 'WARN', 'ERROR WARN'], ['INFO']],
      ['?"a b" ?c', ['a b', 'c'], ['b a']],
      ['?ERROR ?WARN REQUEST', ['INFO REQUEST'], ['ERROR']],
      ['?ERROR -REQUEST', ['INFO', 'ERROR'], ['ERROR REQUEST']],
    ]);
  });
});

suite('regular expressions', () => {
  test('they are found anywhere, unless anchored', () => {
    // Recorded, and in the user guide: %AUTHORIZED% matches UNAUTHORIZED.
    checkMatches([
      ['%AUTHORIZED%', ['UNAUTHORIZED'], ['authorized']],
      [
        String.raw`%^ERROR\s[0-9]{3}$%`,
        ['ERROR 500', 'ERROR\n500'],
        ['ERROR 50', 'ERROR 5000', 'xERROR 500'],
      ],
      ['%^[^a-z]+$%', ['ERROR 1', 'A\nB'], ['Error']],
      ['%ERROR|WARN%', ['an ERROR', 'WARN'], ['INFO']],
    ]);
  });

  test('every operator of the user guide', () => {
    // The examples of the user guide, "Supported regular expressions".
    checkMatches([
      ['%colou?r%', ['color', 'colour'], ['colouur']],
      ['%^a{3,5}$%', ['aaa', 'aaaaa'], ['aa', 'aaaaaa']],
      ['%^a{,2}$%', ['', 'a', 'aa'], ['aaa']],
      ['%^a{2,}$%', ['aa', 'aaaa'], ['a']],
      ['%^a{2}$%', ['aa'], ['a', 'aaa']],
      ['%^starting|^shutting down%', ['shutting down now'], ['not starting']],
      [String.raw`%\[.\]%`, ['[a]', '[]]', '[ ]'], ['[]', '[ab]']],
      ['%^ab*c$%', ['ac', 'abbc'], ['abb']],
      ['%^ab+c$%', ['abc'], ['ac']],
      [String.raw`%10\.0\.0\.1%`, ['10.0.0.1'], ['10a0b0c1']],
      ['%10.0.0.1%', ['10.0.0.1', '10a0b0c1'], []],
      ['%^[abcx-z]$%', ['b', 'y'], ['d']],
      [String.raw`%^\w\W\d\D\s\S$%`, ['_-1a b'], ['--1a b', '_-1abb']],
      [String.raw`%^[\w.-]+$%`, ['a.b-c_1'], ['a b']],
      [String.raw`%^[^\s\D]$%`, ['1'], ['a', ' ']],
    ]);
  });

  test('a character by its number', () => {
    // Recorded for \x21; the guide tells it as the way to write what is not allowed, as parentheses.
    checkMatches([
      [String.raw`%\x28x\x29%`, ['(x)'], ['x']],
      [String.raw`%[\x21\x3f]%`, ['a!', 'a?'], ['a']],
    ]);
  });

  test('a brace or bracket that opens nothing stands for itself', () => {
    checkMatches([['%a{b}]%', ['a{b}]'], ['ab']]]);
  });

  test('they stand beside terms and behind signs', () => {
    // Documented neither way: the guide calls them standalone.
    checkMatches([
      ['%a.c% x', ['abc x'], ['abc', 'x']],
      ['-%a.c%', ['x'], ['abc']],
      ['?%a.c% ?x', ['abc', 'x'], ['y']],
    ]);
  });
});
