// The quick measure must be string-width's, and cuts must be the longest that fit.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { escapeHostile } from '../../src/presentation/escape-hostile.ts';
import { fitEnd, fitStart, textWidth } from '../../src/presentation/text-width.ts';
import { troublesomeText } from './arbitrary-results.ts';

describe('textWidth', () => {
  it('agrees with string-width on every character of the basic plane, alone and between neighbours', () => {
    for (let unit = 0x20; unit < 0xd800; unit++) {
      const character = escapeHostile(String.fromCharCode(unit));
      for (const text of [character, `漢${character}a`, `e${character}字`]) {
        if (textWidth(text) !== stringWidth(text)) assert.fail(`U+${unit.toString(16)} in ${text}`);
      }
    }
  });

  it('law: agrees with string-width on any text', () => {
    fc.assert(
      fc.property(troublesomeText.map(escapeHostile), (text) =>
        assert.equal(textWidth(text), stringWidth(text)),
      ),
      { numRuns: 300 },
    );
  });
});

describe('fitStart and fitEnd', () => {
  it('cut between graphemes', () => {
    assert.equal(fitStart('漢字漢', 5), '漢字');
    assert.equal(fitStart('a👩‍👧b', 2), 'a');
    assert.equal(fitEnd('漢字漢', 5), '字漢');
    assert.equal(fitEnd('plain', 3), 'ain');
    assert.equal(fitEnd('plain', 0), '');
  });

  it('law: a start or an end of the text, no wider than asked', () => {
    fc.assert(
      fc.property(troublesomeText.map(escapeHostile), fc.integer({ min: -1, max: 20 }), (text, columns) => {
        const start = fitStart(text, columns);
        const end = fitEnd(text, columns);
        assert.ok(text.startsWith(start) && text.endsWith(end));
        assert.ok(textWidth(start) <= Math.max(0, columns) && textWidth(end) <= Math.max(0, columns));
        assert.equal(fitStart(text, textWidth(text)), text);
      }),
    );
  });
});
