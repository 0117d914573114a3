// Access logs of load balancers and of S3: a request on each line, its words in an order that never changes;
// new ones came at the end over the years, so a line may have fewer or more than we know.
//
// Fields have the names of the user guides, where those can be typed in a query without backticks. Where they
// cannot, as `client:port`, the two values have a name each: client_ip, client_port
// (docs/fidelity.md, "access-log-names").

import type { LogFormat } from '../reader.ts';
import { timestampOf } from '../timestamp-text.ts';
import { firstLine, openLineRecords } from './line-records.ts';
import { addressAndPort, type FieldValues, plain, request, splitWords, type Word } from './split-words.ts';

type Layout = {
  readonly name: string;
  readonly title: string;
  readonly example: string;
  /** The beginning of a line that is surely of this layout. */
  readonly pattern: RegExp;
  readonly words: readonly Word[];
  /** Which word is the time. */
  readonly timeIndex: number;
  /** No line has fewer words: those of the first version of the layout. */
  readonly fewestWords: number;
};

const accessLog = (layout: Layout): LogFormat => {
  const { name, title, example, pattern, words, timeIndex, fewestWords } = layout;
  const names = words.flatMap((word) => word.names);
  const valuesOf = (texts: readonly string[]): FieldValues => {
    const values: FieldValues = [];
    const count = Math.min(words.length, texts.length);
    for (let i = 0; i < count; i++) words[i]!.take(texts[i]!, values);
    return values;
  };
  return {
    name,
    title,
    example,
    detect: (head) => pattern.test(firstLine(head)),
    open: (sink, context) =>
      openLineRecords(
        sink,
        context,
        (line, wantsFields) => {
          const texts = splitWords(line);
          const ms = timestampOf(texts[timeIndex]);
          if (texts.length < fewestWords || Number.isNaN(ms)) return undefined;
          return wantsFields ? { ms, fields: { names, values: valuesOf(texts) } } : { ms };
        },
        `line of ${title}`,
      ),
  };
};

const plainWords = (names: string): readonly Word[] => names.split(' ').map(plain);

const isoTime = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`;
const times = String.raw`(?:-?[\d.]+ ){3}`;
const httpRequest = request('request_verb', 'request_url', 'request_proto');

const applicationLoadBalancer = accessLog({
  name: 'alb-access',
  title: 'an Application Load Balancer access log',
  example:
    'http 2024-01-01T12:00:00.123456Z app/name/id 192.0.2.1:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 …',
  pattern: new RegExp(String.raw`^(?:https?|h2|grpcs?|wss?) ${isoTime}\.\d+Z \S+ \S+ \S+ ${times}`),
  words: [
    ...plainWords('type time elb'),
    addressAndPort('client_ip', 'client_port'),
    addressAndPort('target_ip', 'target_port'),
    ...plainWords('request_processing_time target_processing_time response_processing_time'),
    ...plainWords('elb_status_code target_status_code received_bytes sent_bytes'),
    httpRequest,
    ...plainWords('user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn'),
    ...plainWords('matched_rule_priority request_creation_time actions_executed redirect_url error_reason'),
    ...plainWords('target_port_list target_status_code_list classification classification_reason'),
    ...plainWords('conn_trace_id transformed_host transformed_uri request_transform_status'),
  ],
  timeIndex: 1,
  fewestWords: 16,
});

/** The client's protocols are a list of quoted texts, which stays as it is written. */
const protocolList: Word = {
  names: ['alpn_client_preference_list'],
  take: (word, values) =>
    values.push(word === '-' || word === '' ? undefined : word.includes('","') ? `"${word}"` : word),
};

const networkLoadBalancer = accessLog({
  name: 'nlb-access',
  title: 'a Network Load Balancer access log',
  example: 'tls 2.0 2024-01-01T12:00:00 net/name/id listener-id 192.0.2.1:51341 10.0.0.1:443 5 2 98 246 - …',
  pattern: new RegExp(String.raw`^tls \d+\.\d+ ${isoTime}\S* \S+ \S+ \S+ \S+ (?:-|\d+) (?:-|\d+) `),
  words: [
    ...plainWords('type version time elb listener'),
    addressAndPort('client_ip', 'client_port'),
    addressAndPort('destination_ip', 'destination_port'),
    ...plainWords('connection_time tls_handshake_time received_bytes sent_bytes incoming_tls_alert'),
    ...plainWords('chosen_cert_arn chosen_cert_serial tls_cipher tls_protocol_version tls_named_group'),
    ...plainWords('domain_name alpn_fe_protocol alpn_be_protocol'),
    protocolList,
    plain('tls_connection_creation_time'),
  ],
  timeIndex: 2,
  fewestWords: 16,
});

const classicLoadBalancer = accessLog({
  name: 'elb-access',
  title: 'a Classic Load Balancer access log',
  example:
    '2024-01-01T12:00:00.123456Z name 192.0.2.1:2817 10.0.0.1:80 0.00007 0.001 0.00006 200 200 0 29 "…"',
  pattern: new RegExp(String.raw`^${isoTime}\.\d+Z \S+ \S+:\d+ (?:\S+:\d+|-) ${times}\S+ \S+ \d+ \d+ "`),
  words: [
    ...plainWords('time elb'),
    addressAndPort('client_ip', 'client_port'),
    addressAndPort('backend_ip', 'backend_port'),
    ...plainWords('request_processing_time backend_processing_time response_processing_time'),
    ...plainWords('elb_status_code backend_status_code received_bytes sent_bytes'),
    httpRequest,
    ...plainWords('user_agent ssl_cipher ssl_protocol'),
  ],
  timeIndex: 0,
  fewestWords: 12,
});

const s3Server = accessLog({
  name: 's3-access',
  title: 'an S3 server access log',
  example:
    '79a5… bucket [06/Feb/2024:00:00:38 +0000] 192.0.2.3 79a5… 3E57… REST.GET.OBJECT key "GET /key …" 200 …',
  pattern:
    /^[0-9a-f]{64} \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ [A-Z0-9]+\./,
  words: [
    ...plainWords('bucket_owner bucket time remote_ip requester request_id operation key request_uri'),
    ...plainWords('http_status error_code bytes_sent object_size total_time turn_around_time referer'),
    ...plainWords('user_agent version_id host_id signature_version cipher_suite authentication_type'),
    ...plainWords('host_header tls_version access_point_arn acl_required source_region'),
  ],
  timeIndex: 2,
  fewestWords: 17,
});

export const accessLogs: readonly LogFormat[] = [
  applicationLoadBalancer,
  networkLoadBalancer,
  classicLoadBalancer,
  s3Server,
];
