// The built program, run as a user runs it: a process of its own in a directory of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');

export const programPath = path.join(root, 'dist/src/main.js');
export const fixturesPath = path.join(root, 'fixtures');

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
};

export type RunOptions = {
  readonly cwd?: string;
  /** Beside the surroundings, in which nothing of insitu or of colours is set. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Leave standard input open and silent. */
  readonly isInputIdle?: boolean;
  /** The program's file; the built one unless given. */
  readonly program?: string;
  /** What runs it; this very Node unless given. */
  readonly node?: string;
  readonly uid?: number;
  /** Make the process the leader of a group, as a shell does. */
  readonly isGroupLeader?: boolean;
  /** Killed after so many ms, with the signal told: nothing a test starts may outlive it. */
  readonly mostMs?: number;
};

export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

const cleanEnvironment = (): NodeJS.ProcessEnv => {
  const { INSITU_DB, NO_COLOR, FORCE_COLOR, NODE_OPTIONS, NODE_TEST_CONTEXT, ...rest } = process.env;
  return rest;
};

const MOST_MS = 60_000;

export const startInsitu = (args: readonly string[], options: RunOptions = {}): Running => {
  const startedMs = performance.now();
  const child = spawn(options.node ?? process.execPath, [options.program ?? programPath, ...args], {
    cwd: options.cwd ?? root,
    env: { ...cleanEnvironment(), ...options.env },
    detached: options.isGroupLeader ?? false,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
  const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (bytes: Buffer) => pieces.stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => pieces.stderr.push(bytes));
  // The program may end before it has read everything.
  child.stdin.on('error', () => {});
  if (!options.isInputIdle) child.stdin.end(options.input ?? '');
  const killer = setTimeout(() => child.kill('SIGKILL'), options.mostMs ?? MOST_MS);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(killer);
      child.stdin.destroy();
      const stdout = Buffer.concat(pieces.stdout).toString();
      const stderr = Buffer.concat(pieces.stderr).toString();
      resolve({ code, signal, stdout, stderr, elapsedMs: performance.now() - startedMs });
    });
  });
  return { child, ended };
};

export const insitu = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  startInsitu(args, options).ended;

/** A directory for the tests of one file; gone when they are done. */
export const ownDirectory = (): string => {
  const directory = mkdtempSync(path.join(tmpdir(), 'insitu-cli-'));
  after(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
};

export const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

type JsonAnswer = {
  readonly results: readonly (readonly { readonly field: string; readonly value: string }[])[];
  readonly statistics: Readonly<Record<string, number>>;
  readonly status: string;
  readonly notices: readonly { readonly code: string; readonly message: string }[];
};

export const jsonAnswer = (stdout: string): JsonAnswer => JSON.parse(stdout) as JsonAnswer;

/** The rows of a JSON answer as plain objects. */
export const rowsOf = (stdout: string): readonly Readonly<Record<string, string>>[] =>
  jsonAnswer(stdout).results.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));

/** How many events there are, by a query. */
export const countEvents = async (where: readonly string[], options: RunOptions = {}): Promise<number> => {
  const { stdout, stderr, code } = await insitu(
    ['query', 'stats count(*) as n', ...where, '--format', 'json'],
    options,
  );
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return Number(rowsOf(stdout)[0]?.n ?? 0);
};

const dayMs = Date.UTC(2024, 0, 1);

/** Lines of an S3 export, one event a second from 2024-01-01 on. */
export const exportLines = (messages: readonly string[], startMs = dayMs): string =>
  messages.map((message, index) => `${new Date(startMs + index * 1000).toISOString()} ${message}\n`).join('');
