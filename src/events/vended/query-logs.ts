// Route 53 public query logs, a query on each line. Their fields are discovered in the lines themselves.

import { isQueryLogLine } from '../discovery/words.ts';
import type { LogFormat } from '../reader.ts';
import { isoTimestampAt } from '../timestamp-text.ts';
import { firstLine, openLineRecords } from './line-records.ts';

export const queryLogs: LogFormat = {
  name: 'route53-queries',
  title: 'Route 53 public query logs',
  example: '1.0 2024-01-01T12:00:00.130Z Z123412341234 example.com A NOERROR UDP IAD12 192.168.1.1 -',
  detect: (head) => isQueryLogLine(firstLine(head)),
  open: (sink, context) =>
    openLineRecords(
      sink,
      context,
      (line) => (isQueryLogLine(line) ? { ms: isoTimestampAt(line, line.indexOf(' ') + 1) } : undefined),
      'line of a Route 53 query log',
    ),
};
