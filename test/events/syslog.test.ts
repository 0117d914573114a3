// syslog in its forms: when each line happened, and the fields that the service gives it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../src/events/index.ts';
import { fieldsOf, messagesOf, readAs, readCommonSample, timesOf } from './system-reading.ts';

test('syslog: /var/log/syslog, its year that of the file or the one before', () => {
  const { format, lines, events, remarks } = readCommonSample('syslog.log');
  assert.equal(format, 'syslog');
  assert.deepEqual(messagesOf(events), lines.slice(0, -1));
  assert.deepEqual(timesOf(events), [
    '2023-12-31T23:59:58.000',
    '2023-12-31T23:59:59.000',
    '00:00:01.000',
    '00:00:02.000',
    '00:00:03.000',
    '00:00:04.000',
    '00:00:05.000',
    '00:00:06.000',
    '00:00:07.123',
    '00:00:08.000',
    '00:00:08.000',
    '00:00:09.000',
  ]);
  const onHost = (timestamp: string, others: object) => ({ timestamp, hostname: 'web-1', ...others });
  assert.deepEqual(fieldsOf(events).slice(1), [
    onHost('Dec 31 23:59:59', {
      appName: 'CRON',
      procId: '2211',
      message: '(root) CMD (run-parts /etc/cron.hourly)',
    }),
    onHost('Jan  1 00:00:01', {
      appName: 'sshd',
      procId: '812',
      message: 'Failed password for root from 203.0.113.9 port 4711 ssh2',
    }),
    onHost('Jan  1 00:00:02', { appName: 'kernel', message: '[   12.345678] eth0: link up' }),
    onHost('Jan  1 00:00:03', { message: 'last message repeated 3 times' }),
    onHost('Jan  1 00:00:04', {
      appName: 'postfix/smtpd',
      procId: '77',
      message: 'connect from unknown[192.0.2.1]',
    }),
    onHost('Jan  1 00:00:05', { appName: 'app', message: 'Grüße 😀 #012 second line' }),
    onHost('Jan  1 00:00:06', { appName: 'sudo', message: '   alice : TTY=pts/0 ; COMMAND=/bin/ls' }),
    onHost('2024-01-01T01:00:07.123456+01:00', {
      appName: 'app',
      procId: '5',
      message: 'rsyslog writes times like this now',
    }),
    {
      facility: 'user',
      facilityCode: '1',
      severity: 'notice',
      severityCode: '5',
      timestamp: 'Jan  1 00:00:08',
      appName: 'root',
      message: 'with a priority, without a host',
    },
    {},
    onHost('Jan  1 00:00:09', { appName: 'app', procId: '5', message: '{"level":"info"}' }),
  ]);
  assert.deepEqual(remarks, [['bad-line', 11]]);
});

test('syslog: RFC 5424, its structured data as it is written, "-" missing', () => {
  const { format, lines, events, remarks } = readCommonSample('syslog.rfc5424.log');
  assert.equal(format, 'syslog');
  assert.deepEqual(messagesOf(events), lines.slice(0, -1));
  const auth = { facility: 'auth', facilityCode: '4', severity: 'crit', severityCode: '2' };
  const local4 = { facility: 'local4', facilityCode: '20', severity: 'notice', severityCode: '5' };
  assert.deepEqual(fieldsOf(events).slice(0, 6), [
    {
      ...auth,
      timestamp: '2024-01-01T12:00:00.003Z',
      hostname: 'mymachine.example.com',
      appName: 'su',
      msgId: 'ID47',
      message: "'su root' failed for lonvick on /dev/pts/8",
    },
    {
      ...local4,
      timestamp: '2024-01-01T14:00:01.000003+02:00',
      hostname: '192.0.2.1',
      appName: 'myproc',
      procId: '8710',
      message: "%% It's time to make the do-nuts.",
    },
    {
      ...local4,
      timestamp: '2024-01-01T12:00:02.003Z',
      hostname: 'host',
      appName: 'evntslog',
      msgId: 'ID47',
      structuredData:
        '[exampleSDID@32473 iut="3" eventSource="App]lication \\"x\\""][exampleP@32473 class="high"]',
      message: 'An application event',
    },
    {
      ...local4,
      timestamp: '2024-01-01T12:00:03.003Z',
      hostname: 'host',
      appName: 'evntslog',
      msgId: 'ID47',
      structuredData: '[exampleSDID@32473 iut="3"]',
    },
    { facility: 'kern', facilityCode: '0', severity: 'emerg', severityCode: '0' },
    {
      ...auth,
      timestamp: 'Oct 11 22:14:15',
      hostname: 'mymachine',
      appName: 'su',
      message: "'su root' failed",
    },
  ]);
  assert.deepEqual(timesOf(events), [
    '12:00:00.003',
    '12:00:01.000',
    '12:00:02.003',
    '12:00:03.003',
    '12:00:03.003',
    '2023-10-11T22:14:15.000',
    '12:00:06.000',
    '12:00:07.000',
    '12:00:07.000',
    '12:00:07.000',
  ]);
  assert.deepEqual(fieldsOf(events).at(-1), {
    facility: 'user',
    facilityCode: '1',
    severity: 'notice',
    severityCode: '5',
    message: 'no time at all',
  });
  assert.deepEqual(remarks, [['bad-line', 9]]);
});

test('syslog: Cisco ASA and FTD have fields of their own', () => {
  const { format, events } = readCommonSample('syslog.cisco.log');
  assert.equal(format, 'syslog');
  assert.deepEqual(timesOf(events), [
    '12:00:00.000',
    '12:00:01.000',
    '12:00:02.000',
    '12:00:03.000',
    '12:00:03.000',
    '17:00:05.250',
  ]);
  assert.deepEqual(fieldsOf(events).slice(1, 5), [
    {
      device: 'ASA',
      timestamp: 'Jan 01 2024 12:00:01',
      deviceId: 'asa-1',
      severity: 'warning',
      severityLevel: '4',
      messageId: '106023',
      message: 'Deny tcp src outside:203.0.113.9/4711 dst inside:192.0.2.1/22',
    },
    {
      device: 'FTD',
      timestamp: '2024-01-01T12:00:02Z',
      deviceId: 'ftd-1',
      severity: 'err',
      severityLevel: '3',
      messageId: '710003',
      message: 'TCP access denied by ACL',
    },
    {
      device: 'ASA',
      timestamp: 'Jan 01 2024 12:00:03',
      deviceId: 'asa-1',
      severity: 'info',
      severityLevel: '6',
      messageId: '302014',
      subsystem: 'session',
      message: 'Teardown TCP connection 1',
    },
    {
      device: 'ASA',
      severity: 'info',
      severityLevel: '6',
      messageId: '305011',
      message: 'Built dynamic TCP translation',
    },
  ]);
});

test('a time without a year is of the latest year in which its day begins at most a day after the file', () => {
  // The file was written on 2024-01-02 at 00:00.
  const year = (time: string) => timesOf(readAs('syslog', `${time} h app: x`).events)[0];
  assert.equal(year('Jan  2 10:00:00'), '2024-01-02T10:00:00.000');
  assert.equal(year('Jan  3 00:00:00'), '2024-01-03T00:00:00.000');
  assert.equal(year('Jan  4 00:00:00'), '2023-01-04T00:00:00.000');
  assert.equal(year('Feb 29 00:00:00'), '2020-02-29T00:00:00.000');
});

test('other lines with a time and two words are no syslog', () => {
  for (const line of [
    'Jan  1 12:00:00 INFO app: started',
    '2024-01-01T12:00:00.123456+00:00 WARN app: started',
    '2024-01-01T12:00:00Z web app: started',
    'Jan  1 12:00:00 something happened',
    '<200>Jan  1 12:00:00 h app: x',
    '<b>bold</b>',
  ]) {
    assert.equal(detectFormat(`${line}\n`, true).name, 'plain-text', line);
  }
});
