import { diagnostic } from '../diagnostic.ts';
import { nearest } from '../nearest.ts';
import { spanOfToken } from '../span-of-token.ts';
import { tokenOf } from '../syntax.ts';
import type { DiffCommand } from '../syntax-tree.ts';
import { Identifier } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

const wordOf = { range: '', day: 'previousDay', week: 'previousWeek', month: 'previousMonth' } as const;
const words = Object.values(wordOf).slice(1);

const beforeOf = (word: string): DiffCommand['before'] | undefined =>
  (Object.keys(wordOf) as DiffCommand['before'][]).find((before) => wordOf[before].toLowerCase() === word);

export const diff: CommandRecord<'diff'> = {
  kind: 'diff',
  words: ['diff'],
  summary: 'compares the patterns with those of an equally long range before',
  source: 'CWL_QuerySyntax-Diff',
  syntax: (syntax) => syntax.OPTION(() => syntax.CONSUME(Identifier)),
  build: (node, span, builder) => {
    const token = tokenOf(node, 'Identifier');
    const before = beforeOf(token?.image.toLowerCase() ?? '');
    if (token !== undefined && before === undefined)
      builder.complain(
        diagnostic('unknown-option', spanOfToken(token), {
          command: 'diff',
          name: token.image,
          nearest: nearest(token.image, words),
          allowed: words,
        }),
      );
    return { kind: 'diff', span, before: before ?? 'range' };
  },
  print: (command) => `diff ${wordOf[command.before]}`.trimEnd(),
};
