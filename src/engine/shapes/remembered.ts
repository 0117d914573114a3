// What was found out about a shape, for the next segment that has the same one.

import type { Shape } from '../../segments/index.ts';

/** Shapes that are remembered; when there are more, it begins anew. */
const MOST = 4_096;

export const rememberedByShape = <T>(find: (shape: Shape) => T): ((shape: Shape) => T) => {
  const known = new Map<string, T>();
  return (shape) => {
    let found = known.get(shape.key);
    if (found === undefined) {
      found = find(shape);
      if (known.size >= MOST) known.clear();
      known.set(shape.key, found);
    }
    return found;
  };
};
