// Turns text that is cut anywhere into blocks of whole lines.
//
// A block is handed over as one string, not line by line, so that a reader takes the substrings it wants
// (V8 makes them without copying) and never pays for lines that it joins again. Every block but the last
// ends with a newline. Each piece of text is copied at most once, however the lines are cut.

import { checkEventLength } from './limits.ts';

/** `isAscii`: the block is known to be ASCII. */
export type BlockConsumer = (block: string, isAscii: boolean) => void;

export type LineSplitter = {
  push(text: string, isAscii?: boolean): void;
  /** Hands over what follows the last newline, if anything does. */
  end(): void;
};

export const openLineSplitter = (consume: BlockConsumer): LineSplitter => {
  let unfinished: string[] = [];
  let unfinishedLength = 0;
  let isUnfinishedAscii = true;

  const hold = (text: string, isAscii: boolean): void => {
    if (text === '') return;
    unfinished.push(text);
    unfinishedLength += text.length;
    isUnfinishedAscii &&= isAscii;
    checkEventLength(unfinishedLength);
  };
  const release = (text: string, isAscii: boolean): void => {
    if (unfinishedLength === 0) {
      consume(text, isAscii);
      return;
    }
    unfinished.push(text);
    const block = unfinished.join('');
    const isBlockAscii = isAscii && isUnfinishedAscii;
    unfinished = [];
    unfinishedLength = 0;
    isUnfinishedAscii = true;
    consume(block, isBlockAscii);
  };

  return {
    push: (text, isAscii = false) => {
      const cut = text.lastIndexOf('\n') + 1;
      if (cut > 0) release(text.slice(0, cut), isAscii);
      hold(text.slice(cut), isAscii);
    },
    end: () => {
      if (unfinishedLength > 0) release('', true);
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
