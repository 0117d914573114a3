// The fields that all messages of a shape have: each is a slot, or stands in the pieces. Found in one message of
// the shape, and proved for the others by what their slots are asked for (tell-fields).
//
// What a slot is proves the rest: words between slots have no digit (cut-message), a slot that is no quoted text
// has no blank, brace or quote in it. Where a shape cannot decide, its messages are taken apart one by one.

import {
  reportLabelAt,
  scaleReported,
  systemLines,
  type TracedLeaf,
  traceJson,
  wordEnd,
} from '../../events/index.ts';

/** How the value of a field is made of a slot. */
export type ToldSlot = {
  readonly field: string;
  readonly slot: number;
  /** `json`: a text, number or word of JSON; `text`: as it stands; a number: Lambda's, times that. */
  readonly made: 'json' | 'text' | number;
};

/** A value that stands in the pieces; null is JSON's. */
export type ToldConstant = {
  readonly field: string;
  readonly slot: undefined;
  readonly value: string | number | boolean | null;
};

export type Told = ToldSlot | ToldConstant;

/**
 * What the shape takes for granted of a slot: characters of a JSON text that stand for themselves; a number or a
 * word of JSON; no brace; a time of Lambda's runtimes; a UUID; an address or a network interface of a flow log, its
 * version, or so many digits.
 */
export type SlotIs =
  | 'plain'
  | 'bare'
  | 'braceless'
  | 'instant'
  | 'uuid'
  | 'address'
  | 'interface'
  | 'two'
  | { readonly least: number; readonly most: number };

export type SlotTest = { readonly slot: number; readonly is: SlotIs };

export type ShapeFields = {
  /** In the order in which they are discovered. */
  readonly told: readonly Told[];
  readonly tests: readonly SlotTest[];
};

/** A message of the shape, and where its slots lie in it. */
export type Example = {
  readonly pieces: readonly string[];
  readonly message: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

const none: ShapeFields = { told: [], tests: [] };

/** Slots that may hold anything; the others are words. */
const mayBeQuoted = ({ pieces }: Example, slot: number): boolean =>
  pieces[slot]!.endsWith('"') && pieces[slot + 1]!.startsWith('"');

const bracelessBefore = (example: Example, end: number): readonly SlotTest[] =>
  example.starts.flatMap((start, slot) =>
    start < end && mayBeQuoted(example, slot) ? [{ slot, is: 'braceless' } as const] : [],
  );

/** Does a blank, or the end, follow the slot? Then it is a word as Lambda's lines have them. */
const isWholeWord = ({ pieces, starts }: Example, slot: number): boolean => {
  const next = pieces[slot + 1]!;
  return next === '' ? slot === starts.length - 1 : next.charCodeAt(0) <= 32;
};

/** The item of a report that begins at `at` in the piece before a slot; `unclear` where the shape cannot say. */
const reportItem = (example: Example, slot: number, at: number): Told | 'unclear' | undefined => {
  const piece = example.pieces[slot]!;
  const item = reportLabelAt(piece, at);
  if (item === undefined) return undefined;
  const { field, scale } = item;
  const from = at + item.label.length;
  const end = wordEnd(piece, from);
  if (end < piece.length || slot === example.starts.length) {
    const word = piece.slice(from, end);
    const value = scale === undefined ? word : scaleReported(Number(word), scale);
    return Number.isNaN(value) ? undefined : { field, slot: undefined, value };
  }
  if (from < piece.length || !isWholeWord(example, slot)) return 'unclear';
  return { field, slot, made: scale ?? 'text' };
};

const reportItems = (example: Example): readonly Told[] | undefined => {
  const told: Told[] = [];
  for (let slot = 1; slot < example.pieces.length; slot += 1) {
    for (const { index } of example.pieces[slot]!.matchAll(/[\t\n]/g)) {
      const item = reportItem(example, slot, index + 1);
      if (item === 'unclear') return undefined;
      if (item !== undefined) told.push(item);
    }
  }
  return told;
};

/** START, END and REPORT. */
const systemFields = (example: Example, type: string, start: string): readonly Told[] | undefined => {
  const { pieces } = example;
  const isClear = pieces[0] === start && pieces.length > 1 && isWholeWord(example, 0);
  if (!isClear || pieces.some((piece) => /["{]/.test(piece))) return undefined;
  const items = type === 'REPORT' ? reportItems(example) : [];
  return (
    items && [
      { field: '@type', slot: undefined, value: type },
      { field: '@requestId', slot: 0, made: 'text' },
      ...items,
    ]
  );
};

/** Where the bracket of "[CRITICAL]\t" ends at most. */
const LONGEST_LEVEL = 14;

/** "ISO\t<id>\t…" and "[LEVEL]\tISO\t<id>\t…", as the runtimes write. */
const runtimeFields = ({ pieces }: Example): ShapeFields | undefined => {
  const [level, blank, after] = pieces;
  const isLevel = level === '' || /^\[[^{"]*\]\t$/.test(level!);
  const isClear = isLevel && level!.length <= LONGEST_LEVEL && (blank === '\t' || blank === ' ');
  if (!isClear || after === undefined || (after === '' && pieces.length > 3)) return undefined;
  return {
    told: [{ field: '@requestId', slot: 1, made: 'text' }],
    tests: [
      { slot: 0, is: 'instant' },
      { slot: 1, is: 'uuid' },
    ],
  };
};

/** What Lambda's lines say; undefined where the shape cannot tell what line it is. */
const lambdaFields = (example: Example): ShapeFields | undefined => {
  const start = example.pieces[0]!;
  if (start === '' || start.startsWith('[')) return runtimeFields(example);
  if (start.startsWith('RequestId: ')) return undefined;
  for (const line of systemLines) {
    if (line.start.startsWith(start)) {
      const told = systemFields(example, line.type, line.start);
      return told && { told, tests: [] };
    }
    if (start.startsWith(line.start)) return undefined;
  }
  return none;
};

const constantOf = ({ path, kind, value }: TracedLeaf): Told => ({
  field: path,
  slot: undefined,
  value: kind === 'null' ? null : kind === 'true' ? true : kind === 'false' ? false : value,
});

/** Each slot of the object must be a leaf, from quote to quote or from end to end. */
const jsonFields = (example: Example, isFragment: boolean): ShapeFields | undefined => {
  const { message, starts, ends } = example;
  const begin = message.indexOf('{');
  if (starts.some((start, slot) => start <= begin && begin < ends[slot]!)) return undefined;
  const traced = traceJson(message);
  if (traced === undefined || (!isFragment && /[^ \n\r\t]/.test(message.slice(traced.end)))) return undefined;
  let slot = starts.findIndex((start) => start > begin);
  if (slot === -1) slot = starts.length;
  const told: Told[] = [];
  const tests = [...bracelessBefore(example, begin)];
  for (const leaf of traced.leaves) {
    if (slot === starts.length || leaf.end <= starts[slot]!) {
      told.push(constantOf(leaf));
      continue;
    }
    const quotes = leaf.kind === 'text' ? 1 : 0;
    if (starts[slot] !== leaf.start + quotes || ends[slot] !== leaf.end - quotes) return undefined;
    told.push({ field: leaf.path, slot, made: 'json' });
    tests.push({ slot, is: quotes === 1 ? 'plain' : 'bare' });
    slot += 1;
  }
  return slot < starts.length && starts[slot]! < traced.end ? undefined : { told, tests };
};

/** Undefined where the messages must be taken apart one by one. */
export const fieldsOfShape = (example: Example, isLambdaGroup: boolean): ShapeFields | undefined => {
  const { pieces } = example;
  const lambda = lambdaFields(example);
  if (lambda === undefined) return undefined;
  const { told, tests } = lambda;
  if (!pieces.some((piece) => piece.includes('{')))
    return { told, tests: [...tests, ...bracelessBefore(example, Number.POSITIVE_INFINITY)] };
  const isFragment = isLambdaGroup || told.length > 0;
  if (!isFragment && !/^[ \n\r\t]*\{/.test(pieces[0]!)) return { told, tests };
  const json = jsonFields(example, isFragment);
  return json && { told: [...told, ...json.told], tests: [...tests, ...json.tests] };
};
