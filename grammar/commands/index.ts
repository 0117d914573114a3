// Every command of the language: those that are built as records, the others by name, so that a query that
// uses them is told so.

import { createToken, Lexer, type TokenType } from 'chevrotain';
import type { Command, CommandKind } from '../syntax-tree.ts';
import type { CommandRecord } from './command-record.ts';
import { dedup } from './dedup.ts';
import { display } from './display.ts';
import { fields } from './fields.ts';
import { filter } from './filter.ts';
import { limit } from './limit.ts';
import { parse } from './parse.ts';
import { sort } from './sort.ts';
import { stats } from './stats.ts';

/** Keyed by kind, so that a node without a record does not compile. */
const records: { readonly [Kind in CommandKind]: CommandRecord<Kind> } = {
  fields,
  display,
  filter,
  parse,
  stats,
  sort,
  limit,
  dedup,
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

/** Every command word, lower case, to its token. */
export const commandTokens: ReadonlyMap<string, TokenType> = new Map(
  allCommands.flatMap((record) =>
    record.words.flatMap((word) => {
      const token = commandTokenOf.get(record.kind);
      return token === undefined ? [] : [[word, token] as const];
    }),
  ),
);

/** Commands of the service that are not built yet (CWL_QuerySyntax). */
export const plannedCommands: ReadonlySet<string> = new Set(
  `accum addtotals anomaly appendcols autoregress cidrlookup countfrequent count_frequent diff estimate expand
  filldown fillmissing filterindex head join json logcompare lookup outlier pattern relevantfields search
  sessionize source tail unmask unnest`.split(/\s+/),
);
