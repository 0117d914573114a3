// The daily loop: install what is missing, build what is stale, then start, test, check, bench or accept.
//
// npm runs this under whatever Node the machine has; everything else runs under the Node that npm installs
// as a development dependency. So this file uses nothing that an old Node lacks.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

const isWindows = process.platform === 'win32';
const node = at('node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
const runNode = (...args) => run(node, args);
const runTool = (script, ...args) => runNode(at('node_modules', script), ...args);

/** npm leaves this file behind when it has finished an installation. */
const installed = at('node_modules', '.package-lock.json');

const isInstalled = () =>
  existsSync(node) &&
  existsSync(installed) &&
  statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs;

const install = () => {
  if (isInstalled()) return;
  // What npm says goes to stderr, so that the output of `npm start` is the answer alone.
  run(isWindows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: isWindows,
  });
};

/** The compiler checks and writes the types, the bundler what runs; then that runs once, to start fast later. */
const build = () => {
  runTool('typescript/bin/tsc', '-p', 'tsconfig.json');
  runNode(at('.ci', 'bundle.mjs'));
  // What fails here, fails again where it is asked for, and is told there.
  spawnSync(node, [at('.ci', 'warm.mjs')], { cwd: root, stdio: 'ignore' });
};

/** What only words: every test below test/, or those whose file or title has it. */
const test = (words) => {
  build();
  const named = words.filter((word) => !word.startsWith('-'));
  const options = words.filter((word) => word.startsWith('-'));
  const pattern = named.length > 0 ? [`--test-name-pattern=${named.map(escapeRegex).join('|')}`] : [];
  runNode('--test', '--test-concurrency=2', ...pattern, ...options, 'test/**/*.test.ts');
};

const escapeRegex = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const check = () => {
  runTool('@biomejs/biome/bin/biome', 'check', '.');
  runTool('typescript/bin/tsc', '-p', 'test/tsconfig.json');
};

const verbs = {
  start: () => {
    build();
    runNode(at('fixtures', 'article.ts'));
  },
  build,
  test,
  check,
  bench: (args) => {
    build();
    runNode(at('test', 'bench', 'run.ts'), ...args);
  },
  accept: (args) => runNode(at('test', 'accept.ts'), ...args),
};

const [verb = 'start', ...args] = process.argv.slice(2);
if (!(verb in verbs)) {
  process.stderr.write(`there is no "${verb}"; there are ${Object.keys(verbs).join(', ')}\n`);
  process.exit(2);
}
install();
verbs[verb](args);
