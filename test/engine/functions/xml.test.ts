// XPath in XML: what is selected, what is refused, and that no text makes it slow.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checkXpath, loadXml, xpathText } from '../../../src/engine/functions/index.ts';

before(loadXml);

const order = `<?xml version="1.0"?>
<order id="7" xmlns:p="urn:p"><!-- paid -->
  <item n="1">tea<b>!</b></item><item n="2"><![CDATA[<cup> & saucer]]></item>
  <p:note>soon</p:note><empty/>
</order>`;

const selections = [
  ['/order/item', 'tea!'],
  ['//item[2]', '<cup> & saucer'],
  ['//item[last()]/@n', '2'],
  ['/order/@id', '7'],
  ['//@n', '1'],
  ['//item/text()', 'tea'],
  ['//p:note', 'soon'],
  ['//empty', ''],
  ['//none', undefined],
  ['//item[@n="3"]', undefined],
  ['//q:note', undefined],
  ['count(//item)', '2'],
  ['string(//item[1])', 'tea!'],
  ['concat(//@id, "-", //b)', '7-!'],
  ['//item[2] = "<cup> & saucer"', 'true'],
  ['1 div 2', '0.5'],
  ['//comment()', ' paid '],
  // The first in document order, not in the order of the expression.
  ['//b | //item', 'tea!'],
  ['(//b | //item)[1]', 'tea!'],
] as const;

test('the text of the first node that is selected', () => {
  for (const [path, text] of selections) assert.equal(xpathText(order, path), text, path);
});

test('a name without a prefix means elements of any default namespace', () => {
  const event = '<Event xmlns="urn:e"><System><EventID>4624</EventID></System></Event>';
  assert.equal(xpathText(event, '/Event/System/EventID'), '4624');
  assert.equal(xpathText('<p:a xmlns:p="urn:p">1</p:a>', '/a'), undefined);
});

const malformed = [
  ...['', 'text', '<a>', '<a><b></a>', '<a', '<a x="1', '<a x=1/>', '<a x/>', '<a/><b/>', 'x<a/>', '<a/>x'],
  ...[
    'prefix <a>1</a>',
    '<a>&unknown;</a>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<p:a/>',
    '<A></a>',
    '<a><!--</a>',
  ],
  // An entity of the document itself is not expanded, so it is an unknown one; of files nothing is read.
  '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
  '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
];

test('what is no well-formed XML has no text', () => {
  for (const text of malformed) assert.equal(xpathText(text, '/*'), undefined, text);
});

test('an expression is checked once the packages are there', () => {
  for (const path of ['/a/b', '//a[@b="c"]', 'count(//a)', '.']) assert.equal(checkXpath(path), undefined);
  for (const path of ['', '//a[', 'foo(', 'a b', '///'])
    assert.equal(checkXpath(path), `"${path}" is no XPath 1.0 expression`);
  assert.equal(xpathText('<a/>', '//a['), undefined);
});

test('elements may be nested a hundred times', () => {
  const nested = (depth: number): string => `${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`;
  assert.equal(xpathText(nested(100), 'string(/)'), 'x');
  assert.equal(xpathText(nested(101), 'string(/)'), undefined);
  const flat = `<r>${'<a b=">"/><!--<a>--><![CDATA[<a>]]><?p <a>?>'.repeat(200)}x</r>`;
  assert.equal(xpathText(flat, 'count(//a)'), '200');
});

test('no text is slow to read', () => {
  const many = 20_000;
  const started = performance.now();
  const wide = `<r>${'<a>x</a>'.repeat(many)}</r>`;
  for (const path of ['//a', '//a[last()]', 'string(//a)', '//a/..'])
    assert.ok(xpathText(wide, path) !== undefined);
  for (const part of [
    '<a xmlns:b="c">',
    '<a x="',
    '<a><!--',
    '<![CDATA[',
    '<',
    '</',
    '<!DOCTYPE a [',
    '<?x ',
    "<a '",
  ])
    assert.equal(xpathText(part.repeat(many), '//a'), undefined);
  // Took 37 s before xpath-nodes.ts, and 6 s before xml-depth.ts.
  assert.ok(performance.now() - started < 10_000, `${performance.now() - started} ms`);
});
