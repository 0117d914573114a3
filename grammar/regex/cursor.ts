// Where the reading of a pattern stands, and how it ends when something is refused.

import type { RegexProblem } from './regex-tree.ts';

export type RegexFlags = {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  /** (?U): lazy and greedy change places. */
  readonly swapLazy: boolean;
};

/** The reading position, and the names met so far. The only state of a reading. */
export type Cursor = { readonly pattern: string; at: number; readonly names: string[]; depth: number };

/** Thrown by `refuse`, caught where the reading began. */
export class Refusal extends Error {
  readonly problem: RegexProblem;
  constructor(problem: RegexProblem) {
    super(problem.what);
    this.problem = problem;
  }
}

export const refuse = (kind: RegexProblem['kind'], start: number, end: number, what: string): never => {
  throw new Refusal({ kind, start, end, what });
};
