// The fields of messages whose words have a meaning by their place: VPC flow logs in the default format and
// Route 53 public query logs (page "Supported logs and discovered fields"). Their lines are known by their
// look, as Lambda's are: an export does not say what wrote its log group. Flow logs in a custom format have
// no discovered fields.
//
// A word that does not apply is `-`. It stays that text (docs/fidelity.md, "words-that-do-not-apply").

/** Fields of a flow log of the default format (version 2), in the order of the line. */
export const flowLogFields = [
  'version',
  'accountId',
  'interfaceId',
  'srcAddr',
  'dstAddr',
  'srcPort',
  'dstPort',
  'protocol',
  'packets',
  'bytes',
  'startTime',
  'endTime',
  'action',
  'logStatus',
] as const;

/** Fields of a Route 53 public query log, in the order of the line. */
export const queryLogFields = [
  'version',
  'queryTimestamp',
  'hostZoneId',
  'queryName',
  'queryType',
  'responseCode',
  'protocol',
  'edgeLocation',
  'resolverIp',
  'ednsClientSubnet',
] as const;

/** Names of all the fields that `discoverWords` may find. */
export const wordFields: readonly string[] = [...new Set([...flowLogFields, ...queryLogFields])];

export type WordSink = (field: string, value: string) => void;

const address = '(?:[0-9a-fA-F.:]+|-)';
const number = String.raw`(?:\d+|-)`;

/** A network interface of an AWS service belongs to the account "unknown"; a NAT gateway's may be "-". */
const flowLogPattern = new RegExp(
  [
    String.raw`^2 (?:\d{12}|unknown|-) (?:eni-[0-9a-f]+|-) ${address} ${address}`,
    ...Array.from({ length: 5 }, () => number),
    String.raw`\d{9,11} \d{9,11} (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)\s*$`,
  ].join(' '),
);

const queryLogPattern = new RegExp(
  [
    String.raw`^\d\.\d \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z Z[A-Z0-9]+ \S+ [A-Z0-9]+`,
    String.raw`(?:[A-Z]+|\d+) [A-Z]+ [A-Z0-9-]+ ${address} (?:[0-9a-fA-F.:]+/\d+|-)\s*$`,
  ].join(' '),
);

// The second character alone, blank or dot, tells nearly all other messages.

export const isFlowLogLine = (message: string): boolean =>
  message.charCodeAt(1) === 32 && message.charCodeAt(0) === 50 /* 2 */ && flowLogPattern.test(message);

export const isQueryLogLine = (message: string): boolean =>
  message.charCodeAt(1) === 46 && queryLogPattern.test(message);

const handOver = (
  message: string,
  fields: readonly string[],
  sink: WordSink,
  wanted: ReadonlySet<string> | undefined,
): void => {
  const words = message.trimEnd();
  let start = 0;
  for (const field of fields) {
    const blank = words.indexOf(' ', start);
    const end = blank < 0 ? words.length : blank;
    if (wanted === undefined || wanted.has(field)) sink(field, words.slice(start, end));
    start = end + 1;
  }
};

/** Calls `sink` for each field found in the message, limited to those `wanted`; none for other messages. */
export const discoverWords = (message: string, sink: WordSink, wanted?: ReadonlySet<string>): void => {
  const second = message.charCodeAt(1);
  if (second !== 32 && second !== 46) return;
  if (isFlowLogLine(message)) handOver(message, flowLogFields, sink, wanted);
  else if (isQueryLogLine(message)) handOver(message, queryLogFields, sink, wanted);
};
