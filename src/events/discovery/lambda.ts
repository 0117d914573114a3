// The fields that the service discovers in the messages of Lambda functions (page "Supported logs and
// discovered fields"; evidence 55): times in ms, memory in bytes with a megabyte of 1,000,000.
//
// Messages tell by their first characters whether they are worth a look; others cost a few comparisons.

/** Names of all the fields that `discoverLambda` may find. */
export const lambdaFields = [
  '@type',
  '@requestId',
  '@duration',
  '@billedDuration',
  '@initDuration',
  '@memorySize',
  '@maxMemoryUsed',
  '@xrayTraceId',
  '@xraySegmentId',
] as const;

/** Those of them that stand in the items of a report. */
export const reportFields: readonly LambdaField[] = lambdaFields.slice(2);

export type LambdaField = (typeof lambdaFields)[number];
export type LambdaSink = (field: LambdaField, value: string | number) => void;

/** What stands before a value of a report; numbers are scaled, what has no scale is a text. */
export type ReportLabel = {
  readonly label: string;
  readonly field: LambdaField;
  readonly scale: number | undefined;
};

const reportLabels: readonly ReportLabel[] = [
  { label: 'Duration: ', field: '@duration', scale: 1 },
  { label: 'Billed Duration: ', field: '@billedDuration', scale: 1 },
  { label: 'Memory Size: ', field: '@memorySize', scale: 1_000_000 },
  { label: 'Max Memory Used: ', field: '@maxMemoryUsed', scale: 1_000_000 },
  { label: 'Init Duration: ', field: '@initDuration', scale: 1 },
  { label: 'XRAY TraceId: ', field: '@xrayTraceId', scale: undefined },
  { label: 'SegmentId: ', field: '@xraySegmentId', scale: undefined },
];

/** The label of the item that begins at `at`, if one does. */
export const reportLabelAt = (text: string, at: number): ReportLabel | undefined => {
  for (const item of reportLabels) if (text.startsWith(item.label, at)) return item;
  return undefined;
};

/** Where the word at `at` ends: before the next blank. */
export const wordEnd = (text: string, at: number): number => {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > 32) end += 1;
  return end;
};

/** Rounded, so that no scale leaves a trace of binary fractions. */
export const scaleReported = (value: number, scale: number): number =>
  scale === 1 ? value : Math.round(value * scale);

/** A report's item at [at, end): "Billed Duration: 1395 ms", "XRAY TraceId: 1-5e1b4151-…". */
const reportItem = (message: string, at: number, sink: LambdaSink): void => {
  const item = reportLabelAt(message, at);
  if (item === undefined) return;
  const from = at + item.label.length;
  const word = message.slice(from, wordEnd(message, from));
  if (item.scale === undefined) {
    sink(item.field, word);
    return;
  }
  const value = Number(word);
  if (!Number.isNaN(value)) sink(item.field, scaleReported(value, item.scale));
};

/** The items of a report follow the request id, each after a tab or on a line of its own. */
const reportItems = (message: string, from: number, sink: LambdaSink): void => {
  for (let at = from; at < message.length; at++) {
    const code = message.charCodeAt(at);
    if (code === 9 || code === 10) reportItem(message, at + 1, sink);
  }
};

/** The lines of the service itself, and what each starts with. */
export const systemLines = (['START', 'END', 'REPORT'] as const).map((type) => ({
  type,
  start: `${type} RequestId: `,
}));

const discoverSystemLine = (
  message: string,
  sink: LambdaSink,
  wantsReport: boolean,
  wantsId: boolean,
): void => {
  const first = message.charCodeAt(0);
  for (const { type, start } of systemLines) {
    if (start.charCodeAt(0) !== first || !message.startsWith(start)) continue;
    sink('@type', type);
    const wantsItems = wantsReport && type === 'REPORT';
    if (!wantsItems && !wantsId) return;
    const end = wordEnd(message, start.length);
    if (wantsId && end > start.length) sink('@requestId', message.slice(start.length, end));
    if (wantsItems) reportItems(message, end, sink);
    return;
  }
};

const uuidLength = 36;
const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-zA-Z-])/iy;

const requestIdAt = (message: string, at: number, sink: LambdaSink): void => {
  uuidPattern.lastIndex = at;
  if (uuidPattern.test(message)) sink('@requestId', message.slice(at, at + uuidLength));
};

/** Length of "2024-10-27T19:17:45.586Z", which the runtimes write; a tab or blank follows. */
const timestampLength = 24;

/** Where the bracket of "[CRITICAL]" may close at most. */
const longestLevel = 12;

const isRuntimeTimestamp = (message: string, at: number): boolean =>
  message.charCodeAt(at + timestampLength - 1) === 90 /* Z */ &&
  message.charCodeAt(at + 10) === 84 /* T */ &&
  (message.charCodeAt(at + timestampLength) === 9 || message.charCodeAt(at + timestampLength) === 32);

/**
 * Calls `sink` for fields found in the message, none for a message that Lambda did not write. `wantsReport`:
 * does anybody look at the fields that only the items of a report have? `wantsId`: at the id of the request?
 * Without it the sink is still told of it where it is all that a message has.
 */
export const discoverLambda = (
  message: string,
  sink: LambdaSink,
  wantsReport = true,
  wantsId = true,
): void => {
  const first = message.charCodeAt(0);
  if (first === 83 /* S */ || first === 69 /* E */) {
    discoverSystemLine(message, sink, wantsReport, wantsId);
  } else if (first === 82 /* R */) {
    // "RequestId: <id> Error: Runtime exited …" is the service's own line too.
    if (message.startsWith('RequestId: ')) requestIdAt(message, 'RequestId: '.length, sink);
    else discoverSystemLine(message, sink, wantsReport, wantsId);
  } else if (first === 91 /* [ */) {
    // "[LEVEL]\tISO\t<id>\t…" (Python)
    const tab = message.lastIndexOf(']\t', longestLevel) + 2;
    if (tab > 2 && isRuntimeTimestamp(message, tab)) {
      requestIdAt(message, tab + timestampLength + 1, sink);
    }
  } else if (first >= 48 && first <= 57) {
    // "ISO\t<id>\tLEVEL\t…" (Node.js), "ISO <id> Task timed out after 3.00 seconds"
    if (isRuntimeTimestamp(message, 0)) requestIdAt(message, timestampLength + 1, sink);
  }
};
