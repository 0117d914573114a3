// What insitu wants to reach, beside what was measured: the first table of a report.

import { geometricMean, type ReportTable } from './report.ts';
import type { Figure, FigureKind } from './section.ts';

type Aim = {
  readonly title: string;
  readonly kind: FigureKind;
  readonly by: 'geometric mean' | 'worst';
  /** Reached when the figure is not above this. */
  readonly most: number;
  /** The set must have so many events, or the figure says nothing of the aim. */
  readonly leastEvents?: number;
};

const LARGE_EVENTS = 10_000_000;

const aims: readonly Aim[] = [
  {
    title: 'query, whole process / faster of DuckDB and ClickHouse',
    kind: 'process',
    by: 'geometric mean',
    most: 0.7,
  },
  {
    title: 'query, whole process / faster of DuckDB and ClickHouse',
    kind: 'process',
    by: 'worst',
    most: 1,
  },
  {
    title: 'query, engine / faster of DuckDB and ClickHouse',
    kind: 'engine',
    by: 'geometric mean',
    most: 0.5,
  },
  { title: 'substring and article, engine / rg -c over the text', kind: 'floor', by: 'worst', most: 2 },
  { title: 'article over .gz, whole process / rg -z -c', kind: 'export', by: 'worst', most: 0.8 },
  { title: 'import / DuckDB, the same columns', kind: 'import', by: 'worst', most: 1 },
  { title: 'import / DuckDB, time, stream and line only', kind: 'import-lines', by: 'worst', most: 1 },
  { title: "store / DuckDB's file", kind: 'size-duckdb', by: 'worst', most: 1 },
  { title: 'store / text, Lambda', kind: 'size-text', by: 'worst', most: 0.15 },
  { title: 'insitu --version / node -e 0', kind: 'version', by: 'worst', most: 1.5 },
  { title: 'query on 1 kB / node -e 0', kind: 'small-query', by: 'worst', most: 3 },
  {
    title: 'memory of a query over 10 M events, MB',
    kind: 'memory',
    by: 'worst',
    most: 400,
    leastEvents: LARGE_EVENTS,
  },
  {
    title: 'full scan of 10 M events, two threads / one',
    kind: 'scaling',
    by: 'worst',
    most: 0.6,
    leastEvents: LARGE_EVENTS,
  },
];

const worstOf = (figures: readonly Figure[]): Figure =>
  figures.reduce((worst, figure) => (figure.value > worst.value ? figure : worst));

const show = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(2));

const rowOf = ({ title, by, most }: Aim, figures: readonly Figure[]): readonly string[] => {
  const [first] = figures;
  const threads = first?.threads === undefined ? '' : String(first.threads);
  if (first === undefined) return [title, by, threads, 'not measured', '', `≤ ${most}`, ''];
  const worst = worstOf(figures);
  const value = by === 'worst' ? worst.value : geometricMean(figures.map((figure) => figure.value));
  const of = by === 'worst' ? worst.of : `${figures.length} measured`;
  return [title, by, threads, show(value), of, `≤ ${most}`, value <= most ? 'met' : 'not met'];
};

/** Imports have threads of their own (--jobs). */
const needsThreads = ({ kind, threads = 1 }: Figure): boolean =>
  threads > 1 && kind !== 'import' && kind !== 'import-lines';

/** A row for each number of threads. An insitu that ran on one thread says nothing of two. */
export const aimsTable = (figures: readonly Figure[], hasThreads: boolean): ReportTable => {
  const rows = aims.flatMap((aim) => {
    const own = figures.filter(
      (figure) =>
        figure.kind === aim.kind &&
        (hasThreads || !needsThreads(figure)) &&
        (figure.events ?? 0) >= (aim.leastEvents ?? 0),
    );
    const threads = [...new Set(own.map((figure) => figure.threads))].sort((a = 0, b = 0) => a - b);
    if (threads.length === 0) return [rowOf(aim, [])];
    return threads.map((count) =>
      rowOf(
        aim,
        own.filter((figure) => figure.threads === count),
      ),
    );
  });
  return { title: 'Aims', rows: [['aim', 'by', 'threads', 'figure', 'of', 'wanted', 'met'], ...rows] };
};
