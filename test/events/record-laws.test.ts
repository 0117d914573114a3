// Laws of the formats whose events are lines of their own making (access logs, query logs, error logs, JSON of
// any schema): lines of each are told by their head, and come back with their times, wherever they are cut.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { detectFormat } from '../../src/events/index.ts';
import { messagesOf, readAs, timesOf } from './system-reading.ts';
import {
  line as anyLine,
  clfTime,
  cuts,
  dayOfMonth,
  instant,
  iso,
  isoSecond,
  microseconds,
  monthOf,
  printed,
  second,
  weekdayOf,
} from './written-lines.ts';

/** `message` where it is not the line. */
type Written = { readonly ms: number; readonly line: string; readonly message?: string };

/** What a line is made of: all of it printable, and none of it what ends a value. */
type Parts = {
  readonly ms: number;
  readonly word: string;
  readonly text: string;
  readonly status: number;
  readonly address: string;
};
const parts = fc.record({
  ms: instant,
  word: fc.stringMatching(/^[a-zA-Z0-9_.~%-]{1,12}$/).filter((word) => !/^-+$/.test(word)),
  text: fc
    .string({ unit: fc.constantFrom('a', 'Z', '7', ' ', '(', ')', ';', '/', 'é', '😀'), minLength: 1 })
    .filter((text) => text.trim() === text),
  status: fc.integer({ min: 100, max: 599 }),
  address: fc.constantFrom('192.0.2.1', '2001:db8::7'),
});

const port = (address: string): string => (address.includes(':') ? `[${address}]:443` : `${address}:443`);
const uuid = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';
const flow = ({ ms, address, status }: Parts): string =>
  `2 123456789010 eni-0a1b ${address} 192.0.2.9 ${status} 443 6 20 4249 ${second(ms) / 1000} ${second(ms) / 1000 + 60} ACCEPT OK`;

const layouts: Readonly<
  Record<string, readonly [format: string, write: (of: Parts) => Written, header?: string]>
> = {
  'flow logs without a header': ['vpc-flow-logs', (of) => ({ ms: second(of.ms), line: flow(of) })],
  'flow logs with the default header': [
    'vpc-flow-logs',
    (of) => ({ ms: second(of.ms), line: flow(of) }),
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n',
  ],
  'Route 53 query logs': [
    'route53-queries',
    ({ ms, word, address }) => ({
      ms,
      line: `1.0 ${iso(ms)} Z123412341234 ${word} A NOERROR UDP IAD12 ${address} -`,
    }),
  ],
  'Application Load Balancer': [
    'alb-access',
    ({ ms, word, text, status, address }) => ({
      ms,
      line: `h2 ${microseconds(ms)} app/${word}/1 ${port(address)} 10.0.0.1:80 0.000 0.001 0.000 ${status} 200 34 366 "GET https://a.example:443/${word} HTTP/2.0" "${text}" - - arn:x "Root=1" "-" "-" 0 ${microseconds(ms)} "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
    }),
  ],
  'Network Load Balancer': [
    'nlb-access',
    ({ ms, word, status, address }) => ({
      ms: second(ms),
      line: `tls 2.0 ${isoSecond(ms)} net/${word}/1 g3d4 ${port(address)} 10.0.0.25:443 5 2 98 ${status} - arn:x - - tlsv12 - a.example - - - ${isoSecond(ms)}`,
    }),
  ],
  'Classic Load Balancer': [
    'elb-access',
    ({ ms, word, text, status, address }) => ({
      ms,
      line: `${microseconds(ms)} lb ${port(address)} 10.0.0.1:80 0.000073 0.001048 0.000057 ${status} 200 0 29 "GET http://a.example:80/${word} HTTP/1.1" "${text}" - -`,
    }),
  ],
  'S3 access logs': [
    's3-access',
    ({ ms, word, text, status, address }) => ({
      ms: second(ms),
      line: `${'79a59df900b949e5'.repeat(4)} bucket [${clfTime(ms)}] ${address} - 3E57427F3EXAMPLE REST.GET.OBJECT ${word} "GET /${word} HTTP/1.1" ${status} - 113 - 7 - "-" "${text}" -`,
    }),
  ],
  CloudFront: [
    'cloudfront',
    ({ ms, word, text, status }) => ({
      ms: second(ms),
      line: [iso(ms).slice(0, 10), iso(ms).slice(11, 19), 'FRA2-C1', word, encodeURI(text), status].join(
        '\t',
      ),
    }),
    '#Version: 1.0\n#Fields: date time x-edge-location cs-uri-stem cs(User-Agent) sc-status\n',
  ],
  'API Gateway in CLF': [
    'api-gateway',
    ({ ms, word, status, address }) => ({
      ms: second(ms),
      line: `${address} - - [${clfTime(ms)}]"GET /${word} HTTP/1.1" ${status} 10 ${uuid}`,
    }),
  ],
  'API Gateway in CSV': [
    'api-gateway',
    ({ ms, word, status, address }) => ({
      ms: second(ms),
      line: `${address},-,-,${clfTime(ms)},GET,/${word},HTTP/1.1,${status},10,${uuid}`,
    }),
  ],
  'API Gateway in JSON': [
    'api-gateway',
    ({ ms, text, status, address }) => ({
      ms,
      line: JSON.stringify({
        ...{ requestId: uuid, ip: address, requestTime: clfTime(ms), requestTimeEpoch: ms },
        ...{ httpMethod: 'GET', resourcePath: text, status: String(status) },
      }),
    }),
  ],
  'Apache error log': [
    'apache-error',
    ({ ms, text, address }) => ({
      ms,
      line: `[${weekdayOf(ms)} ${monthOf(ms)} ${dayOfMonth(ms)} ${iso(ms).slice(11, -1)}000 ${iso(ms).slice(0, 4)}] [core:error] [pid 8:tid 9] [client ${address}:1] ${text}`,
    }),
  ],
  'nginx error log': [
    'nginx-error',
    ({ ms, text, address }) => ({
      ms: second(ms),
      line: `${isoSecond(ms).replaceAll('-', '/').replace('T', ' ')} [error] 12#34: *5 ${text}, client: ${address}, server: a.example`,
    }),
  ],
  'syslog of Cisco': [
    'syslog',
    ({ ms, text }) => ({
      ms: second(ms),
      line: `<166>${monthOf(ms)} ${dayOfMonth(ms)} ${iso(ms).slice(0, 4)} ${iso(ms).slice(11, 19)}: %ASA-6-302013: ${text}`,
    }),
  ],
  'WAF logs': [
    'plain-text',
    ({ ms, text, address }) => ({
      ms,
      line: JSON.stringify({
        timestamp: ms,
        action: 'ALLOW',
        httpRequest: { clientIp: address, args: text },
      }),
    }),
  ],
  EMF: [
    'plain-text',
    ({ ms, text, status }) => ({
      ms,
      line: JSON.stringify({
        _aws: { Timestamp: ms, CloudWatchMetrics: [] },
        service: text,
        latency: status,
      }),
    }),
  ],
  'JSON of Lambda': [
    'plain-text',
    ({ ms, text }) => ({
      ms,
      line: JSON.stringify({ time: iso(ms), type: 'platform.start', record: { requestId: uuid, text } }),
    }),
  ],
  'tail --format short, with colours': [
    'cli-tail',
    ({ ms, text }) => ({
      ms: second(ms),
      line: `\u001b[32m${isoSecond(ms)}\u001b[0m ${text}`,
      message: text,
    }),
  ],
  'log events as the console exports them': [
    'console-csv',
    ({ ms, text }) => ({ ms, line: `${ms},"${text}"`, message: text }),
    'timestamp,message\n',
  ],
};

const assertReadBack = (
  format: string,
  header: string,
  written: readonly Written[],
  lengths: readonly number[],
): void => {
  const whole = header + written.map(({ line }) => `${line}\n`).join('');
  if (written.length > 0) assert.equal(detectFormat(whole, true).name, format, whole);
  const { events, remarks } = readAs(format, whole, lengths);
  assert.deepEqual(
    messagesOf(events),
    written.map(({ line, message = line }) => message),
  );
  assert.deepEqual(
    timesOf(events),
    written.map(({ ms }) => printed(ms)),
  );
  assert.deepEqual(remarks, []);
};

suite('lines of each layout are told, and come back with their times', () => {
  for (const [title, [format, write, header = '']] of Object.entries(layouts))
    test(title, () => {
      fc.assert(
        fc.property(fc.array(parts), cuts, (all, lengths) => {
          assertReadBack(format, header, all.map(write), lengths);
        }),
        { numRuns: 60 },
      );
    });
});

test('JSON of any schema is dated by the usual names, in seconds, ms, µs, ns or ISO, as number or as text', () => {
  const name = fc.constantFrom('timestamp', '@timestamp', 'time', 'ts', 'datetime', 'eventTime', 'Timestamp');
  const spelled = fc.constantFrom<(ms: number) => string>(
    (ms) => `${ms / 1000}`,
    (ms) => `${ms}`,
    (ms) => `${ms}000`,
    (ms) => `${ms}000000`,
    (ms) => `"${ms}"`,
    (ms) => `"${ms}000"`,
    (ms) => `"${ms}000000"`,
    (ms) => `"${iso(ms)}"`,
    (ms) => `"${iso(ms).slice(0, -1).replace('T', ' ').replace('.', ',')}"`,
    (ms) => `"${iso(ms + 5_400_000).slice(0, -1)}+01:30"`,
  );
  const event = fc.record({ ms: instant, key: name, spell: spelled, text: anyLine });
  fc.assert(
    fc.property(fc.array(event), cuts, (events, lengths) => {
      const written = events.map(({ ms, key, spell, text }) => ({
        ms,
        line: `{"level":"info","text":${JSON.stringify(text)},"${key}":${spell(ms)}}`,
      }));
      assertReadBack('plain-text', '', written, lengths);
    }),
    { numRuns: 300 },
  );
});
