// The program as it is shipped: what stands below src/ and grammar/, and the small packages it uses, in a few
// files. Node takes about 0.3 ms for every file it loads, and here there would be six hundred.
//
// All files lie flat in dist/src, so that `new URL('./some-worker.js', import.meta.url)` is right in each of
// them. They are not minified: stack traces stay legible. The types beside them are the compiler's.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
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
    if (/\.js(?:\.map)?$/.test(file)) rmSync(path.join(root, 'dist', file));
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

const bundle = async (entryPoints) => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: out,
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.15',
    external,
    // Its other form is CommonJS, which asks for Node's modules by require.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    plugins: [lateModules(root)],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile.inputs;
};

removeOld();
// What no process loads together shares nothing, so that each is in as few files as can be.
const inputs = await Promise.all([
  bundle({ main: 'src/main.ts', 'command-line': 'src/cli/index.ts' }),
  bundle({ index: 'src/index.ts' }),
  ...workers.map(([name, file]) => bundle({ [name]: file })),
]);
writeFileSync(path.join(out, 'LICENSES-OF-PACKAGES.txt'), licencesOf(Object.assign({}, ...inputs)));
