// Memory that V8 takes in advance.

import { setFlagsFromString } from 'node:v8';

/**
 * For work that goes on for long, in several threads: what it makes is garbage at once, or stays until a segment
 * is full or an answer is given. A young generation that grows would only take memory, in each thread.
 */
export const keepMemorySmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
