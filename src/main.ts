#!/usr/bin/env node
// The process begins here: first make sure that this Node can run the rest, then hand over to the command
// line. Nothing may be imported before that: the SQLite driver crashes a Node that is too old.
// What only an old Node needs is imported there, as every import costs each start its while: node:fs 7 ms,
// node:child_process 4 ms.

const OLDEST = [22, 15] as const;

const isOldEnough = (): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** In a clone, npm has installed a Node beside the program. */
const nodeOfClone = async (): Promise<string | undefined> => {
  const { existsSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  const places = ['../../node_modules/node/bin/node', '../../node_modules/node/bin/node.exe'];
  return places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
};

/** The same command under another Node; signals reach it, and its end is ours. */
const rerunUnder = async (node: string): Promise<void> => {
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
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
    const { runCommandLine } = await import('./cli/index.ts');
    await runCommandLine(process.argv);
    return;
  }
  const node = await nodeOfClone();
  if (node !== undefined) {
    await rerunUnder(node);
    return;
  }
  process.stderr.write(`insitu needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
};

await start();
