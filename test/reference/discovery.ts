// The fields of one event: system fields, the fields of Lambda's own lines, and the leaves of JSON
// (CWL_AnalyzeLogData-discoverable-fields; fidelity json-*).

import { instant, type Value } from './values.ts';

export type ReferenceEvent = {
  readonly timestampMs: number;
  readonly message: string;
  readonly logStream: string;
  readonly logGroup: string;
  readonly ingestionMs: number;
};

export type Fields = Map<string, Value>;

export const MOST_JSON_FIELDS = 200;

export const discoverFields = (event: ReferenceEvent): Fields =>
  new Map<string, Value>([
    ...jsonFields(event),
    ...lambdaFields(event.message),
    ['@timestamp', instant(event.timestampMs)],
    ['@message', event.message],
    ['@logStream', event.logStream],
    ['@log', event.logGroup],
    ['@ingestionTime', instant(event.ingestionMs)],
  ]);

const REQUEST_ID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const SYSTEM_LINE = new RegExp(`^(START|END|REPORT) RequestId: (${REQUEST_ID})`);
const APPLICATION_LINE = new RegExp(`^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z\\t(${REQUEST_ID})\\t`);

/** The numbers of a REPORT line with their factor: megabytes are 1,000,000 bytes (evidence 55). */
const REPORT_NUMBERS: readonly (readonly [name: string, label: string, factor: number])[] = [
  ['@duration', '\\tDuration: ([0-9.]+) ms', 1],
  ['@billedDuration', '\\tBilled Duration: ([0-9.]+) ms', 1],
  ['@memorySize', '\\tMemory Size: ([0-9.]+) MB', 1_000_000],
  ['@maxMemoryUsed', '\\tMax Memory Used: ([0-9.]+) MB', 1_000_000],
  ['@initDuration', '\\tInit Duration: ([0-9.]+) ms', 1],
];

const REPORT_TEXTS: readonly (readonly [name: string, label: string])[] = [
  ['@xrayTraceId', 'XRAY TraceId: (\\S+)'],
  ['@xraySegmentId', 'SegmentId: (\\S+)'],
];

const lambdaFields = (message: string): [string, Value][] => {
  const [, type, requestId] = SYSTEM_LINE.exec(message) ?? [];
  if (type === undefined) {
    const [, id] = APPLICATION_LINE.exec(message) ?? [];
    return id === undefined ? [] : [['@requestId', id]];
  }
  return [['@type', type], ['@requestId', requestId], ...(type === 'REPORT' ? reportFields(message) : [])];
};

const reportFields = (message: string): [string, Value][] => {
  const fields: [string, Value][] = [];
  for (const [name, label, factor] of REPORT_NUMBERS) {
    const [, digits] = new RegExp(label).exec(message) ?? [];
    if (digits !== undefined) fields.push([name, Number(digits) * factor]);
  }
  for (const [name, label] of REPORT_TEXTS) {
    const [, text] = new RegExp(label).exec(message) ?? [];
    if (text !== undefined) fields.push([name, text]);
  }
  return fields;
};

const jsonFields = (event: ReferenceEvent): [string, Value][] => {
  const tree = jsonOf(event);
  if (tree === undefined) return [];
  return leavesOf(tree, '')
    .slice(0, MOST_JSON_FIELDS)
    .map(([name, value]) => [name.startsWith('@') ? `@${name}` : name, value]);
};

/** A whole message that is a JSON object; in a line of Lambda also the first object within it. */
const jsonOf = ({ message, logGroup }: ReferenceEvent): object | undefined => {
  const whole = parseObject(message);
  const isLambda = logGroup.startsWith('/aws/lambda/') || lambdaFields(message).length > 0;
  if (whole !== undefined || !isLambda) return whole;
  for (let start = message.indexOf('{'); start >= 0; start = message.indexOf('{', start + 1)) {
    for (let end = message.indexOf('}', start); end >= 0; end = message.indexOf('}', end + 1)) {
      const fragment = parseObject(message.slice(start, end + 1));
      if (fragment !== undefined) return fragment;
    }
  }
  return undefined;
};

/** JSON.parse, with numbers as the text they are (fidelity: json-numbers-keep-their-text). */
const parseObject = (text: string): object | undefined => {
  try {
    const tree: unknown = JSON.parse(text, keepSpelling as (key: string, value: unknown) => unknown);
    return isContainer(tree) && !Array.isArray(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
};

const keepSpelling = (_key: string, value: unknown, context: { source?: string }): unknown =>
  typeof value === 'number' ? (context.source ?? String(value)) : value;

const isContainer = (node: unknown): node is object => typeof node === 'object' && node !== null;

/** fidelity: json-null. A null is no field. */
const leavesOf = (node: unknown, path: string): [string, Value][] => {
  if (node === null) return [];
  if (!isContainer(node)) return [[path, node as Value]];
  return Object.entries(node).flatMap(([key, child]) =>
    leavesOf(child, path === '' ? key : `${path}.${key}`),
  );
};
