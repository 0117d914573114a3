// A broken invariant is our mistake, never the user's.

export class BrokenInvariant extends Error {
  constructor(why: string) {
    super(`this is a mistake in insitu, not in the query: ${why}`);
    this.name = 'BrokenInvariant';
  }
}

export function invariant(holds: unknown, why: string): asserts holds {
  if (!holds) throw new BrokenInvariant(why);
}

export const unreachable = (value: never): never => {
  throw new BrokenInvariant(`no case for ${JSON.stringify(value)}`);
};
