// Files in runs: each is read by itself, by one thread, into segments that hold no events of other runs. So the
// answer does not depend on who reads which run. Small files share a run, as a segment of few events costs
// nearly as much as a full one.

import { statSync } from 'node:fs';

export type FileRun = {
  readonly paths: readonly string[];
  /** Bytes of its text, roughly; infinite where nobody knows. */
  readonly weight: number;
};

/** Bytes of text that a run has at least: about a segment. */
const RUN_BYTES = 2 * 1024 * 1024;

/** Runs at most; each leaves room for so many segments in the numbering by arrival, which ends at 2^37. */
const MOST_RUNS = 2 ** 18;
const MOST_SEGMENTS = 2 ** 19;

/** How much longer the text of a compressed log is, as a rule. */
const EXPANSION = 7;

const weightOf = (path: string): number => {
  if (path === '-') return Number.POSITIVE_INFINITY;
  try {
    const { size } = statSync(path);
    return /\.(?:gz|zst)$/.test(path) ? size * EXPANSION : size;
  } catch {
    return 0;
  }
};

/** The files in their order. */
export const runsOf = (files: readonly string[], leastBytes = RUN_BYTES): readonly FileRun[] => {
  const weights = files.map(weightOf);
  const known = weights.filter(Number.isFinite).reduce((sum, weight) => sum + weight, 0);
  // Every run but the last has that much, so that there are not too many.
  const least = Math.max(1, leastBytes, (2 * known) / MOST_RUNS);
  const runs: { paths: string[]; weight: number }[] = [];
  for (const [index, path] of files.entries()) {
    const weight = weights[index]!;
    const last = runs.at(-1);
    if (last === undefined || last.weight >= least || !Number.isFinite(weight))
      runs.push({ paths: [path], weight });
    else {
      last.paths.push(path);
      last.weight += weight;
    }
  }
  return runs;
};

/** The place of a run's n-th segment in the order of arrival. */
export const arrivalOf = (run: number, segment: number): number => run * MOST_SEGMENTS + segment;
