// The quoted pattern of a parse: literal texts with `*` between them; `\*` is a literal star.

import type { Glob } from './logical-plan.ts';

export const readGlob = (pattern: string): Glob => {
  const literals = [''];
  for (const [part] of pattern.matchAll(/\\\*|\*|[^*\\]+|\\/g)) {
    if (part === '*') literals.push('');
    else literals.push(`${literals.pop() ?? ''}${part === '\\*' ? '*' : part}`);
  }
  return { literals };
};

export const captureCount = (glob: Glob): number => glob.literals.length - 1;
