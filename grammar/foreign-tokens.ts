// Signs of other languages: they have no place in this one, but are written often enough to be answered with
// a remedy.

import { createToken, type IToken } from 'chevrotain';

export const ForeignOperator = createToken({
  name: 'ForeignOperator',
  pattern: /&&|\|\||<>|[=!<>]==|=>|=<|!~|~(?![=~])/,
  label: 'an operator',
});

/** Behind these a slash begins a regular expression (`like /*.log/` is a glob gone wrong), or is of an address. */
const noComment = /^(?:like|parse|=~|~=|:)$/i;

const foreignComment = (text: string, offset: number, tokens: readonly IToken[]): number => {
  if (noComment.test(tokens.at(-1)?.image ?? '')) return -1;
  if (text.startsWith('//', offset)) return text.slice(offset).search(/[\n\r]|$/) + offset;
  const end = text.startsWith('/*', offset) ? text.indexOf('*/', offset + 2) : -1;
  return end === -1 ? -1 : end + 2;
};

/** `// …` to the end of its line, `/* … *\/`. */
export const ForeignComment = createToken({
  name: 'ForeignComment',
  pattern: {
    exec: (text: string, offset: number, tokens: IToken[]): RegExpExecArray | null => {
      const end = text[offset] === '/' ? foreignComment(text, offset, tokens) : -1;
      return end === -1 ? null : ([text.slice(offset, end)] as unknown as RegExpExecArray);
    },
  },
  line_breaks: true,
  start_chars_hint: ['/'],
});
