// What a query has looked at and what it could skip, with the queries within it.

import type { SegmentStatistics } from '../segments/index.ts';

export type Amount = { records: number; bytes: number };

export type Looked = {
  readonly scanned: Amount;
  readonly skipped: Amount;
  readonly groups: ReadonlySet<string>;
};

export type Tally = Looked & {
  /** Has this query itself seen any event? */
  hasLooked(): boolean;
  look(segment: SegmentStatistics, bytes: number): void;
  skip(segment: SegmentStatistics): void;
};

const sumOf = (amounts: readonly Amount[]): Amount => ({
  records: amounts.reduce((sum, { records }) => sum + records, 0),
  bytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
});

export const newTally = (within: readonly Looked[]): Tally => {
  const groups = new Set<string>(within.flatMap((inner) => [...inner.groups]));
  const scanned = sumOf(within.map((inner) => inner.scanned));
  const skipped = sumOf(within.map((inner) => inner.skipped));
  let hasLooked = false;
  return {
    groups,
    scanned,
    skipped,
    hasLooked: () => hasLooked,
    look: ({ logGroup, rowCount }, bytes) => {
      groups.add(logGroup);
      hasLooked ||= rowCount > 0;
      scanned.records += rowCount;
      scanned.bytes += bytes;
    },
    skip: ({ rowCount, messageBytes }) => {
      skipped.records += rowCount;
      skipped.bytes += messageBytes;
    },
  };
};
