// The kinds of dynamic token, and the mark that stands for each in a signature. Marks are Unicode
// noncharacters, which no text interchanges; a message that holds one all the same has it replaced, so a mark
// in a signature is always a token, whatever was logged.

export type TokenKind = 'Time' | 'Date' | 'IP' | 'ID' | 'Number' | 'Email' | 'Token';

export const TIME = 0;
export const DATE = 1;
export const IP = 2;
export const ID = 3;
export const NUMBER = 4;
export const EMAIL = 5;
/** A number of milliseconds, seconds…: a Time to the reader (docs: `Request time: <Time-1> ms`), with a value. */
export const DURATION = 6;

/** By code. */
export const kindNames: readonly TokenKind[] = ['Time', 'Date', 'IP', 'ID', 'Number', 'Email', 'Time'];

const FIRST_MARK = 0xfdd0;

/** By code. */
export const marks: readonly string[] = kindNames.map((_, code) => String.fromCharCode(FIRST_MARK + code));

/** Never in a signature, so free for joining texts without ambiguity. */
export const JOIN = '\ufdef';
export const BLANK_WORD = '\ufdee';

/** A text whose noncharacters would be taken for marks. Hardly any message needs it. */
export const withoutNoncharacters = (text: string): string => text.replace(/[\ufdd0-\ufdef]/g, '\ufffd');

/** The code of the kind that a mark stands for, or -1. */
export const kindOfMark = (unit: number): number =>
  unit >= FIRST_MARK && unit < FIRST_MARK + marks.length ? unit - FIRST_MARK : -1;

export const countMarks = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (kindOfMark(text.charCodeAt(at)) >= 0) count += 1;
  return count;
};
