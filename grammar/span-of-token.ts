// Chevrotain's inclusive end offsets become half-open spans here and nowhere else.

import type { IToken } from 'chevrotain';
import type { Span } from './span.ts';

export const spanOfToken = (token: IToken): Span => ({
  start: token.startOffset,
  end: token.startOffset + token.image.length,
});
