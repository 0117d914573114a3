// Text that is a number. Logs are text, so `status >= 500` and `avg(init)` read numbers from it.

const numeral = /^[\t\n\v\f\r ]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[\t\n\v\f\r ]*$/;

/**
 * The number that a text is, or NaN when it is none. Blanks around it do not count
 * (evidence 54: a glob that leaves a leading blank still sums).
 */
export const textToNumber = (text: string): number => {
  // Number() alone also takes "", "0x10" and "Infinity"; most texts are told by their first character.
  const first = text.charCodeAt(0);
  if (first >= 49 && first <= 57) {
    const n = Number(text);
    return Number.isFinite(n) ? n : Number.NaN;
  }
  if (!numeral.test(text)) return Number.NaN;
  const n = Number(text);
  return Number.isFinite(n) ? n : Number.NaN;
};
