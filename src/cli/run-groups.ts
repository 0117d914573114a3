// The work of insitu groups, loaded when it is asked for.

import { type Format, printBytes, printCount, render } from '../presentation/index.ts';
import { openStore } from '../store/index.ts';
import { printTimestamp } from '../values/index.ts';
import { exitCodes } from './exit-codes.ts';
import { storePath } from './options.ts';
import { asResult } from './plain-result.ts';
import { terminalOf, write } from './terminal.ts';

export type GroupsFlags = { readonly db?: string; readonly format: Format };

export const runGroups = async (flags: GroupsFlags): Promise<number> => {
  using store = openStore(storePath(flags.db));
  const isTable = flags.format === 'table';
  const rows = store
    .groups()
    .map((group) => [
      group.name,
      isTable ? printCount(group.eventCount) : String(group.eventCount),
      printTimestamp(group.startMs),
      printTimestamp(group.endMs),
      isTable ? printBytes(group.messageBytes) : String(group.messageBytes),
      String(store.fields([group.name]).length),
      String(group.segmentCount),
    ]);
  const columns = ['log group', 'events', 'first event', 'last event', 'size', 'fields', 'segments'];
  const { color, widthColumns } = terminalOf(process.stdout);
  await write(
    process.stdout,
    render(flags.format, asResult(columns, rows), { color, ...(widthColumns ? { widthColumns } : {}) }),
  );
  return exitCodes.answered;
};
