// insitu as a program: built when it is, and what it is told about threads.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './contestant.ts';

const root = path.join(import.meta.dirname, '..', '..');

const program = (): string => {
  const built = path.join(root, 'dist', 'src', 'main.js');
  return existsSync(built) ? built : path.join(root, 'src', 'main.ts');
};

export const insituCommand = (...args: readonly string[]): Command => [process.execPath, program(), ...args];

export const insituVersion = (): string =>
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;

let known: boolean | undefined;

/** A build that knows no --threads runs its queries on one; the report says so. */
export const knowsThreads = (): boolean => {
  if (known === undefined) {
    const [first, ...args] = insituCommand('query', '--help');
    known = spawnSync(first, args, { encoding: 'utf8' }).stdout.includes('--threads ');
  }
  return known;
};

export const threadsFlag = (threads: number): readonly string[] =>
  knowsThreads() ? ['--threads', String(threads)] : [];

export const showThreads = (threads: number): string => `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
