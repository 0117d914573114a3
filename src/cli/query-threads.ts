// How many threads work on a query.

import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** More would only take memory: each holds its part of the answer. */
const MOST_THREADS = 16;

/** Beyond that, an answer put together from so many parts is hardly there sooner. */
const MOST_BY_DEFAULT = 4;

export const defaultThreads = (): number => Math.min(availableParallelism(), MOST_BY_DEFAULT);

export const parseThreads = (text: string): number => {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw new InvalidArgumentError(`A whole number from 1 to ${MOST_THREADS} is needed.`);
};
