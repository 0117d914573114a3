// Who may import whom: the one table of the house. src/README.md shows the same rows, and a test compares
// them. A new corridor between rooms is a line here, and stands in a commit of its own.

export type Room = {
  readonly name: string;
  /** A folder (ending in "/") or a single file, from the root of the repository. */
  readonly place: string;
  readonly mayEnter: readonly string[];
  /** Packages that this room may use, and no other. */
  readonly packages: readonly string[];
  /** May it import `node:` modules? Rooms that may not can run in a browser. */
  readonly mayUseNode: boolean;
};

const pure = { packages: [], mayUseNode: false } as const;

export const rooms: readonly Room[] = [
  { ...pure, name: 'grammar', place: 'grammar/', mayEnter: [], packages: ['chevrotain'] },
  { ...pure, name: 'values', place: 'src/values/', mayEnter: [] },
  { ...pure, name: 'events', place: 'src/events/', mayEnter: [] },
  { ...pure, name: 'filter-pattern', place: 'src/filter-pattern/', mayEnter: [] },
  { ...pure, name: 'segments', place: 'src/segments/', mayEnter: ['values', 'events'] },
  {
    name: 'store',
    place: 'src/store/',
    mayEnter: ['segments'],
    packages: ['better-sqlite3'],
    mayUseNode: true,
  },
  {
    name: 'files',
    place: 'src/files/',
    mayEnter: ['events'],
    packages: ['csv-parse'],
    mayUseNode: true,
  },
  { ...pure, name: 'plan', place: 'src/plan/', mayEnter: ['grammar', 'values', 'result'] },
  {
    ...pure,
    name: 'engine',
    place: 'src/engine/',
    mayEnter: ['grammar', 'values', 'segments', 'plan', 'result'],
    packages: ['@noble/hashes', '@xmldom/xmldom', 'xpath'],
  },
  { ...pure, name: 'result', place: 'src/result/', mayEnter: [] },
  {
    ...pure,
    name: 'presentation',
    place: 'src/presentation/',
    mayEnter: ['grammar', 'result'],
    packages: ['string-width'],
  },
  { ...pure, name: 'templates', place: 'src/templates/', mayEnter: [], packages: ['yaml'] },
  { ...pure, name: 'lint', place: 'src/lint/', mayEnter: ['grammar', 'plan'] },
  {
    name: 'tasks',
    place: 'src/tasks/',
    mayEnter: ['grammar', 'events', 'segments', 'store', 'files', 'plan', 'engine', 'result'],
    packages: [],
    mayUseNode: true,
  },
  {
    name: 'emulator',
    place: 'src/emulator/',
    mayEnter: [
      'grammar',
      'values',
      'events',
      'segments',
      'store',
      'files',
      'filter-pattern',
      'plan',
      'result',
      'tasks',
      'version',
    ],
    packages: ['@smithy/eventstream-codec', '@smithy/signature-v4'],
    mayUseNode: true,
  },
  {
    name: 'service',
    place: 'src/service/',
    mayEnter: ['grammar', 'values', 'events', 'segments', 'store', 'files', 'plan', 'result', 'tasks'],
    packages: ['@aws-sdk/client-cloudwatch-logs'],
    mayUseNode: true,
  },
  {
    name: 'cli',
    place: 'src/cli/',
    mayEnter: [
      'grammar',
      'values',
      'store',
      'files',
      'plan',
      'result',
      'presentation',
      'templates',
      'lint',
      'tasks',
      'emulator',
      'service',
      'version',
    ],
    packages: ['commander'],
    mayUseNode: true,
  },
  {
    ...pure,
    name: 'library',
    place: 'src/library.ts',
    mayEnter: ['grammar', 'store', 'files', 'plan', 'result', 'tasks'],
  },
  {
    ...pure,
    name: 'index',
    place: 'src/index.ts',
    mayEnter: ['grammar', 'store', 'result', 'presentation', 'library'],
  },
  { name: 'main', place: 'src/main.ts', mayEnter: ['cli'], packages: [], mayUseNode: true },
  { ...pure, name: 'version', place: 'src/version.ts', mayEnter: [] },
];

/** Files of a room that are entered beside its index.ts, by whom, and why. */
export type SideDoor = { readonly from: string; readonly to: string; readonly why: string };

export const sideDoors: readonly SideDoor[] = [
  {
    from: 'engine',
    to: 'grammar/vocabulary/index.ts',
    why: 'the functions need the names of the vocabulary, not the parser behind grammar/index.ts',
  },
  {
    from: 'engine',
    to: 'grammar/invariant.ts',
    why: 'a thread that runs plans loads no parser',
  },
  {
    from: 'engine',
    to: 'src/plan/made-columns.ts',
    why: 'a thread that runs plans loads no planner, and no parser behind it',
  },
  {
    from: 'engine',
    to: 'src/plan/needed-columns.ts',
    why: 'as above',
  },
  {
    from: 'engine',
    to: 'src/plan/required-texts.ts',
    why: 'as above',
  },
  {
    from: 'engine',
    to: 'src/plan/stages.ts',
    why: 'as above',
  },
  {
    from: 'presentation',
    to: 'grammar/span.ts',
    why: 'printing a place in a text needs no parser',
  },
];

/** Import cycles that stand today; each is to be broken. Files in any order. */
export type CycleWaiver = { readonly files: readonly string[]; readonly why: string };

export const cycleWaivers: readonly CycleWaiver[] = [];
