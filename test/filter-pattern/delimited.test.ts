// Space-delimited patterns and the values they extract. "Recorded" is what the service answered to
// TestMetricFilter, in a corpus that others published in September 2026.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { extractValues } from '../../src/filter-pattern/index.ts';
import { checkMatches, parsed } from './tables.ts';

const access = '10.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /a.html HTTP/1.0" 404 1534';
const short = '10.0.0.2 - jane [10/Oct/2000:13:25:16 -0700] "GET /b HTTP/1.0" 200 90';

const checkValues = (rows: readonly (readonly [string, string, Readonly<Record<string, string>>])[]) => {
  for (const [pattern, message, values] of rows)
    assert.deepEqual(extractValues(parsed(pattern), message), values, `${pattern} of ${message}`);
};

suite('fields', () => {
  test('brackets and quotation marks hold one field together; white space of any width parts them', () => {
    // Recorded, with tabs and double spaces; a quotation mark that nothing closes is a letter.
    const values = {
      $ip: '10.0.0.1',
      $id: '-',
      $user: 'frank',
      $time: '10/Oct/2000:13:25:15 -0700',
      $request: 'GET /a.html HTTP/1.0',
      $status: '404',
      $bytes: '1534',
    };
    const pattern = '[ip, id, user, time, request, status, bytes]';
    const tabbed = '10.0.0.1\t-  frank\t[10/Oct/2000:13:25:15 -0700]\t"GET /a.html HTTP/1.0" 404\t1534';
    checkValues([
      [pattern, access, values],
      [pattern, tabbed, values],
      ['[a, b, c]', 'x "open end', { $a: 'x', $b: '"open', $c: 'end' }],
    ]);
  });

  test('the last field takes the rest, as it stands', () => {
    // Recorded: of more than one field the brackets and spaces stay; one alone loses its quotation marks.
    checkValues([
      ['[w1, w2]', 'ERROR request failed', { $w1: 'ERROR', $w2: 'request failed' }],
      ['[w1, w2]', 'ERROR "two words"', { $w1: 'ERROR', $w2: 'two words' }],
      ['[w1, w2]', 'a  b  [c d] "e"', { $w1: 'a', $w2: 'b  [c d] "e"' }],
      ['[w]', 'a b', { $w: 'a b' }],
    ]);
  });

  test('there must be as many fields as are named', () => {
    // Recorded: [w1=ERROR, w2] does not match ERROR alone.
    checkMatches([
      ['[w1, w2]', ['a b', 'a b c'], ['a', '']],
      ['[w1=ERROR, w2]', ['ERROR x y'], ['ERROR', 'INFO ERROR']],
    ]);
  });

  test('an ellipsis stands for any number of fields, none too', () => {
    // Recorded, for each of its places; after it the last field is one field.
    checkValues([
      ['[..., last]', 'a b c', { $1: 'a', $2: 'b', $last: 'c' }],
      ['[..., last]', 'a', { $last: 'a' }],
      ['[first, ..., x, y]', 'a b c d', { $first: 'a', $2: 'b', $x: 'c', $y: 'd' }],
      ['[first, ..., x, y]', 'a b c', { $first: 'a', $x: 'b', $y: 'c' }],
      ['[first, ...]', 'a b', { $first: 'a', $2: 'b' }],
      ['[...]', 'a', { $1: 'a' }],
    ]);
    checkMatches([['[first, ..., x, y]', ['a b c'], ['a b']]]);
  });

  test('fields without a name are known by their number', () => {
    // Recorded for []; the trailing comma is in the API reference.
    checkValues([
      ['[]', 'a "b c"', { $1: 'a', $2: 'b c' }],
      ['[..., x=b, ]', 'a b c', { $1: 'a', $x: 'b', $3: 'c' }],
      ['[, b]', 'x y', { $1: 'x', $b: 'y' }],
    ]);
    checkMatches([['[]', ['a', ''], []]]);
  });
});

suite('conditions', () => {
  test('numbers, texts, wildcards and regular expressions', () => {
    // Recorded: what is no number compares with none.
    checkMatches([
      ['[a, b, c, d, e, status >= 400, bytes > 1000]', [access], [short, `${access} extra`]],
      ['[..., request = *.html*, status = 4*, bytes]', [access], [short]],
      ['[ip=%10\\.0\\.0\\.[2-9]%, ...]', [short], [access]],
      ['[..., status=404, bytes]', [access], [short]],
      ['[..., user="frank", t, r, s, b]', [access], [short]],
      ['[a != 1, b]', ['2 x', 'y x'], ['1 x', '1.0 x']],
      ['[a < 1, b]', ['0 x', '-1 x'], ['1 x', 'y x']],
    ]);
  });

  test('&& and || within a field', () => {
    // Recorded: the status of 404 or 410, and the first word that is neither ERROR nor WARNING.
    checkMatches([
      ['[..., status = 404 || status = 410, bytes]', [access], [short]],
      ['[w!=ERROR && w!=WARNING, x]', ['INFO x'], ['ERROR x', 'WARNING x']],
      ['[w=a || w=b && w=c, x]', ['a x'], ['b x', 'c x']],
      ['[(w=a || w=b) && w!=a, x]', ['b x'], ['a x']],
    ]);
  });
});

test('only space-delimited patterns that match have values', () => {
  // Recorded: {} of terms and of JSON patterns alike.
  checkValues([
    ['ERROR', 'ERROR 1', {}],
    ['{ $.a = 1 }', '{"a":1}', {}],
    ['[a=1, b]', '2 x', {}],
    ['[a, b]', 'x', {}],
  ]);
});
