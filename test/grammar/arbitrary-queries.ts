// Whole queries as syntax trees, with queries within queries, as fast-check makes them. Spans say nothing here.

import fc from 'fast-check';
import type { Command, Expression, Query } from '../../grammar/index.ts';
import { commandOf } from './arbitrary-commands.ts';
import { expressionOf } from './arbitrary-expressions.ts';
import { node } from './arbitrary-names.ts';

type Trees = { readonly expression: Expression; readonly command: Command; readonly inner: Query };

const trees = fc.letrec<Trees>((tie) => ({
  expression: expressionOf(tie('expression'), tie('inner')),
  command: commandOf(tie('expression'), tie('inner')),
  inner: fc
    .array(tie('command'), { minLength: 1, maxLength: 2, depthIdentifier: 'query' })
    .map((commands) => node('query')({ commands })),
}));

export const { expression, command } = trees;

export const query: fc.Arbitrary<Query> = fc
  .array(command, { minLength: 1, maxLength: 4 })
  .map((commands) => node('query')({ commands }));
