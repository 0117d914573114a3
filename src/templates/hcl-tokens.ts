// Terraform's language as a list of words, texts and signs: enough to find blocks, attributes and what is
// given to them. Comments are skipped; numbers count as words.

import { opensHeredoc, readHeredoc, readQuoted } from './hcl-strings.ts';
import type { SourceText } from './source-text.ts';

export type HclToken =
  | { readonly kind: 'word'; readonly start: number; readonly word: string }
  | { readonly kind: 'text'; readonly start: number; readonly source: SourceText }
  | { readonly kind: 'sign'; readonly start: number; readonly sign: string };

/** `unclosed`: where a text or a comment begins that never ends. */
export type HclTokens = { readonly tokens: readonly HclToken[]; readonly unclosed: number | undefined };

const skipped = /\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//uy;
const wordPattern = /[\p{L}\p{N}_][\p{L}\p{N}_-]*/uy;

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

export const hclTokens = (file: string): HclTokens => {
  const tokens: HclToken[] = [];
  for (let at = 0; at < file.length; ) {
    const blank = matchAt(skipped, file, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const word = matchAt(wordPattern, file, at);
    const isHeredoc = file[at] === '<' && opensHeredoc(file, at);
    if (word !== undefined) {
      tokens.push({ kind: 'word', start: at, word });
      at += word.length;
    } else if (file[at] === '"' || isHeredoc) {
      const read = isHeredoc ? readHeredoc(file, at) : readQuoted(file, at);
      if (read === undefined) return { tokens, unclosed: at };
      tokens.push({ kind: 'text', start: at, source: read.source });
      at = read.end;
    } else if (file.startsWith('/*', at)) {
      return { tokens, unclosed: at };
    } else {
      tokens.push({ kind: 'sign', start: at, sign: file[at] ?? '' });
      at += 1;
    }
  }
  return { tokens, unclosed: undefined };
};
