// The work of insitu fields, loaded when it is asked for.

import { expandPaths } from '../files/index.ts';
import { type Format, render } from '../presentation/index.ts';
import { openStore } from '../store/index.ts';
import { type FieldCount, fieldsOfFiles, fieldsOfStore } from '../tasks/index.ts';
import { printNumber } from '../values/index.ts';
import { exitCodes } from './exit-codes.ts';
import { checkFormat } from './log-format.ts';
import { storePath, withoutStore } from './options.ts';
import { asResult } from './plain-result.ts';
import { sayPlainly, terminalOf, write } from './terminal.ts';

export type FieldsFlags = {
  readonly db?: string;
  readonly group: readonly string[];
  readonly as?: string;
  readonly format: Format;
};

const percentOf = (field: FieldCount): string => printNumber((100 * field.present) / field.events);

export const runFields = async (paths: readonly string[], flags: FieldsFlags): Promise<number> => {
  const groups = flags.group.length > 0 ? flags.group : undefined;
  const problems: string[] = [];
  let fields: readonly FieldCount[];
  if (paths.length > 0) {
    const expanded = await expandPaths(paths);
    const counted = await fieldsOfFiles(withoutStore(expanded.files, storePath(flags.db)), {
      format: checkFormat(flags.as),
      logGroups: groups,
    });
    problems.push(...[...expanded.problems, ...counted.problems].map((problem) => problem.message));
    fields = counted.fields;
  } else {
    using store = openStore(storePath(flags.db));
    fields = fieldsOfStore(store, groups);
  }
  for (const problem of problems) await sayPlainly(problem);
  if (problems.length > 0 && fields.length === 0) return exitCodes.unreadable;
  const rows = fields.map((field) => [field.field, percentOf(field), String(field.present)]);
  const { color, widthColumns } = terminalOf(process.stdout);
  const result = asResult(['field', 'percent of events', 'events'], rows);
  await write(
    process.stdout,
    render(flags.format, result, { color, ...(widthColumns ? { widthColumns } : {}) }),
  );
  return problems.length > 0 ? exitCodes.partial : exitCodes.answered;
};
