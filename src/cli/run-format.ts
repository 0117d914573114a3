// The work of insitu format, loaded when it is asked for.

import { lineAndColumn, type Span, wordingOf } from '../../grammar/index.ts';
import { type Finding, formatQuery } from '../lint/index.ts';
import { exitCodes, usageError } from './exit-codes.ts';
import { findQueryFiles, type QueryFile, readQueryFile, shownPath } from './query-files.ts';
import { replaceFile } from './replace-file.ts';
import { renderReport } from './report.ts';
import { say, sayPlainly, terminalOf, write } from './terminal.ts';

export type FormatFlags = { readonly check: boolean; readonly write: boolean };

/** Complaints about one file, and the exit code they mean. */
type Refusal = { readonly findings: readonly Finding[]; readonly exitCode: number };

const commentRefusal = (span: Span): Refusal => ({
  exitCode: exitCodes.failed,
  findings: [
    {
      severity: 'error',
      code: 'comment-in-the-way',
      span,
      sentence: 'this comment stands inside a command, whose canonical text is one line; nothing was changed',
      help: 'move it before the command, or to the end of its line',
    },
  ],
});

const refusalOf = (formatted: Exclude<ReturnType<typeof formatQuery>, { kind: 'formatted' }>): Refusal =>
  formatted.kind === 'comment-in-the-way'
    ? commentRefusal(formatted.span)
    : {
        exitCode: exitCodes.usage,
        findings: formatted.diagnostics.map((diagnostic) => ({
          severity: 'error',
          code: diagnostic.code,
          span: diagnostic.span,
          ...wordingOf(diagnostic),
        })),
      };

const sayRefusal = async (file: string, query: string, { findings }: Refusal): Promise<void> => {
  for (const finding of findings) {
    const place = lineAndColumn(query, finding.span?.start ?? 0);
    const report = { file: shownPath(file), place, name: undefined, query, finding };
    await say(renderReport(report, terminalOf(process.stderr)));
  }
};

const writeBack = async (file: string, text: string): Promise<number> => {
  try {
    replaceFile(file, text);
  } catch (error) {
    await sayPlainly(`${file}: it cannot be written: ${(error as Error).message}`);
    return exitCodes.unreadable;
  }
  await sayPlainly(`${file}: formatted`);
  return exitCodes.answered;
};

const formatFile = async (file: QueryFile, flags: FormatFlags): Promise<number> => {
  const read = await readQueryFile(file.path);
  if ('problem' in read) {
    await sayPlainly(read.problem);
    return exitCodes.unreadable;
  }
  const formatted = formatQuery(read.text);
  if (formatted.kind !== 'formatted') {
    const refusal = refusalOf(formatted);
    await sayRefusal(file.path, read.text, refusal);
    return refusal.exitCode;
  }
  const isSame = formatted.text === read.text;
  if (flags.write) return isSame ? exitCodes.answered : writeBack(file.path, formatted.text);
  if (!flags.check) await write(process.stdout, formatted.text);
  else if (!isSame) await write(process.stdout, `${shownPath(file.path)}\n`);
  return flags.check && !isSame ? exitCodes.failed : exitCodes.answered;
};

/** Templates hold queries in other texts, with escapes and indentation of their own. */
const refuseTemplates = (files: readonly QueryFile[]): void => {
  const template = files.find(({ kind, isNamed }) => isNamed && kind !== 'query');
  if (template !== undefined)
    throw usageError(`${template.path}: queries inside other files are not formatted, only .query files`);
};

export const runFormat = async (paths: readonly string[], flags: FormatFlags): Promise<number> => {
  if (flags.check && flags.write) throw usageError('--check and --write exclude each other');
  if (flags.write && paths.includes('-')) throw usageError('--write: standard input is no file to write');
  const { files, problems } = await findQueryFiles(paths);
  refuseTemplates(files);
  for (const problem of problems) await sayPlainly(problem);
  const codes = [problems.length > 0 ? exitCodes.unreadable : exitCodes.answered] as number[];
  for (const file of files) if (file.kind === 'query') codes.push(await formatFile(file, flags));
  return Math.max(...codes);
};
