// The GitHub Markdown table: cells show as the text they are.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { renderMarkdown } from '../../src/presentation/index.ts';
import { table as anyTable, rawHostile } from './arbitrary-results.ts';
import { written } from './written.ts';

describe('renderMarkdown', () => {
  it('escapes what Markdown and HTML act on, and aligns numbers to the right', () => {
    const table = {
      columns: ['@message', 'log_stream', 'count(*)'],
      rows: [
        ['a|b \\ <b>&amp;</b>', '_app_', '12'],
        ['first\r\nsecond\tthird', undefined, '3'],
        ['\x1b[31m `x` [link](url)', '', '4'],
      ],
    };
    assert.equal(
      renderMarkdown(table),
      written`
        | @message | log_stream | count(\*) |
        | --- | --- | ---: |
        | a\|b \\ &lt;b>&amp;amp;&lt;/b> | \_app\_ | 12 |
        | first<br>second third |  | 3 |
        | \e\[31m \`x\` \[link\](url) |  | 4 |
      `.concat('\n'),
    );
  });

  it('prints header and rule without rows', () => {
    assert.equal(renderMarkdown({ columns: ['a'], rows: [] }), '| a |\n| --- |\n');
    assert.equal(renderMarkdown({ columns: [], rows: [] }), '');
  });

  it('law: every line has one bar more than there are columns, and no raw hostile character', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const text = renderMarkdown(table);
        assert.doesNotMatch(text, rawHostile);
        const lines = text.split('\n').slice(0, -1);
        assert.equal(lines.length, table.rows.length + 2);
        for (const line of lines) {
          const bars = line.replaceAll(/\\[^\p{L}]/gu, '').split('|').length - 1;
          assert.equal(bars, table.columns.length + 1);
        }
      }),
    );
  });
});
