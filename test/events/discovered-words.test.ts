// Fields discovered in lines whose words have their places: default flow logs, Route 53 public query logs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discoverWords } from '../../src/events/index.ts';

const fieldsOf = (message: string, wanted?: ReadonlySet<string>): Record<string, string> => {
  const fields: Record<string, string> = {};
  discoverWords(
    message,
    (field, value) => {
      fields[field] = value;
    },
    wanted,
  );
  return fields;
};

const flow =
  '2 123456789010 eni-abc123de 192.0.2.0 192.0.2.24 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';
const query = '1.0 2017-12-13T08:16:02.130Z Z123412341234 example.com A NOERROR UDP IAD12 192.168.1.1 -';

test('a flow log of the default format has the documented fields', () => {
  assert.deepEqual(fieldsOf(flow), {
    version: '2',
    accountId: '123456789010',
    interfaceId: 'eni-abc123de',
    srcAddr: '192.0.2.0',
    dstAddr: '192.0.2.24',
    srcPort: '20641',
    dstPort: '22',
    protocol: '6',
    packets: '20',
    bytes: '4249',
    startTime: '1418530010',
    endTime: '1418530070',
    action: 'ACCEPT',
    logStatus: 'OK',
  });
  assert.deepEqual(fieldsOf(flow, new Set(['bytes', 'queryName'])), { bytes: '4249' });
});

test('what does not apply in a flow is the text `-`', () => {
  const noData = '2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - NODATA';
  const { srcAddr, bytes, action, logStatus } = fieldsOf(noData);
  assert.deepEqual([srcAddr, bytes, action, logStatus], ['-', '-', '-', 'NODATA']);
});

test('a public query log has the documented fields', () => {
  assert.deepEqual(fieldsOf(query), {
    version: '1.0',
    queryTimestamp: '2017-12-13T08:16:02.130Z',
    hostZoneId: 'Z123412341234',
    queryName: 'example.com',
    queryType: 'A',
    responseCode: 'NOERROR',
    protocol: 'UDP',
    edgeLocation: 'IAD12',
    resolverIp: '192.168.1.1',
    ednsClientSubnet: '-',
  });
  assert.equal(fieldsOf(query.replace(/-$/, '192.168.222.0/24')).ednsClientSubnet, '192.168.222.0/24');
  assert.deepEqual(fieldsOf(query, new Set(['queryType'])), { queryType: 'A' });
});

test('a line end belongs to no word', () => {
  assert.equal(fieldsOf(`${flow}\r\n`).logStatus, 'OK');
  assert.equal(fieldsOf(`${query}\n`).ednsClientSubnet, '-');
});

test('other lines have none of these', () => {
  for (const line of [
    '',
    '2',
    '2 ',
    '1.',
    '2 apples and 3 pears',
    '1.0 released',
    // Custom formats are not discovered, not even those that only add a word.
    `${flow} vpc-abcdef`,
    flow.replace('2 ', '3 '),
    flow.replace(' OK', ''),
    flow.replace('ACCEPT', 'MAYBE'),
    flow.replace('20641', 'x'),
    flow.replace('eni-abc123de', 'lo0'),
    flow.replaceAll(' ', '  '),
    ` ${flow}`,
    `${query} more`,
    query.replace('Z123412341234', 'A1'),
    query.replace('192.168.1.1', 'resolver'),
    query.replace('2017-12-13T08:16:02.130Z', 'yesterday'),
  ]) {
    assert.deepEqual(fieldsOf(line), {}, line);
  }
});
