// Bold, dim and the few colours in use, as ANSI codes. Whether to colour at all is the caller's knowledge
// (a terminal, NO_COLOR, FORCE_COLOR); without colour a painter returns the text as it is.

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan';

/** The code that starts a style and the one that ends it. */
const codes: Readonly<Record<Style, readonly [start: number, end: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

export type Painter = (style: Style, text: string) => string;

const leavePlain: Painter = (_style, text) => text;

const styleText: Painter = (style, text) => {
  const [start, end] = codes[style];
  return text === '' ? '' : `\x1b[${start}m${text}\x1b[${end}m`;
};

export const painterFor = (color: boolean): Painter => (color ? styleText : leavePlain);
