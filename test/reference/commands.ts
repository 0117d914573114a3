// The commands, one after the other, over all rows at once.

import type { Command, DedupCommand, Item } from '../../grammar/syntax-tree.ts';
import { runAddtotals, runOutlier, runSessionize } from './all-rows.ts';
import { evaluate } from './expressions.ts';
import { runFillmissing } from './fill-missing.ts';
import { plainName } from './functions.ts';
import { runAppendcols, runJoin } from './joins.ts';
import { runCidrLookup, runLookup } from './lookups.ts';
import { setColumn } from './names.ts';
import { runExpand, runJson, runParse, runUnnest } from './parse-rows.ts';
import type { Row, Setting, Surroundings } from './row.ts';
import { runAccum, runAutoregress, runFilldown } from './running.ts';
import { runSort } from './sort.ts';
import { runStats } from './stats.ts';
import { identityOf, isStructure, truthOf } from './values.ts';

/** Rows when the query sets no limit (CWL_QuerySyntax-Limit). */
export const DEFAULT_LIMIT = 10_000;

export const runCommand = (command: Command, rows: readonly Row[], around: Surroundings): readonly Row[] => {
  switch (command.kind) {
    case 'stats':
      return runStats(command, rows, around);
    case 'sort':
      return runSort(command, rows, around);
    case 'limit':
      return rows.slice(0, command.count);
    case 'tail':
      return rows.slice(Math.max(0, rows.length - command.count));
    case 'dedup':
      return withoutDuplicates(command, rows, around);
    case 'join':
      return runJoin(command, rows, around);
    case 'appendcols':
      return runAppendcols(command, rows, around);
    case 'accum':
      return runAccum(command, rows);
    case 'autoregress':
      return runAutoregress(command, rows);
    case 'filldown':
      return runFilldown(command, rows, around);
    case 'fillmissing':
      return runFillmissing(command, rows, around);
    case 'outlier':
      return runOutlier(command, rows);
    case 'sessionize':
      return runSessionize(command, rows);
    case 'addtotals':
      return runAddtotals(command, rows, around);
    default:
      return rows.flatMap((row) => rowsFrom(command, row, around));
  }
};

/** What becomes of one row, whatever the others are. */
const rowsFrom = (command: Command, row: Row, around: Surroundings): readonly Row[] => {
  switch (command.kind) {
    case 'source':
      return [row];
    case 'fields':
    case 'display':
      return [withItems(command.items, row, around)];
    case 'filter':
      return truthOf(evaluate(command.condition, row, around)) === true ? [row] : [];
    case 'parse':
      return runParse(command, row, around);
    case 'json':
      return [runJson(command, row)];
    case 'unnest':
      return runUnnest(command, row, around);
    case 'expand':
      return runExpand(command, row);
    case 'lookup':
      return [runLookup(command, row, around)];
    case 'cidrlookup':
      return [runCidrLookup(command, row, around)];
    default:
      throw new Error(`the reference engine has no command "${command.kind}"`);
  }
};

/** Later items see the aliases of earlier ones, but not the members of what jsonParse makes (evidence 47). */
const withItems = (items: readonly Item[], row: Row, setting: Setting): Row => {
  const closed = new Set<string>();
  let widened = row;
  for (const item of items) {
    widened = setColumn(widened, item, setting.text, evaluate(item.value, widened, { ...setting, closed }));
    const isParsed = item.value.kind === 'call' && plainName(item.value.name.name) === 'jsonparse';
    if (isParsed && item.alias !== undefined) closed.add(item.alias.name);
  }
  return widened;
};

/** The first row of each combination stays, and every row that lacks a key (CWL_QuerySyntax-Dedup). */
const withoutDuplicates = (command: DedupCommand, rows: readonly Row[], setting: Setting): Row[] => {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const keys = command.keys.map((key) => evaluate(key, row, setting));
    if (keys.some((key) => key === undefined || isStructure(key))) return true;
    const identity = JSON.stringify(keys.map(identityOf));
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
};
