// The work of insitu check, loaded when it is asked for: what reads templates takes a while to load.

import { type Finding, judgeQuery } from '../lint/index.ts';
import { printCount } from '../presentation/index.ts';
import { type FoundQueries, type FoundQuery, findQueries, type UnreadQuery } from '../templates/index.ts';
import { exitCodes } from './exit-codes.ts';
import { findQueryFiles, isWorthReading, type QueryFile, readQueryFile, shownPath } from './query-files.ts';
import { type Report, renderReport, reportRecord } from './report.ts';
import { say, sayPlainly, terminalOf, write } from './terminal.ts';

export type CheckFlags = { readonly format: 'text' | 'json'; readonly quiet: boolean };

/** Of one file. `wrong` and `doubted` count queries, not findings. */
type Checked = {
  readonly reports: readonly Report[];
  readonly problems: readonly string[];
  readonly queries: number;
  readonly wrong: number;
  readonly doubted: number;
};

const nothing: Checked = { reports: [], problems: [], queries: 0, wrong: 0, doubted: 0 };

const placeOf = ({ text, toPlace }: FoundQuery, { span }: Finding): Report['place'] =>
  toPlace(span?.start ?? Math.max(0, text.search(/\S/)));

const reportsOf = (file: string, query: FoundQuery): readonly Report[] =>
  judgeQuery(query.text, query.placeholders).map((finding) => ({
    file,
    place: placeOf(query, finding),
    name: query.name,
    query: query.text,
    finding,
  }));

const reportOfUnread = (file: string, { code, name, place, why }: UnreadQuery): Report => ({
  file,
  place,
  name,
  query: undefined,
  finding: { severity: 'warning', code, span: undefined, sentence: `${why}; it is not checked` },
});

const inOrder = (a: Report, b: Report): number =>
  a.place.line - b.place.line || a.place.column - b.place.column;

const checkFound = (file: string, found: FoundQueries): Checked => {
  const perQuery = found.queries.map((query) => reportsOf(file, query));
  const isWrong = (reports: readonly Report[]): boolean =>
    reports.some(({ finding }) => finding.severity === 'error');
  const wrong = perQuery.filter(isWrong).length;
  const unread = found.unread.map((query) => reportOfUnread(file, query));
  return {
    reports: [...perQuery.flat(), ...unread].sort(inOrder),
    problems: found.problems.map(({ place, message }) => `${file}:${place.line}:${place.column}: ${message}`),
    queries: perQuery.length + unread.length,
    wrong,
    doubted: perQuery.filter((reports) => reports.length > 0).length - wrong + unread.length,
  };
};

const checkFile = async (file: QueryFile): Promise<Checked> => {
  const read = await readQueryFile(file.path);
  if ('problem' in read) return { ...nothing, problems: [read.problem] };
  if (!isWorthReading(file, read.text)) return nothing;
  return checkFound(shownPath(file.path), findQueries(read.text, file.kind));
};

const sumOf = (checked: readonly Checked[], key: 'queries' | 'wrong' | 'doubted'): number =>
  checked.reduce((sum, each) => sum + each[key], 0);

const counted = (count: number, one: string, many: string): string =>
  `${printCount(count)} ${count === 1 ? one : many}`;

const summaryLine = (checked: readonly Checked[]): string => {
  const holding = checked.filter(({ queries }) => queries > 0).length;
  if (holding === 0) return `no queries in ${counted(checked.length, 'file', 'files')}`;
  const wrong = sumOf(checked, 'wrong');
  const doubted = sumOf(checked, 'doubted');
  const outcome = [
    ...(wrong > 0 ? [`${printCount(wrong)} with errors`] : []),
    ...(doubted > 0 ? [`${printCount(doubted)} with warnings`] : []),
  ];
  const queries = counted(sumOf(checked, 'queries'), 'query', 'queries');
  return `${queries} in ${counted(holding, 'file', 'files')}: ${outcome.join(', ') || 'all right'}`;
};

const printReports = async (reports: readonly Report[], format: CheckFlags['format']): Promise<void> => {
  if (format === 'json') {
    await write(process.stdout, `${JSON.stringify(reports.map(reportRecord), null, 2)}\n`);
    return;
  }
  const terminal = terminalOf(process.stdout);
  for (const report of reports) await write(process.stdout, `${renderReport(report, terminal)}\n`);
};

export const runCheck = async (paths: readonly string[], flags: CheckFlags): Promise<number> => {
  const { files, problems } = await findQueryFiles(paths);
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkFile(file));
  const reports = checked.flatMap((each) => each.reports);
  await printReports(
    flags.quiet ? reports.filter(({ finding }) => finding.severity === 'error') : reports,
    flags.format,
  );
  const unreadable = [...problems, ...checked.flatMap((each) => each.problems)];
  for (const problem of unreadable) await sayPlainly(problem);
  if (!flags.quiet) await say(summaryLine(checked));
  if (unreadable.length > 0) return exitCodes.unreadable;
  return sumOf(checked, 'wrong') > 0 ? exitCodes.usage : exitCodes.answered;
};
