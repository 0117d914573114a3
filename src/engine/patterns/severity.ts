// How severe a message is, by its words. The documentation has two rules that differ: Error if the pattern
// contains "Error", else Warning if "Warn", else Info; and the four labels below. Taken together: words that
// contain a failure or a warning, in any case, then whole words of debugging, then Info
// (docs/fidelity.md, "pattern-severity").

export type Severity = 'Error' | 'Warning' | 'Info' | 'Debug';

/** No repetition, so no text makes it slow. */
const failure = /error|exception|fatal|critical|severe|panic/i;
const warning = /warn/i;
const debugging = /(?<![\w-])(?:debug|trace|verbose)(?![\w-])/i;

export const severityOf = (signature: string): Severity => {
  if (failure.test(signature)) return 'Error';
  if (warning.test(signature)) return 'Warning';
  return debugging.test(signature) ? 'Debug' : 'Info';
};

const levels = new Set(
  'fatal critical severe panic error err warn warning notice info information debug trace verbose'.split(' '),
);
const LEVEL_MOST = 11;

/** Words that name a level never become a token: what differs in them is another pattern. */
export const isLevel = (word: string): boolean => word.length <= LEVEL_MOST && levels.has(word.toLowerCase());
