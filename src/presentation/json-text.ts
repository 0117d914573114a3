// A text as a JSON string that is also safe to look at: what could steer a terminal or hide from the eye is
// written as \u escapes, which every JSON reader turns back into the same text.

import { hostileCharacters } from './escape-hostile.ts';

const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON.stringify escapes C0 controls and lone surrogates; the rest of the hostile characters follows here. */
export const jsonText = (text: string): string =>
  JSON.stringify(text).replace(hostileCharacters, unicodeEscape);
