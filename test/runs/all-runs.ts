// Every way in which a question is answered; all must agree.

import { parseQuery } from '../../grammar/index.ts';
import { type Run, referenceRun } from '../runner/index.ts';
import { engineRun } from './engine-run.ts';

/** A small generator of numbers that look random; the same in every run. */
const seeded = (seed: number) => {
  let state = seed >>> 0;
  return (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + Math.floor((state / 2 ** 32) * most);
  };
};

const parse = (text: string) => {
  const { query: tree, diagnostics } = parseQuery(text);
  return { tree, diagnostics };
};

export const allRuns = (): readonly Run[] => {
  const random = seeded(20_201_206);
  const segmentRows = (): number => random(4);
  return [
    referenceRun(parse),
    engineRun({ name: 'the engine' }),
    engineRun({ name: 'batches of 1', batchRows: 1 }),
    engineRun({ name: 'batches of 3', batchRows: 3 }),
    engineRun({ name: 'segments cut at random', segmentRows }),
    engineRun({ name: 'optimiser off', useOptimiser: false }),
    engineRun({ name: 'columns stored and read back', isStored: true, segmentRows }),
    engineRun({ name: 'three parts merged', parts: 3, segmentRows: () => 1 }),
    engineRun({ name: 'newest segments first, until settled', isNewestFirst: true, segmentRows }),
    engineRun({ name: 'the query printed and parsed again', isReprinted: true }),
  ];
};
