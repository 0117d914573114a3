// What a script is: steps in the order they are written. See README.md for the format.

import type { LookupTable } from '../reference/index.ts';

/** One event of a log, in the order of arrival. */
export type ScriptEvent = {
  readonly timestampMs: number;
  readonly message: string;
  readonly logStream: string;
  readonly logGroup: string;
  readonly ingestionMs: number;
};

export type ScriptWindow = { readonly startMs: number; readonly endMs: number; readonly nowMs: number };

/** What the steps above a question make of the world. */
export type Surroundings = {
  /** The events of the log group that the question is put to, in the order of their arrival. */
  readonly events: readonly ScriptEvent[];
  /** Those of all log groups, for queries that name their groups themselves. */
  readonly allEvents: readonly ScriptEvent[];
  readonly window: ScriptWindow;
  /** By name. */
  readonly lookups: ReadonlyMap<string, LookupTable>;
};

export type Step = EventsStep | LookupStep | NowStep | WindowStep | Question;

/** `line` is the 1-based line of the file that names the step. */
export type EventsStep = {
  readonly kind: 'events';
  readonly line: number;
  readonly group: string;
  readonly stream: string;
  /** A file of events, its path from the root of the repository; its events come before those written here. */
  readonly from: string | undefined;
  readonly events: readonly ScriptEvent[];
};

/** A table for the lookups of all questions below. */
export type LookupStep = {
  readonly kind: 'lookup';
  readonly line: number;
  readonly name: string;
  readonly table: LookupTable;
};

export type NowStep = { readonly kind: 'now'; readonly line: number; readonly nowMs: number };

export type WindowStep = {
  readonly kind: 'window';
  readonly line: number;
  readonly startMs: number;
  readonly endMs: number;
};

export type Question = {
  readonly kind: 'query' | 'explain';
  readonly line: number;
  readonly title: string;
  /** The text between the title and `----`, its indentation taken off. */
  readonly text: string;
  readonly expected: Expected;
  /** The lines of the answer below `----`: indexes into the lines of the file, half-open. */
  readonly answer: { readonly start: number; readonly end: number };
};

export type Cell = string | undefined;

export type Expected = ExpectedTable | ExpectedDiagnostics | ExpectedText;

export type ExpectedTable = {
  readonly kind: 'table';
  readonly inAnyOrder: boolean;
  /** Undefined when only `(no rows)` is written. */
  readonly columns: readonly string[] | undefined;
  readonly rows: readonly (readonly Cell[])[];
  /** Undefined when the step says nothing of notices. */
  readonly notices: readonly string[] | undefined;
};

/** `lines` are compared with the whole rendering when one of them is not the first line of a diagnostic. */
export type ExpectedDiagnostics = {
  readonly kind: 'diagnostics';
  readonly isWhole: boolean;
  readonly lines: readonly string[];
};

export type ExpectedText = { readonly kind: 'text'; readonly lines: readonly string[] };

export type Script = {
  readonly file: string;
  readonly lines: readonly string[];
  readonly steps: readonly Step[];
};

/** A line of content: its text without the indentation, and its 1-based number. */
export type ContentLine = { readonly text: string; readonly number: number };

/** Says what is wrong with a line, and goes no further. */
export type Refuse = (line: number, complaint: string) => never;

/** A script that breaks the rules of the format. */
export class MalformedScript extends Error {
  override name = 'MalformedScript';
}

export const isQuestion = (step: Step): step is Question => step.kind === 'query' || step.kind === 'explain';
