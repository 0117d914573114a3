// The peers are installed beside the bench on first use, from the npm registry and by the lock file.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PeerName } from './queries.ts';

const packages: Readonly<Record<PeerName, string>> = { duckdb: '@duckdb/node-api', chdb: 'chdb' };

const isInstalled = (peer: PeerName): boolean =>
  existsSync(path.join(import.meta.dirname, 'node_modules', ...packages[peer].split('/'), 'package.json'));

/** chdb is large, so it stands among the development dependencies, which are left out unless it is wanted. */
export const installPeers = (peers: readonly PeerName[]): void => {
  if (peers.every(isInstalled)) return;
  const omit = peers.includes('chdb') ? [] : ['--omit=dev'];
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm?.endsWith('js') ? [process.execPath, npm] : ['npm'];
  console.error(`installing ${peers.map((peer) => packages[peer]).join(', ')} …`);
  const { status, error } = spawnSync(
    program!,
    [...first, 'ci', '--no-audit', '--no-fund', '--prefix', import.meta.dirname, ...omit],
    { cwd: import.meta.dirname, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  );
  if (status !== 0)
    throw new Error(`the peers could not be installed${error ? `: ${error.message}` : ''}; see --peers none`);
};
