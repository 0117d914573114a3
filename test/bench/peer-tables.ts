// The files of a peer's table: the events and the columns of them that insitu too extracts at import.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { type Dataset, dataFolder, writeJsonLines } from './dataset.ts';

/** Goes up when the peers' tables change. */
export const PEER_VERSION = 2;

export const peerFile = (dataset: Dataset, suffix: string): string =>
  path.join(dataFolder, `${dataset.name}-p${PEER_VERSION}.${suffix}`);

/** Runs `load` with the events as a file of JSON lines, which is gone afterwards. */
export const withJsonLines = async (
  dataset: Dataset,
  load: (file: string) => Promise<void>,
): Promise<void> => {
  const file = peerFile(dataset, 'jsonl');
  try {
    await writeJsonLines(file, dataset);
    await load(file);
  } finally {
    rmSync(file, { force: true });
  }
};
