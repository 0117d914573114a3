// Which characters a name has without backticks: letters of any script, digits, "_" and "@". Blanks of any
// kind and typographic quotes are none, so that what looks like a blank parts two words.

export const nameStart = '[\\p{L}_@]';
export const namePart = '[\\p{L}\\p{M}\\p{N}_@]';

/** Has the text characters beyond ASCII? The tokens of a text ask one by one: the last answer is kept. */
const isForeign = (() => {
  const foreign = /[^\0-\x7f]/;
  let last = '';
  let answer = false;
  return (text: string): boolean => {
    if (text !== last) {
      last = text;
      answer = foreign.test(text);
    }
    return answer;
  };
})();

/**
 * A pattern over the characters of names, for a text. V8 takes 5 to 10 ms to compile classes of all letters to
 * native code, each time they are written, so a text in ASCII gets a pattern that knows only ASCII: of the
 * letters, marks and digits above, just these are in it (a test tries all).
 */
export const namePattern = (make: (start: string, part: string) => RegExp): ((text: string) => RegExp) => {
  const plain = make('[A-Za-z_@]', '[A-Za-z0-9_@]');
  let full: RegExp | undefined;
  return (text) => {
    if (!isForeign(text)) return plain;
    full ??= make(nameStart, namePart);
    return full;
  };
};
