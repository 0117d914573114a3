// The program as it is shipped: what stands below src/ and grammar/, and the small packages it uses, in a few
// files. Node takes about 0.3 ms for every file it loads, and here there would be six hundred.
//
// All files lie flat in dist/src, so that `new URL('./some-worker.js', import.meta.url)` is right in each of
// them. They are not minified: stack traces stay legible. The types beside them are the compiler's.
//
// The library is a module as others are. The command line and the threads are parts that kept-code.js loads;
// main.js and the workers are where Node begins.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, transform } from 'esbuild';
import { lateModules } from './late-modules.mjs';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist', 'src');

/** SQLite is native; the AWS SDK is large, and loaded only by commands that wait for a network anyway. */
const external = ['better-sqlite3', '@aws-sdk/*', '@smithy/*'];

const workersUnder = (folder) =>
  readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('-worker.ts'))
    .map((file) => [path.basename(file, '.ts'), `${folder}/${file.replaceAll(path.sep, '/')}`]);

const workers = workersUnder('src');
if (new Set(workers.map(([name]) => name)).size < workers.length)
  throw new Error(`two workers have one name: ${workers.map(([, file]) => file).join(', ')}`);

/** What the compiler or an older bundle has left, and its compiled code: only declarations stay. */
const removeOld = () => {
  rmSync(path.join(root, 'dist', 'compiled'), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(path.join(root, 'dist'), { recursive: true }))
    if (/\.c?js(?:\.map)?$/.test(file)) rmSync(path.join(root, 'dist', file));
};

const packageOf = (file) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

/** The licences of what is inside ask to come along. */
const licencesOf = (inputs) => {
  const packages = [...new Set(Object.keys(inputs).map(packageOf))]
    .filter((name) => name !== undefined)
    .sort();
  const texts = packages.map((name) => {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
    return `${name} ${version} (${license})\n\n${text}`.trim();
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};

const settings = {
  absWorkingDir: root,
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.15',
  // Its other form is CommonJS, which asks for Node's modules by require.
  alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
  metafile: true,
  logLevel: 'warning',
};

const bundle = (entryPoints, more) =>
  build({ ...settings, entryPoints, external, plugins: [lateModules(root)], ...more });

/** Whether what runs is ASCII; comments may be anything. */
const isAscii = async (code) => {
  if (Buffer.byteLength(code) === code.length) return true;
  const bare = await transform(code, { minifyWhitespace: true, legalComments: 'none' });
  return Buffer.byteLength(bare.code) === bare.code.length;
};

/** A module that was bundled, as a part for kept-code.js: parts are called .cjs, and ask for each other so. */
const partOf = async ({ path: file, text }) => {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: settings.target,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'FILE_URL' },
  });
  if (!(await isAscii(code))) throw new Error(`${file} has more than ASCII outside its comments`);
  return [path.basename(file, '.js'), code.replace(/\brequire\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")')];
};

const write = (name, text) => writeFileSync(path.join(out, name), text);

/** Node takes its while for each file that it starts with, so the loader is in each. */
const commandLineAfter = (loader) =>
  `${loader}\nexport const { runCommandLine } = load('command-line.cjs');\nprocess.once('exit', keep);\n`;

/** A thread is ended from outside, so it keeps its code when it has worked for a while. */
const workerAfter = (loader, name) => `${loader}\nload('${name}.cjs');\nsetTimeout(keep, 500).unref();\n`;

const loaderOf = (parts) => {
  const build = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  const text = readFileSync(path.join(import.meta.dirname, 'kept-code.mjs'), 'utf8');
  return text.replace("const BUILD = ''", `const BUILD = '${build}'`).replaceAll('export const', 'const');
};

/** main.js looks at Node first, and then starts the command line as command-line.js does. */
const commandLineAs = (contents) => ({
  name: 'command-line',
  setup: ({ onLoad }) => onLoad({ filter: /\/cli\/index\.ts$/ }, () => ({ contents })),
});

removeOld();
const library = await bundle({ index: 'src/index.ts' }, { chunkNames: 'library-[hash]' });
// What no process loads together shares nothing, so that each is in as few parts as can be.
const programs = await Promise.all(
  [['command-line', 'src/cli/index.ts'], ...workers].map(([name, file]) =>
    bundle({ [name]: file }, { chunkNames: 'part-[hash]', write: false }),
  ),
);
const parts = await Promise.all(programs.flatMap(({ outputFiles }) => outputFiles).map(partOf));
for (const [name, text] of parts) write(`${name}.cjs`, text);
const loader = loaderOf(parts);
const commandLine = commandLineAfter(loader);
write('command-line.js', commandLine);
for (const [name] of workers) write(`${name}.js`, workerAfter(loader, name));
const main = await bundle(
  { main: 'src/main.ts' },
  { splitting: false, plugins: [commandLineAs(commandLine)] },
);
const inputs = Object.assign({}, ...[main, library, ...programs].map(({ metafile }) => metafile.inputs));
write('LICENSES-OF-PACKAGES.txt', licencesOf(inputs));
