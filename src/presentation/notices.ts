// The remarks on an answer, one per line. More than ten would hide the answer; the rest is only counted.

import type { Notice } from '../result/index.ts';
import { escapeHostile } from './escape-hostile.ts';
import { painterFor } from './style-text.ts';

const MOST_SHOWN = 10;

export const renderNotices = (notices: readonly Notice[], options: { readonly color: boolean }): string => {
  const paint = painterFor(options.color);
  const head = paint('bold', paint('cyan', 'notice'));
  const lines = notices
    .slice(0, MOST_SHOWN)
    .map(({ code, message }) => `${head} ${escapeHostile(code)} ${escapeHostile(message)}`);
  const moreCount = notices.length - MOST_SHOWN;
  return (moreCount > 0 ? [...lines, paint('dim', `and ${moreCount} more`)] : lines).join('\n');
};
