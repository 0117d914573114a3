// An export of four log groups, as CloudWatch Logs writes it: Lambda functions, an application that logs wide
// JSON, VPC flow logs, and a service that writes in several languages. For the bench of the import.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { dataFolder } from './dataset.ts';
import { flowRecord } from './generate-vpc.ts';
import { wideEvent } from './generate-wide.ts';
import { newRandom, type Random } from './random.ts';
import { generateDays } from './sets.ts';

export type MixedExports = {
  readonly folder: string;
  readonly files: number;
  readonly events: number;
  /** Bytes of the .gz objects, and of the text in them. */
  readonly gzBytes: number;
  readonly textBytes: number;
};

/** Goes up when other files come out of the same size. */
const VERSION = 2;

const EVENTS_PER_OBJECT = 40_000;
const START_MS = Date.UTC(2024, 4, 6);
const greetings = [
  'Bestellung für Jürgen',
  'заказ принят',
  '注文を受け付けました',
  'pedido confirmado ✓',
] as const;

const manyTongues = (random: Random): string =>
  `level=${random.pick(['info', 'warn'])} order=${random.whole(1e6)} note="${random.pick(greetings)}" took=${random.whole(900)}ms`;

type Line = (random: Random, ms: number) => string;

/** The lines of Lambda functions, taken over and over from one made set. */
const lambdaLines = (): Line => {
  const lines: string[] = [];
  for (const streams of generateDays({ set: 'mixed', text: 'ascii', seed: 3, count: 60_000 }))
    for (const { events } of streams) for (const { message } of events()) lines.push(message.trimEnd());
  let at = 0;
  return () => {
    at += 1;
    return lines[at % lines.length]!;
  };
};

const exportObject = (random: Random, startMs: number, line: Line): string => {
  let ms = startMs;
  const lines: string[] = [];
  for (let count = 0; count < EVENTS_PER_OBJECT; count += 1) {
    ms += random.whole(40);
    lines.push(`${new Date(ms).toISOString()} ${line(random, ms)}\n`);
  }
  return lines.join('');
};

const groups = (): Readonly<Record<string, Line>> => ({
  'aws-lambda-orders': lambdaLines(),
  'shop-api': (random, ms) => wideEvent(random, ms, 'ascii'),
  'vpc-flow-logs': (random, ms) => flowRecord(random, ms, `eni-0${random.hex(16)}`),
  notices: manyTongues,
});

const write = (folder: string, megabytes: number): MixedExports => {
  const random = newRandom(17);
  let [files, gzBytes, textBytes] = [0, 0, 0];
  const lineOf = Object.entries(groups());
  for (let round = 0; textBytes < megabytes * 1e6; round += 1) {
    for (const [group, line] of lineOf) {
      const stream = `${group}-${random.hex(12)}`;
      const object = path.join(folder, group, 'exportedlogs', '5d2c7b1e-08f4-4c55-9f6b-2a90c3a1e7d4', stream);
      mkdirSync(object, { recursive: true });
      const text = exportObject(random, START_MS + round * 400_000, line);
      const gz = gzipSync(text);
      writeFileSync(path.join(object, '000000.gz'), gz);
      files += 1;
      gzBytes += gz.length;
      textBytes += Buffer.byteLength(text);
    }
  }
  return { folder, files, events: files * EVENTS_PER_OBJECT, gzBytes, textBytes };
};

/** Reused when it is there whole: its description is written last. */
export const prepareMixedExports = (megabytes: number): MixedExports => {
  const folder = path.join(dataFolder, `mixed-v${VERSION}-${megabytes}`);
  const description = path.join(folder, 'mixed.json');
  if (existsSync(description))
    return { ...(JSON.parse(readFileSync(description, 'utf8')) as MixedExports), folder };
  rmSync(folder, { recursive: true, force: true });
  const made = write(folder, megabytes);
  writeFileSync(description, JSON.stringify({ ...made, folder: '' }));
  return made;
};
