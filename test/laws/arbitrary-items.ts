// Items of a command: an expression with or without a name, each seeing the names before it.

import fc from 'fast-check';
import { define, type Scope, type Write } from './scope.ts';

/** A new name, or one that events have too. */
export const alias: fc.Arbitrary<(scope: Scope) => string> = fc
  .oneof({ weight: 3, arbitrary: fc.constant('v') }, fc.constantFrom('a', 'n', 'p.q', '`k k`', '@new'))
  .map((name) => (scope) => (name === 'v' || scope.given.includes(name) ? `v${scope.given.length}` : name));

export type ItemWriter = (scope: Scope) => {
  readonly text: string;
  readonly scope: Scope;
  readonly name: string | undefined;
};

const isField = (text: string): boolean =>
  /^(@?`[^`]+`|[\p{L}_@][\p{L}\w@]*)([.[\w\]]|`[^`]+`)*$/u.test(text);

/** An expression with or without a name; a name is defined behind it. */
export const item = (value: fc.Arbitrary<Write>): fc.Arbitrary<ItemWriter> =>
  fc.tuple(value, fc.option(alias)).map(([write, give]) => (scope) => {
    const text = write(scope);
    if (give === null) return { text, scope, name: isField(text) ? text : undefined };
    const name = give(scope);
    return { text: `${text} as ${name}`, scope: define(scope, name), name };
  });

export const fold = (
  items: readonly ItemWriter[],
  scope: Scope,
): { texts: string[]; scope: Scope; names: string[] } => {
  const texts: string[] = [];
  const names: string[] = [];
  let now = scope;
  for (const write of items) {
    const one = write(now);
    texts.push(one.text);
    if (one.name !== undefined) names.push(one.name);
    now = one.scope;
  }
  return { texts, scope: now, names };
};
