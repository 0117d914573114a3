// Flow logs: headers, times, fields, and what is no flow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat, formatNamed, type LogFormat } from '../../src/events/index.ts';
import { readSample, sampleText } from './read-sample.ts';
import { fallbackMs, readText } from './read-text.ts';

const format = (name: string): LogFormat => formatNamed(name) ?? assert.fail(name);
const linesOf = (sample: string): string[] => sampleText(sample).trimEnd().split('\n');
const noon = (rest: string): string => `2024-01-01T12:0${rest}Z`;

test('vpc-flow-logs: the time is the start of the capture window; default lines need no given fields', () => {
  const { times, messages, fields, remarks } = readSample('vpc-flow-logs.log');
  assert.deepEqual(messages, linesOf('vpc-flow-logs.log').slice(1));
  assert.deepEqual(
    times,
    ['0:00', '0:01', '1:00', '1:01', '2:00', '2:01', '2:01'].map((time) => noon(`${time}.000`)),
  );
  // The last line is broken off: it stays, at the time of the one before.
  assert.deepEqual(remarks, [['bad-line', 8]]);
  assert.deepEqual(
    fields,
    messages.map(() => ({})),
  );
});

test('vpc-flow-logs: a custom format has the names of its header, in the spelling of the discovered ones', () => {
  const { times, messages, fields, remarks } = readSample('vpc-flow-logs.custom.log');
  const lines = linesOf('vpc-flow-logs.custom.log');
  // A header in between, where files were joined, is none either.
  assert.deepEqual(messages, [lines[1], lines[2], lines[4]]);
  assert.deepEqual(times, [noon('0:00.000'), noon('0:01.000'), noon('1:00.000')]);
  assert.deepEqual(fields[1], {
    version: '5',
    vpcId: 'vpc-abcdefab012345678',
    subnetId: 'subnet-aaaaaaaa012345678',
    instanceId: '-',
    interfaceId: 'eni-1235b8ca',
    accountId: '123456789010',
    type: 'IPv4',
    srcAddr: '10.0.0.62',
    dstAddr: '52.213.180.42',
    srcPort: '5001',
    dstPort: '43416',
    pktSrcAddr: '10.0.0.62',
    pktDstAddr: '52.213.180.42',
    protocol: '6',
    bytes: '376',
    packets: '7',
    startTime: '1704110401',
    endTime: '1704110461',
    action: 'ACCEPT',
    tcpFlags: '18',
    logStatus: 'OK',
    flowDirection: 'egress',
    trafficPath: '8',
    pktDstAwsService: 'AMAZON',
  });
  assert.deepEqual([fields[2]?.srcAddr, fields[2]?.logStatus], ['-', 'NODATA']);
  assert.deepEqual(remarks, []);
});

test('vpc-flow-logs: without start the end dates a flow, without both it is undated', () => {
  const read = (text: string) => readText(format('vpc-flow-logs'), text);
  assert.deepEqual(
    read('srcaddr end\n192.0.2.1 1704110400\n').events.map(({ timestampMs }) => timestampMs),
    [1704110400_000],
  );
  const undated = read('srcaddr dstaddr\r\n192.0.2.1 192.0.2.2\r\n');
  assert.deepEqual(
    undated.events.map(({ timestampMs, message }) => [timestampMs, message]),
    [[fallbackMs, '192.0.2.1 192.0.2.2']],
  );
  assert.deepEqual(
    undated.remarks.map(({ code, line }) => [code, line]),
    [['undated-lines', 2]],
  );
});

test('lines of words are no header of flow logs', () => {
  for (const text of [
    'start the action',
    'version',
    'end',
    'srcaddr is a word that some people use',
    'type region',
  ])
    assert.equal(detectFormat(text, true).name, 'plain-text', text);
  for (const text of ['srcaddr', 'version tgw-id start end', 'start end srcaddr one-new-name'])
    assert.equal(detectFormat(text, true).name, 'vpc-flow-logs', text);
});

test('a time that cannot be is not taken over', () => {
  const flow = (start: string) =>
    `2 123456789010 eni-0a 192.0.2.1 192.0.2.2 1 2 6 1 1 ${start} 1704110460 ACCEPT OK`;
  const { events, remarks } = readText(
    format('vpc-flow-logs'),
    `${flow('1704110400')}\n${flow('99999999999')}\n${flow('999999999999')}\n`,
  );
  assert.deepEqual(
    events.map(({ timestampMs }) => timestampMs),
    [1704110400_000, 99999999999_000, 99999999999_000],
  );
  assert.deepEqual(
    remarks.map(({ code, line }) => [code, line]),
    [['impossible-time', 3]],
  );
});
