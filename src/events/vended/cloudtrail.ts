// CloudTrail's files in S3: `{"Records":[…]}`, one document or several. In CloudWatch Logs each record is an
// event of its own, without the document around it; so it is here, as its text stands in the file.

import { newEventClock } from '../event-clock.ts';
import { openDocumentScanner } from '../json-document-scanner.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { timestampOf } from '../timestamp-text.ts';

const eventTime = (record: unknown): number =>
  typeof record === 'object' && record !== null && 'eventTime' in record
    ? timestampOf(record.eventTime)
    : Number.NaN;

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const clock = newEventClock(context);
  let count = 0;
  const addRecord = (record: unknown, text: string): void => {
    count += 1;
    const ms = eventTime(record);
    if (Number.isNaN(ms)) {
      const message = `element ${count} has no eventTime; it has the time of the one before`;
      context.remark({ code: 'bad-event', message, line: 0 });
    }
    sink.add(clock.timeOf(ms, 0), text, context.logStream, Number.NaN, '');
  };
  return openDocumentScanner('Records', {
    elements: (list, from, texts) => {
      if (list.length === from) return;
      const all = texts();
      for (let i = from; i < list.length; i++) addRecord(list[i], all[i]!);
    },
    otherDocument: () =>
      context.remark({ code: 'other-document', message: 'a JSON document without "Records"', line: 0 }),
  });
};

const documentPattern = /^\s*\{\s*"Records"\s*:\s*\[\s*(?:\]|\{\s*"[^"]*"\s*:)/;

export const cloudTrail: LogFormat = {
  name: 'cloudtrail',
  title: 'CloudTrail records in documents',
  example: '{"Records":[{"eventVersion":"1.08","eventTime":"2024-01-01T12:00:00Z",…},…]}',
  // An empty file may be of any source of records; those of other sources have no eventTime.
  detect: (head) =>
    documentPattern.test(head) && /"eventTime"\s*:|^\s*\{\s*"Records"\s*:\s*\[\s*\]/.test(head),
  open,
};
