// Loads the parts of the built program, with the code that V8 made of them when they ran before: a short run
// spends more time compiling functions than executing them. Node's own cache of compiled code holds only what is
// compiled while a module loads; this one also holds the functions that were called later.
//
// The build copies this beside the parts, which are CommonJS because only what runs as a script can be kept
// whole. BUILD stands for all of their text: V8 itself compares no more than its length.

const { mkdirSync, readFileSync, renameSync, writeFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { Script } = process.getBuiltinModule('node:vm');

const BUILD = '';
const folder = import.meta.dirname;
const requireOthers = createRequire(import.meta.url);
const parts = new Map();

const version = `${process.version}-${process.arch}-${BUILD}`;
const besideBuild = `${folder}/../compiled/${version}`;
/** Where the build may not be written to, as in a global installation. */
const ofUser = () => {
  const { homedir } = process.getBuiltinModule('node:os');
  return `${process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}/insitu/${version}`;
};

const read = (file) => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};

/** Whole or not at all: another process may read it meanwhile. */
const write = (place, files) => {
  mkdirSync(place, { recursive: true });
  for (const [name, data] of files) {
    writeFileSync(`${place}/${name}.${process.pid}`, data);
    renameSync(`${place}/${name}.${process.pid}`, `${place}/${name}`);
  }
};

/** Nothing depends on it, so where nothing can be written, nothing is. */
export const keep = () => {
  const files = [...parts]
    .filter(([, part]) => part.isNew)
    .map(([name, { script }]) => [name, script.createCachedData()]);
  for (const place of files.length > 0 ? [besideBuild, ofUser()] : [])
    try {
      write(place, files);
      return;
    } catch {}
};

/** What a part exports; it runs once. `name`: its file, as in 'command-line.cjs'. */
export const load = (name) => {
  const known = parts.get(name);
  if (known !== undefined) return known.exports;
  const filename = `${folder}/${name}`;
  const cachedData = read(`${besideBuild}/${name}`) ?? read(`${ofUser()}/${name}`);
  // As if each byte were a character: what runs is ASCII, and to look for UTF-8 takes 10 ms a megabyte.
  const text = `(function (exports, require, module, FILE_URL) {${readFileSync(filename, 'latin1')}\n})`;
  const script = new Script(text, { filename, cachedData });
  const part = { exports: {}, script, isNew: cachedData === undefined || script.cachedDataRejected };
  parts.set(name, part);
  const requireFrom = (wanted) => (wanted.startsWith('./') ? load(wanted.slice(2)) : requireOthers(wanted));
  script.runInThisContext()(part.exports, requireFrom, part, new URL(name, import.meta.url).href);
  return part.exports;
};
