// Turns text that is cut anywhere into blocks of whole lines.
//
// A block is handed over as one string, not line by line, so that a reader takes the substrings it wants
// (V8 makes them without copying) and never pays for lines that it joins again. Every block but the last
// ends with a newline. Each piece of text is copied at most once, however the lines are cut.

import { checkEventLength } from './limits.ts';

export type BlockConsumer = (block: string) => void;

export type LineSplitter = {
  push(text: string): void;
  /** Hands over what follows the last newline, if anything does. */
  end(): void;
};

export const openLineSplitter = (consume: BlockConsumer): LineSplitter => {
  let unfinished: string[] = [];
  let unfinishedLength = 0;

  const hold = (text: string): void => {
    if (text === '') return;
    unfinished.push(text);
    unfinishedLength += text.length;
    checkEventLength(unfinishedLength);
  };
  const release = (text: string): string => {
    if (unfinishedLength === 0) return text;
    unfinished.push(text);
    const block = unfinished.join('');
    unfinished = [];
    unfinishedLength = 0;
    return block;
  };

  return {
    push: (text) => {
      const cut = text.lastIndexOf('\n') + 1;
      if (cut > 0) consume(release(text.slice(0, cut)));
      hold(text.slice(cut));
    },
    end: () => {
      if (unfinishedLength > 0) consume(release(''));
    },
  };
};

/**
 * Calls `line(text, lineNumber)` for each line of the text, without its newline; numbers start at 1.
 * A text that ends with a newline has no empty line after it.
 */
export const openLineReader = (line: (text: string, lineNumber: number) => void): LineSplitter => {
  let lineNumber = 0;
  return openLineSplitter((block) => {
    for (let at = 0; at < block.length; ) {
      const newline = block.indexOf('\n', at);
      const end = newline < 0 ? block.length : newline;
      checkEventLength(end - at);
      lineNumber += 1;
      line(block.slice(at, end), lineNumber);
      at = end + 1;
    }
  });
};
