// What a part of the bench hands to the report.

import type { ReportTable } from './report.ts';

/** What an aim is judged by. */
export type FigureKind =
  | 'engine'
  | 'process'
  | 'floor'
  | 'export'
  | 'import'
  | 'import-lines'
  | 'size-duckdb'
  | 'size-text'
  | 'version'
  | 'small-query'
  | 'memory'
  | 'scaling';

export type Figure = {
  readonly kind: FigureKind;
  /** A ratio, or megabytes. */
  readonly value: number;
  /** What was measured, in a word or two. */
  readonly of: string;
  /** On how many threads, where that matters. */
  readonly threads?: number;
  /** Of the set, where the aim speaks of a large one. */
  readonly events?: number;
};

export type Section = {
  readonly tables: readonly ReportTable[];
  readonly figures: readonly Figure[];
  readonly remarks: readonly string[];
  /** Answers that differ, in sentences. */
  readonly failures: readonly string[];
};

export const noSection: Section = { tables: [], figures: [], remarks: [], failures: [] };

export const joinSections = (sections: readonly Section[]): Section => ({
  tables: sections.flatMap(({ tables }) => tables),
  figures: sections.flatMap(({ figures }) => figures),
  remarks: [...new Set(sections.flatMap(({ remarks }) => remarks))],
  failures: sections.flatMap(({ failures }) => failures),
});
