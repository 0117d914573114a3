// What was measured, as text: aligned for a terminal, with bars for Markdown.

import { cpus } from 'node:os';
import type { Times } from './measure.ts';

/** The first row is the heading; the first column is text, the others are numbers. */
export type ReportTable = { readonly title: string; readonly rows: readonly (readonly string[])[] };

export type Report = {
  readonly heading: string;
  /** Under the heading, a line each. */
  readonly facts: readonly string[];
  readonly tables: readonly ReportTable[];
  /** Under the tables, a line each. */
  readonly remarks: readonly string[];
};

/** Three significant digits, as many as such a measurement carries. */
export const significant = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);

export const showTimes = ({ median, least, most }: Times): string =>
  `${significant(median)} (${significant(least)}–${significant(most)})`;

const units = ['', ' k', ' M', ' G'] as const;

/** 12,300,000 as "12.3 M". */
export const showRate = (perSecond: number): string => {
  let value = perSecond;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${significant(value)}${units[unit]}`;
};

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Processor, cores, Node, day. */
export const machineLine = (): string => {
  const cores = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${day}`;
};

const terminalTable = ({ title, rows }: ReportTable): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [title, '', ...rows.map(line)].join('\n');
};

export const terminalReport = ({ heading, facts, tables, remarks }: Report): string =>
  [[heading, ...facts].join('\n'), ...tables.map(terminalTable), remarks.join('\n')].join('\n\n');

const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const markdownTable = ({ title, rows }: ReportTable): string => {
  const [head = [], ...body] = rows;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [`## ${title}`, '', ...[head, rule, ...body].map(markdownRow)].join('\n');
};

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

export const markdownReport = ({ heading, facts, tables, remarks }: Report): string =>
  `${[`# ${heading}`, bullets(facts), ...tables.map(markdownTable), bullets(remarks)].join('\n\n')}\n`;
