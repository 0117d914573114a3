// What a source file imports, read from its text: static imports and re-exports, dynamic imports, imports in
// types, workers (`new URL('./x.ts', import.meta.url)`) and Node's modules by `process.getBuiltinModule`.
// It looks at formatted code: static imports begin at the margin, comments stand on lines of their own.

export type Import = {
  /** As it is written; '(computed)' when it is no literal. */
  readonly specifier: string;
  readonly lineNumber: number;
};

const QUOTED = `['"\`]([^'"\`$]+)['"\`]`;
const statics = new RegExp(`^(?:import|export)\\b(?:[^'"\`;()]*?\\bfrom)?\\s*${QUOTED}`, 'gm');
const dynamics = new RegExp(`\\bimport\\(\\s*${QUOTED}`, 'g');
const computed = /\bimport\(\s*(?!['"`][^'"`$]+['"`])/g;
const workers = new RegExp(`\\bnew URL\\(\\s*${QUOTED},\\s*import\\.meta\\.url`, 'g');
const builtins = new RegExp(`\\bgetBuiltinModule\\(\\s*${QUOTED}`, 'g');

/** Comment lines blanked, so that line numbers stay. A comment behind code is code to this reader. */
const withoutComments = (text: string): string => text.replace(/^[ \t]*(?:\/\/|\/?\*).*$/gm, '');

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

export const importsOf = (text: string): readonly Import[] => {
  const code = withoutComments(text);
  const found = (pattern: RegExp, specifierOf: (match: RegExpExecArray) => string | undefined) =>
    [...code.matchAll(pattern)].flatMap((match) => {
      const specifier = specifierOf(match);
      return specifier === undefined ? [] : [{ specifier, lineNumber: lineOf(code, match.index) }];
    });
  return [
    ...found(statics, (match) => match[1]),
    ...found(dynamics, (match) => match[1]),
    ...found(computed, () => '(computed)'),
    ...found(workers, (match) => (match[1]?.endsWith('.ts') ? match[1] : undefined)),
    ...found(builtins, (match) => `node:${match[1]?.replace(/^node:/, '')}`),
  ].sort((a, b) => a.lineNumber - b.lineNumber);
};
