// CloudFront standard logs: `#Version` and `#Fields` lines, then a request on each line, its values between
// tabs. Fields have the names of `#Fields` to the letter (`x-edge-location`, `cs(User-Agent)`): they are
// CloudFront's own, and a query needs backticks for them. `-` is no value; what is URL-encoded stays so.

import type { LogFormat } from '../reader.ts';
import { isoTimestampAt, timestampOf } from '../timestamp-text.ts';
import { type LineReading, openLineRecords } from './line-records.ts';

type Layout = {
  readonly header: string;
  readonly names: readonly string[];
  /** Indexes of the values that date the request, -1 for those that are not there. */
  readonly date: number;
  readonly time: number;
  readonly epoch: number;
};

const fieldsMark = '#Fields:';

const layoutOf = (header: string): Layout => {
  const names = header.slice(fieldsMark.length).trim().split(/\s+/);
  const epoch = names.findIndex((name) => name === 'timestamp(ms)' || name === 'timestamp');
  return { header, names, date: names.indexOf('date'), time: names.indexOf('time'), epoch };
};

const timeOf = ({ date, time, epoch }: Layout, values: readonly string[]): number =>
  date >= 0 && time >= 0
    ? isoTimestampAt(`${values[date]} ${values[time]}`, 0)
    : timestampOf(epoch < 0 ? undefined : values[epoch]);

const present = (value: string): string | undefined => (value === '-' || value === '' ? undefined : value);

const newLineReading = () => {
  let layout: Layout | undefined;
  return (line: string, wantsFields: boolean): LineReading => {
    if (line.startsWith('#')) {
      if (line.startsWith(fieldsMark) && line !== layout?.header) layout = layoutOf(line);
      return 'header';
    }
    const values = line.split('\t');
    if (layout === undefined || values.length !== layout.names.length) return undefined;
    const ms = timeOf(layout, values);
    return wantsFields ? { ms, fields: { names: layout.names, values: values.map(present) } } : { ms };
  };
};

const headPattern = /^\s*(?:#Version: ?[\d.]+\r?\n)?#Fields:[^\n]*\bx-edge-/;

export const cloudFront: LogFormat = {
  name: 'cloudfront',
  title: 'CloudFront standard logs',
  example: '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method …',
  detect: (head) => headPattern.test(head),
  open: (sink, context) =>
    openLineRecords(sink, context, newLineReading(), 'request with the values that #Fields names'),
};
