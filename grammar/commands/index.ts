// Every command of the language.

import { createToken, Lexer, type TokenType } from 'chevrotain';
import type { Command, CommandKind } from '../syntax-tree.ts';
import { accum } from './accum.ts';
import { addtotals } from './addtotals.ts';
import { anomaly } from './anomaly.ts';
import { appendcols } from './appendcols.ts';
import { autoregress } from './autoregress.ts';
import { cidrlookup } from './cidrlookup.ts';
import type { CommandRecord } from './command-record.ts';
import { countFrequent } from './count-frequent.ts';
import { dedup } from './dedup.ts';
import { diff } from './diff.ts';
import { display } from './display.ts';
import { estimate } from './estimate.ts';
import { expand } from './expand.ts';
import { fields } from './fields.ts';
import { filldown } from './filldown.ts';
import { fillmissing } from './fillmissing.ts';
import { filter } from './filter.ts';
import { filterIndex } from './filter-index.ts';
import { join } from './join.ts';
import { json } from './json.ts';
import { limit } from './limit.ts';
import { logcompare } from './logcompare.ts';
import { lookup } from './lookup.ts';
import { outlier } from './outlier.ts';
import { parse } from './parse.ts';
import { pattern } from './pattern.ts';
import { relevantfields } from './relevantfields.ts';
import { search } from './search.ts';
import { sessionize } from './sessionize.ts';
import { sort } from './sort.ts';
import { source } from './source.ts';
import { stats } from './stats.ts';
import { tail } from './tail.ts';
import { unnest } from './unnest.ts';

/** Keyed by kind, so that a node without a record does not compile. */
const records: { readonly [Kind in CommandKind]: CommandRecord<Kind> } = {
  source,
  search,
  fields,
  display,
  filter,
  filterIndex,
  parse,
  json,
  stats,
  sort,
  limit,
  tail,
  dedup,
  pattern,
  diff,
  anomaly,
  unnest,
  expand,
  lookup,
  cidrlookup,
  join,
  appendcols,
  accum,
  autoregress,
  filldown,
  fillmissing,
  outlier,
  sessionize,
  countFrequent,
  addtotals,
  relevantfields,
  logcompare,
  estimate,
};

/** A record without its own node type, for loops over all of them. */
export type AnyCommandRecord = Omit<CommandRecord, 'print' | 'build'> & {
  readonly build: (...args: Parameters<CommandRecord['build']>) => Command;
  readonly print: (command: Command, printer: Parameters<CommandRecord['print']>[1]) => string;
};

export const commandRecords = records as unknown as Readonly<Record<CommandKind, AnyCommandRecord>>;
export const allCommands: readonly AnyCommandRecord[] = Object.values(commandRecords);

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The token that begins each kind of command. */
export const commandTokenOf: ReadonlyMap<CommandKind, TokenType> = new Map(
  allCommands.map((record) => [
    record.kind,
    createToken({
      name: capitalised(record.kind),
      pattern: Lexer.NA,
      label: record.words.map((word) => `"${word}"`).join(' or '),
    }),
  ]),
);

/** The command that a word begins. */
export const commandOfWord = (word: string): AnyCommandRecord | undefined =>
  allCommands.find((record) => record.words.some((known) => known.toLowerCase() === word.toLowerCase()));

/** Every command word, lower case, to its token. */
export const commandTokens: ReadonlyMap<string, TokenType> = new Map(
  allCommands.flatMap((record) =>
    record.words.flatMap((word) => {
      const token = commandTokenOf.get(record.kind);
      return token === undefined ? [] : [[word.toLowerCase(), token] as const];
    }),
  ),
);
