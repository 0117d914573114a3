// The sets of events by name.

import { type BenchStream, daysOf, type SetLines, type TextKind } from './event-set.ts';
import { lambdaLines, mixedLines } from './generate-lambda.ts';
import { vpcLines } from './generate-vpc.ts';
import { wideLines } from './generate-wide.ts';

export const setNames = ['lambda', 'mixed', 'wide', 'vpc'] as const;
export type SetName = (typeof setNames)[number];

export type EventSet = {
  readonly title: string;
  readonly lines: SetLines;
  readonly texts: readonly TextKind[];
};

export const eventSets: Readonly<Record<SetName, EventSet>> = {
  lambda: {
    title: 'START, END and REPORT lines of Lambda functions, lines with tabs, errors of several lines',
    lines: lambdaLines,
    texts: ['ascii', 'unicode'],
  },
  mixed: {
    title: 'the same with JSON lines of seven fields',
    lines: mixedLines,
    texts: ['ascii', 'unicode'],
  },
  wide: {
    title: 'JSON of 37 fields, nested, some of them different in nearly every event',
    lines: wideLines,
    texts: ['ascii', 'unicode'],
  },
  // A flow log record has no character beyond ASCII.
  vpc: { title: 'VPC flow log records, version 2', lines: vpcLines, texts: ['ascii'] },
};

/** What makes the events what they are. */
export type SetKey = {
  readonly set: SetName;
  readonly text: TextKind;
  readonly seed: number;
  readonly count: number;
};

export const generateDays = (key: SetKey): Generator<readonly BenchStream[]> =>
  daysOf(eventSets[key.set].lines, key);
