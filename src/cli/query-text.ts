// The query as given: its text, or `@file` for a file that holds it.

import { existsSync, readFileSync } from 'node:fs';
import { type Diagnostic, editsFor, serviceMessage, wordingOf } from '../../grammar/index.ts';
import { renderDiagnostic } from '../presentation/index.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { say, terminalOf, write } from './terminal.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
};
const reason = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;

export const readQueryText = (given: string): string => {
  const path = given.slice(1);
  // A query may begin with a field: then there is no such file, and blanks or operators follow.
  if (!given.startsWith('@') || (/[\s|=]/.test(given) && !existsSync(path))) return given;
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .trimEnd();
  } catch (error) {
    throw new CommandError(exitCodes.unreadable, `${path}: the query cannot be read: ${reason(error)}`);
  }
};

/** The form in which the service reports a malformed query, with everything found. */
const compileErrors = (text: string, diagnostics: readonly Diagnostic[]): string => {
  const errors = diagnostics.map((diagnostic) => {
    const { sentence, help } = wordingOf(diagnostic);
    const edits = editsFor(diagnostic).map((edit) => ({
      startCharOffset: edit.span.start,
      endCharOffset: edit.span.end,
      replacement: edit.text,
    }));
    return {
      code: diagnostic.code,
      location: { startCharOffset: diagnostic.span.start, endCharOffset: diagnostic.span.end },
      message: serviceMessage(text, diagnostic) ?? sentence,
      sentence,
      ...(help === undefined ? {} : { help }),
      ...(edits.length === 0 ? {} : { edits }),
    };
  });
  const [first] = errors;
  const queryCompileError = first && { location: first.location, message: first.message };
  return `${JSON.stringify({ status: 'Failed', queryCompileError, diagnostics: errors }, null, 2)}\n`;
};

/** Says what is wrong with a query, on stderr; stdout stays empty. */
export const complain = async (
  text: string,
  diagnostics: readonly Diagnostic[],
  format: string,
): Promise<number> => {
  const { color, widthColumns } = terminalOf(process.stderr);
  if (format === 'json') await write(process.stderr, compileErrors(text, diagnostics));
  else
    for (const diagnostic of diagnostics)
      await say(
        renderDiagnostic(
          text,
          { severity: 'error', ...diagnostic, ...wordingOf(diagnostic) },
          { color, widthColumns },
        ),
      );
  return exitCodes.usage;
};
