// The peers by name, and which of them are there.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const peerNames = ['duckdb', 'chdb', 'rg', 'lnav', 'jq'] as const;
export type PeerName = (typeof peerNames)[number];

/** Those with tables; they are installed beside the bench. The others are programs of the machine, or not there. */
export const databases = ['duckdb', 'chdb'] as const;
export type DatabaseName = (typeof databases)[number];

const packages: Readonly<Record<DatabaseName, string>> = { duckdb: '@duckdb/node-api', chdb: 'chdb' };

export const isDatabase = (peer: PeerName): peer is DatabaseName =>
  (databases as readonly string[]).includes(peer);

export const isDatabaseInstalled = (peer: DatabaseName): boolean =>
  existsSync(path.join(import.meta.dirname, 'node_modules', ...packages[peer].split('/'), 'package.json'));

/** What a program says of its version; undefined when it is not there. */
export const programVersion = (program: string): string | undefined => {
  const flag = program === 'lnav' ? '-V' : '--version';
  const { status, stdout } = spawnSync(program, [flag], { encoding: 'utf8' });
  return status === 0 ? /\d+(?:\.\d+)+/.exec(stdout)?.[0] : undefined;
};

/** chdb is large, so it stands among the development dependencies, which are left out unless it is wanted. */
export const installDatabases = (peers: readonly DatabaseName[]): void => {
  if (peers.every(isDatabaseInstalled)) return;
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
