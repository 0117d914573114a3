// Questions that a search through the text can answer: how many. They are the floor under every engine.

import type { Command } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import type { SetName } from './sets.ts';

export type FloorQuestion = {
  readonly name: string;
  readonly sets: readonly SetName[];
  /** Its answer is one row whose first value is the number. */
  readonly insitu: string;
  /** Each writes the number, or several to be added. */
  readonly rg?: readonly string[];
  readonly lnav?: string;
  readonly jq?: string;
};

/** Behind the timestamp and its blank. */
const MESSAGE = '.[25:]';

const serverErrors = (member: string): string =>
  `reduce (inputs | ${MESSAGE} | select(startswith("{")) | fromjson | select(${member} >= 500)) as $one (0; . + 1)`;

/** The article's query: insitu also does its percentiles, for which rg only counts. */
export const article = `
  filter @type = "REPORT"
  | parse @message /Init Duration: (?<init>\\S+)/
  | stats count(init) as count, min(init) as min, max(init) as max,
          avg(init) as avg, median(init) as median, pct(init, 95) as tile`;

export const articlePattern = 'Init Duration: (\\S+)';

export const floorQuestions: readonly FloorQuestion[] = [
  {
    name: 'article',
    sets: ['lambda', 'mixed'],
    insitu: article,
    rg: [articlePattern],
    lnav: "SELECT count(*) FROM all_logs WHERE log_text LIKE '%Init Duration: %'",
  },
  {
    name: 'substring',
    sets: ['lambda', 'mixed', 'wide'],
    insitu: 'filter @message like "timed out" | stats count(*) as n',
    rg: ['timed out'],
    lnav: "SELECT count(*) FROM all_logs WHERE log_text LIKE '%timed out%'",
  },
  {
    name: 'regex-any-case',
    sets: ['lambda', 'mixed', 'wide'],
    insitu: 'filter @message like /(?i)exception|error/ | stats count(*) as n',
    rg: ['-i', 'exception|error'],
  },
  {
    name: 'server-errors',
    sets: ['mixed'],
    insitu: 'filter status >= 500 | stats count(*) as n',
    jq: serverErrors('.status'),
  },
  {
    name: 'server-errors',
    sets: ['wide'],
    insitu: 'filter http.status >= 500 | stats count(*) as n',
    jq: serverErrors('.http.status'),
  },
];

export type ToolName = 'rg' | 'lnav' | 'jq';

// --no-ignore: git ignores the bench's data, and rg would heed that.
const rgFlags = (threads: number): readonly string[] => [
  '-j',
  String(threads),
  '--no-ignore',
  '--no-filename',
  '-c',
];

/** The tool's question to the text file; undefined when it has none. */
export const toolCommand = (
  tool: ToolName,
  question: FloorQuestion,
  { textFile }: Dataset,
  threads: number,
): Command | undefined => {
  const { rg, lnav, jq } = question;
  if (tool === 'rg' && rg !== undefined) return ['rg', ...rgFlags(threads), ...rg, textFile];
  if (tool === 'lnav' && lnav !== undefined) return ['lnav', '-n', '-c', `;${lnav}`, textFile];
  if (tool === 'jq' && jq !== undefined) return ['jq', '-Rn', jq, textFile];
  return undefined;
};

export const rgOverExports = ({ exportFolder }: Dataset, threads: number): Command => [
  'rg',
  '-z',
  ...rgFlags(threads),
  articlePattern,
  exportFolder,
];

/** The sum of the numbers that stand alone on a line. */
export const countIn = (stdout: string): number =>
  stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\d+$/.test(line))
    .reduce((sum, line) => sum + Number(line), 0);
