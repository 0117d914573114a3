// The server of the soak: `insitu serve` in a process of its own, and how much memory it takes.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type SoakServer = {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has said of mistakes. */
  readonly complaints: readonly string[];
  /** Megabytes that are resident; undefined where there is no /proc. */
  residentMegabytes(): number | undefined;
  /** Resolves to the exit code, or the signal. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
};

const root = path.join(import.meta.dirname, '..', '..');
const built = path.join(root, 'dist', 'src', 'main.js');

/** Built where it is; else as it is written. */
export const soakProgram = existsSync(built) ? built : path.join(root, 'src', 'main.ts');

const residentKilobytes = (pid: number | undefined): number | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+([0-9]+) kB$/m.exec(status)?.[1] ?? Number.NaN) || undefined;
  } catch {
    return undefined;
  }
};

export const startSoakServer = async (store: string): Promise<SoakServer> => {
  const flags = ['serve', '--port', '0', '--db', store, '--region', 'us-east-1'];
  const server = spawn(process.execPath, [soakProgram, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  createInterface(server.stderr).on('line', (line) => {
    if (/mistake|failed|Error\b/.test(line)) complaints.push(line);
  });
  const exited = once(server, 'exit') as Promise<[number | null, string | null]>;
  const lines = createInterface(server.stdout);
  const [url] = (await Promise.race([
    once(lines, 'line'),
    exited.then(([code]) => {
      throw new Error(`insitu serve exits ${code}: ${complaints.join('\n')}`);
    }),
  ])) as [string];
  return {
    url,
    process: server,
    complaints,
    residentMegabytes: () => {
      const kilobytes = residentKilobytes(server.pid);
      return kilobytes === undefined ? undefined : kilobytes / 1024;
    },
    end: async (signal) => {
      server.kill(signal);
      const [code, by] = await exited;
      return code ?? by ?? 'unknown';
    },
  };
};
