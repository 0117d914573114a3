// JSON patterns. "Recorded" is what the service answered to TestMetricFilter and, where it was asked,
// FilterLogEvents alike, in a corpus that others published in September 2026; "seen" what an older public test,
// run against the service, expects.

import { suite, test } from 'node:test';
import { checkMatches } from './tables.ts';

const v = (json: string): string => `{"v":${json}}`;
const all = (...jsons: readonly string[]): readonly string[] => jsons.map(v);

suite('comparisons', () => {
  test('an unquoted number: numbers by value, texts by letters', () => {
    // Recorded: = 1 matches 1, 1.0, 1e0 and "1", not "1.0"; the order operators match no text.
    checkMatches([
      ['{ $.v = 1 }', all('1', '1.0', '1e0', '"1"'), all('"1.0"', '10', '[1]', 'true', 'null')],
      ['{ $.v = 1e+0 }', all('1', '1.0'), all('"1"')],
      ['{ $.v = -1 }', all('-1'), all('1', '"1"')],
      ['{ $.v != 1 }', all('0', '"1.0"', '""', '"x"'), all('1', '1.0', '"1"')],
      ['{ $.v > 1 }', all('1.5', '10'), all('1', '"10"', '"x"')],
      ['{ $.v < 1 }', all('0', '-1'), all('1', '"0"', '""')],
      ['{ $.v >= 1 }', all('1', '1.0'), all('0.9', '"1"')],
      ['{ $.v <= +1.0 }', all('1', '-5'), all('1.1', '"1"')],
      ['{$.v<10e-3}', all('0.001'), all('0.1')],
    ]);
  });

  test('a quoted text: numbers by their letters', () => {
    // Recorded: = "1" matches 1 and "1", not 1.0 nor 1e0; the last of two equal keys counts.
    checkMatches([
      ['{ $.v = "1" }', [...all('1', '"1"'), '{"v":2,"v":1}'], [...all('1.0', '1e0'), '{"v":1,"v":2}']],
      ['{ $.v = "12.0" }', all('12.0'), all('12')],
      ['{ $.v = "Alpha" }', all('"Alpha"'), all('"alpha"', '"Alphabet"')],
      ['{ $.v = "" }', all('""'), all('null', '" "')],
      ['{ $.v = "a?b" }', all('"a?b"'), all('"axb"')],
    ]);
  });

  test('null, truth values, objects, arrays and what is missing compare with nothing', () => {
    // Recorded for = * and != "Alpha"; the user guide says it of arrays and objects.
    const rest = [...all('null', 'true', 'false', '[]', '{}', '["Alpha"]'), '{}', '[{"v":1}]', 'v', '{"v":1'];
    checkMatches([
      ['{ $.v = * }', all('"x"', '""', '0'), rest],
      ['{ $.v != "Alpha" }', all('"x"', '""', '0'), [...rest, v('"Alpha"')]],
      ['{ $.v = true }', all('"true"'), rest],
    ]);
  });

  test('unquoted texts', () => {
    // The user guide and the patterns of the CIS benchmark: UpdateTrail, s3.amazonaws.com, 123.123.*.
    checkMatches([
      ['{($.v=s3.amazonaws.com)}', all('"s3.amazonaws.com"'), all('"s3xamazonaws.com"')],
      ['{ $.v != 123.123.* }', all('"111.1.1.1"'), all('"123.123.1.1"')],
      ['{ $.v = 1.2.3.4 }', all('"1.2.3.4"'), all('1.2')],
    ]);
  });

  test('a wildcard stands for the shortest text and is not tried again', () => {
    // Recorded: "Alpha*", "*Alpha". Seen: every row with digits, among them the two that other wildcards would
    // answer otherwise; they are as if the first place where the next part stands were the only one.
    checkMatches([
      ['{ $.v = "Alpha*" }', all('"Alpha"', '"Alphabet"'), all('"xAlpha"')],
      ['{ $.v = "*Alpha" }', all('"Alpha"', '"xAlpha"'), all('"Alphabet"')],
      ['{ $.v = *lph* }', all('"Alpha"'), all('"alp"')],
      ['{ $.v = 12.* }', all('12.34', '"12.3"'), all('12', '123')],
      ['{ $.v = *.34 }', all('12.34'), all('12.345')],
      ['{ $.v = 1*3 }', all('123', '"13"'), all('12')],
      ['{ $.v = *.111.111.111 }', all('"111.111.111.111"'), []],
      ['{ $.v = "*111.111.111" }', all('"x111.111.111"'), all('"111.111.111.111"')],
      ['{ $.v != 111*111 }', all('"111.111.111.111"'), all('"111.111"')],
    ]);
  });

  test('regular expressions', () => {
    // Recorded: %^Al.*%; the user guide has one on every field with $.*.
    checkMatches([
      ['{ $.v = %^Al.*% }', all('"Alpha"'), all('"xAl"', 'null')],
      ['{ $.v != %^Al% }', all('"xAl"', '1'), all('"Alpha"', 'true')],
      [String.raw`{ $.v = %^1\d\d$% }`, all('123', '"123"'), all('12.3')],
      [String.raw`{ $.* = %1\.1[0-9]{1,2}% }`, ['{"a":1,"b":"1.1.111"}'], ['{"a":{"b":"1.1.111"}}']],
    ]);
  });
});

suite('states', () => {
  test('IS NULL, IS TRUE, IS FALSE', () => {
    // Recorded, with the array that holds a null.
    checkMatches([
      ['{ $.v IS NULL }', all('null', '[1,"x",null]'), [...all('"null"', '[]', '[[null]]'), '{}']],
      ['{ $.v IS TRUE }', all('true'), all('"true"', '1', 'false')],
      ['{ $.v IS FALSE }', all('false'), all('"false"', '0', 'null')],
    ]);
  });

  test('NOT EXISTS, of JSON objects alone', () => {
    // Recorded: null exists; neither a text nor an array at the root matches; nothing is inside a null or array.
    checkMatches([
      ['{ $.v NOT EXISTS }', ['{}', '{"w":1}', ' {} '], [v('null'), '[{"w":1}]', 'v', '{broken', '']],
      [
        '{ $.v.w NOT EXISTS }',
        ['{"v":null}', '{"v":{}}', '{"v":[{"w":1}]}', '{"v.w":1}'],
        ['{"v":{"w":null}}'],
      ],
    ]);
  });
});

suite('selectors', () => {
  test('names, numbers and quoted names', () => {
    // Recorded, but for the names with a hyphen, which were seen in use.
    checkMatches([
      ['{ $.a.b = x }', ['{"a":{"b":"x"}}'], ['{"a.b":"x"}', '{"a":[{"b":"x"}]}']],
      ["{ $.['a.b'] = x }", ['{"a.b":"x"}'], ['{"a":{"b":"x"}}']],
      ["{ $.a['b c'].d = x }", ['{"a":{"b c":{"d":"x"}}}'], []],
      ['{ $.a[0] = x }', ['{"a":["x"]}'], ['{"a":["y","x"]}', '{"a":{"0":"x"}}', '{"a":"x"}']],
      ['{ $.a[0][1] = 1 }', ['{"a":[[0,1]]}'], ['{"a":[[1,0]]}']],
      ['{ $.detail-type = x }', ['{"detail-type":"x"}'], []],
      ['{ $.__proto__ NOT EXISTS }', ['{}'], ['{"__proto__":1}']],
    ]);
  });

  test('a wildcard selector asks for any one', () => {
    // Recorded: [*] goes through an object too, * goes one step deep, and each condition may have its own one.
    checkMatches([
      ['{ $.a[*] = x }', ['{"a":["y","x"]}', '{"a":{"0":"x"}}'], ['{"a":"x"}', '{"a":[["x"]]}', '{"a":[]}']],
      ['{ $.* = x }', ['{"a":1,"b":"x"}'], ['{"a":{"b":"x"}}', '{"a":["x"]}']],
      ['{ $.a[*].b = 1 && $.a[*].c = 2 }', ['{"a":[{"b":1},{"c":2}]}'], ['{"a":[{"b":1}]}']],
    ]);
  });
});

test('&&, || and parentheses', () => {
  // Recorded: () before && before ||.
  const [only_a, only_c, b_and_c] = ['{"a":1}', '{"c":3}', '{"b":2,"c":3}'] as const;
  checkMatches([
    ['{ $.a = 1 || $.b = 2 && $.c = 3 }', [only_a, b_and_c], [only_c]],
    ['{ ($.a = 1 || $.b = 2) && $.c = 3 }', [b_and_c], [only_a, only_c]],
    ['{(($.a=1)||(($.b=2)&&($.c=3)))}', [only_a, b_and_c], [only_c]],
  ]);
});
