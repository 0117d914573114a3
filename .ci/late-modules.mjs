// Modules that run when they are first used, not when they are imported. A process uses few of those that its
// modules import, and waits for all of them. Our own code stays as it is: it imports.

/** Packages that take long to begin, and the functions that are called of them. */
const lateFunctions = {
  // 40 ms: classes of characters, the segmenter of graphemes. Most tables hold nothing that needs it.
  'string-width': ['default'],
  '@noble/hashes/legacy.js': ['md5'],
  '@noble/hashes/sha2.js': ['sha256'],
  '@noble/hashes/utils.js': ['bytesToHex'],
};

/** What is required, unlike what is imported, runs when the call is reached. */
const callsOf = (name, keys) =>
  keys
    .map((key) =>
      key === 'default'
        ? `export default (...args) => require('${name}').default(...args);`
        : `export const ${key} = (...args) => require('${name}').${key}(...args);`,
    )
    .join('\n');

const alwaysThere = new Set(['node:events', 'node:path', 'node:process']);

/**
 * An import of a module of Node's touches everything that it exports: `node:fs` then loads streams and promises
 * of files, 7 ms in all. Here each export is fetched at its first use, and kept by what stands for the module.
 */
const builtin = (name) =>
  alwaysThere.has(name)
    ? `module.exports = process.getBuiltinModule('${name}');`
    : `
  const late = new Proxy({}, {
    getPrototypeOf: () => late,
    get: (_, key, receiver) => {
      const value = process.getBuiltinModule('${name}')[key];
      if (receiver !== late) Object.defineProperty(receiver, key, { value });
      return value;
    },
  });
  module.exports = late;`;

/** SQLite is native code, which a query over files never needs. */
const sqlite = `
  import { createRequire } from 'node:module';
  let Database;
  export default new Proxy(function () {}, {
    construct: (_, args) => new (Database ??= createRequire(import.meta.url)('better-sqlite3'))(...args),
  });`;

const ours = /\/(?:src|grammar)\/[^?]*\.ts$/;

/** `resolveDir`: where packages are found from. */
export const lateModules = (resolveDir) => ({
  name: 'late-modules',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(?:string-width|@noble\/hashes\/.*|better-sqlite3)$/ }, ({ path, importer }) =>
      ours.test(importer) ? { path, namespace: 'late' } : undefined,
    );
    // main.js runs under an old Node too, which has no such function.
    onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      importer.endsWith('/src/main.ts') ? { path, external: true } : { path, namespace: 'late' },
    );
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      if (path.startsWith('node:')) return { contents: builtin(path) };
      return {
        contents: path === 'better-sqlite3' ? sqlite : callsOf(path, lateFunctions[path]),
        resolveDir,
      };
    });
  },
});
