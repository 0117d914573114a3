// What a process of insitu takes before it does much, beside Node's own start.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from './contestant.ts';
import { article } from './floor-questions.ts';
import { inTurns, type Rounds, runCommand } from './measure.ts';
import { insituCommand } from './program.ts';
import { showTimes } from './report.ts';
import type { Figure, Section } from './section.ts';
import { generateDays } from './sets.ts';

const STARTUP_ROUNDS: Rounds = { rounds: 15, warmups: 2 };
const FILE_BYTES = 1024;

/** Lines of Lambda, about a kilobyte of them. */
const smallText = (): string => {
  const lines: string[] = [];
  let bytes = 0;
  for (const [stream] of generateDays({ set: 'lambda', text: 'ascii', seed: 1, count: 640 })) {
    for (const { ms, message } of stream?.events() ?? []) {
      if (bytes > FILE_BYTES) return lines.join('');
      const line = `${new Date(ms).toISOString()} ${message}\n`;
      bytes += line.length;
      lines.push(line);
    }
  }
  return lines.join('');
};

type Start = { readonly name: string; readonly command: Command; readonly kind?: 'version' | 'small-query' };

const startsIn = async (folder: string): Promise<readonly Start[]> => {
  const file = path.join(folder, 'small.log');
  const store = path.join(folder, 'small.db');
  writeFileSync(file, smallText());
  await runCommand(insituCommand('import', file, '--group', 'small', '--db', store, '-q'));
  const query = (text: string, ...where: readonly string[]): Command =>
    insituCommand('query', text, ...where);
  return [
    { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    { name: 'insitu --version', command: insituCommand('--version'), kind: 'version' },
    {
      name: "insitu query, 1 kB: the article's",
      command: query(article, file, '--format', 'jsonl'),
      kind: 'small-query',
    },
    {
      name: 'insitu query, 1 kB: the newest five',
      command: query('fields @timestamp, @message | limit 5', file),
      kind: 'small-query',
    },
    { name: "insitu query, small store: the article's", command: query(article, '--db', store) },
  ];
};

export const startupSection = async (): Promise<Section> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-bench-'));
  try {
    const starts = await startsIn(folder);
    const times = await inTurns(
      starts,
      STARTUP_ROUNDS,
      async ({ command }) => (await runCommand(command)).ms,
    );
    const floor = times.get(starts[0]!)!.median;
    const ratio = (start: Start): number => times.get(start)!.median / floor;
    return {
      tables: [
        {
          title: 'Start-up: whole processes that have little to do',
          rows: [
            ['process', 'ms', '/ node -e 0'],
            ...starts.map((start) => [start.name, showTimes(times.get(start)!), ratio(start).toFixed(2)]),
          ],
        },
      ],
      figures: starts.flatMap((start): readonly Figure[] =>
        start.kind === undefined ? [] : [{ kind: start.kind, value: ratio(start), of: start.name }],
      ),
      remarks: [],
      failures: [],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
