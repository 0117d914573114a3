// Starts the processes that are timed. The bench itself holds databases: to fork a process takes 20 ms for each
// gigabyte that the forking one has, and that would count for everybody.

import { spawnSync } from 'node:child_process';

const MOST_OUTPUT = 2 ** 28;

process.on('message', ({ program, args, env }) => {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env,
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ms = performance.now() - start;
  process.send({ ms, status, stdout, stderr, error: error?.message });
});
