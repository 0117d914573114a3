// VPC and transit gateway flow logs as they lie in S3: a line of field names, then a flow on each line, its
// words in that order. A file without the line of names is read when its lines have the default format.
//
// An event's time is the start of its capture window, as in CloudWatch Logs (VPC User Guide, "Publish flow
// logs to CloudWatch Logs": the timestamp corresponds to the start time). Fields have the names that are
// discovered in flow logs; a name that never is, in a custom format, is written in the same way: pkt-srcaddr
// is pktSrcAddr. A word that does not apply is the text `-`.

import { flowLogFields, isFlowLogLine } from '../discovery/words.ts';
import type { EventFields, LogFormat } from '../reader.ts';
import { firstLine, type LineReading, openLineRecords } from './line-records.ts';

/** The names of the default format, as headers write them. */
const defaultHeader =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

const known: ReadonlySet<string> = new Set(
  [
    defaultHeader,
    'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type',
    'sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn',
    'ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id',
    'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason',
    'resource-type tgw-id tgw-attachment-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id',
  ]
    .join(' ')
    .split(' '),
);

/** Words of prose that are field names too; a line of nothing else is no header. */
const ambiguous: ReadonlySet<string> = new Set(
  'version protocol packets bytes start end action type region'.split(' '),
);

const namesPattern = /^[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*$/;

/** The names in a header; undefined for any other line. Names that are newer than this code are let in. */
const headerNames = (line: string): readonly string[] | undefined => {
  if (!namesPattern.test(line)) return undefined;
  const names = line.split(' ');
  const knownCount = names.filter((name) => known.has(name)).length;
  const isSure = names.some((name) => known.has(name) && !ambiguous.has(name));
  return isSure && knownCount * 2 > names.length ? names : undefined;
};

const respelled: ReadonlyMap<string, string> = new Map([
  ['srcaddr', 'srcAddr'],
  ['dstaddr', 'dstAddr'],
  ['srcport', 'srcPort'],
  ['dstport', 'dstPort'],
]);

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The field that a header's name stands for. */
export const flowLogField = (name: string): string => {
  if (name === 'start' || name === 'end') return `${name}Time`;
  return name
    .split('-')
    .map((part) => respelled.get(part) ?? part)
    .map((part, index) => (index === 0 ? part : capitalised(part)))
    .join('');
};

type Layout = {
  readonly header: string;
  /** Fields of the words in their order. */
  readonly fields: readonly string[];
  readonly timeIndex: number;
};

const layoutOf = (header: string, names: readonly string[]): Layout => {
  const start = names.indexOf('start');
  const timeIndex = start >= 0 ? start : names.indexOf('end');
  return { header, fields: names.map(flowLogField), timeIndex };
};

const defaultLayout: Layout = { header: defaultHeader, fields: flowLogFields, timeIndex: 10 };

const secondsPattern = /^\d{1,12}$/;

const timeOf = (word: string | undefined): number =>
  word !== undefined && secondsPattern.test(word) ? Number(word) * 1000 : Number.NaN;

/** A reader of lines that minds the headers it comes across. */
const newLineReading = () => {
  let layout = defaultLayout;
  return (line: string, wantsFields: boolean): LineReading => {
    if (line === layout.header) return 'header';
    const names = headerNames(line);
    if (names !== undefined) {
      layout = names.join(' ') === defaultHeader ? defaultLayout : layoutOf(line, names);
      return 'header';
    }
    const words = line.split(' ');
    const ms = timeOf(words[layout.timeIndex]);
    if (words.length !== layout.fields.length || (layout.timeIndex >= 0 && Number.isNaN(ms)))
      return undefined;
    // The fields of such a line are discovered in its text.
    if (!wantsFields || (layout === defaultLayout && isFlowLogLine(line))) return { ms };
    const fields: EventFields = { names: layout.fields, values: words };
    return { ms, fields };
  };
};

export const flowLogs: LogFormat = {
  name: 'vpc-flow-logs',
  title: 'VPC flow logs',
  example: `${defaultHeader}\n2 123456789010 eni-0a1b 192.0.2.1 192.0.2.2 20641 22 6 20 4249 1704110400 1704110460 ACCEPT OK`,
  detect: (head) => {
    const text = firstLine(head);
    return isFlowLogLine(text) || headerNames(text) !== undefined;
  },
  open: (sink, context) =>
    openLineRecords(sink, context, newLineReading(), 'flow of the format promised above it'),
};
