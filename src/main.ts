#!/usr/bin/env node
// The process begins here: first make sure that this Node can run the rest, then hand over to the command
// line. Nothing may be imported before that: the SQLite driver crashes a Node that is too old.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const OLDEST = [22, 15] as const;

const isOldEnough = (): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** In a clone, npm has installed a Node beside the program. */
const nodeOfClone = (): string | undefined => {
  const places = ['../../node_modules/node/bin/node', '../../node_modules/node/bin/node.exe'];
  return places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
};

/** The same command under another Node; signals reach it, and its end is ours. */
const rerunUnder = (node: string): void => {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`insitu: ${node}: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
};

const start = async (): Promise<void> => {
  if (isOldEnough()) {
    const { enableCompileCache } = await import('node:module');
    enableCompileCache?.();
    const { runCommandLine } = await import('./cli/index.ts');
    await runCommandLine(process.argv);
    return;
  }
  const node = nodeOfClone();
  if (node !== undefined) {
    rerunUnder(node);
    return;
  }
  process.stderr.write(`insitu needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
};

await start();
