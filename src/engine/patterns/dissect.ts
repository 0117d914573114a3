// A signature in words and the separators around them, and what each word is to clustering.

import { classOf, isInWord } from './characters.ts';
import { isLevel } from './severity.ts';
import { countMarks } from './token-kinds.ts';

/**
 * fixed: a key (`"user":`, `user=`) or a level, part of what makes two signatures comparable;
 * value: all there is behind a key, free to differ;
 * text: any other word, of which enough must be equal.
 */
export type WordRole = 'fixed' | 'value' | 'text';

export type Dissected = {
  readonly words: readonly string[];
  /** One more than words: before, between and behind them. */
  readonly separators: readonly string[];
  readonly roles: readonly WordRole[];
};

/** Behind a key: `":` with or without the backslash of JSON within JSON, or `=`. */
const isBehindKey = (separator: string): boolean => {
  const from = separator.startsWith('\\') ? 1 : 0;
  return separator.startsWith('":', from) || separator.startsWith('=', 0);
};

/** Does the value end here, or do words of the same text follow? */
const endsValue = (before: string, behind: string): boolean =>
  before.endsWith('=') || behind === '' || '"\\,}]'.includes(behind[0]!);

const roleOf = (words: readonly string[], separators: readonly string[], i: number): WordRole => {
  const isKey = isBehindKey(separators[i + 1]!) && countMarks(words[i]!) === 0;
  if (isKey || isLevel(words[i]!)) return 'fixed';
  return i > 0 && isBehindKey(separators[i]!) && endsValue(separators[i]!, separators[i + 1]!)
    ? 'value'
    : 'text';
};

export const dissect = (signature: string): Dissected => {
  const words: string[] = [];
  const separators: string[] = [];
  let at = 0;
  for (;;) {
    const word = at;
    while (at < signature.length && !isInWord(classOf(signature.charCodeAt(at)))) at += 1;
    separators.push(signature.slice(word, at));
    if (at === signature.length) break;
    const from = at;
    while (at < signature.length && isInWord(classOf(signature.charCodeAt(at)))) at += 1;
    words.push(signature.slice(from, at));
  }
  return { words, separators, roles: words.map((_, i) => roleOf(words, separators, i)) };
};
