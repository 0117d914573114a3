// A segment as a store keeps it: each column as packed bytes.

import {
  type Arrivals,
  dropCut,
  encodeSegment,
  layDown,
  type Segment,
  type SegmentStatistics,
} from '../segments/index.ts';
import { pack } from './compress.ts';

export type SealedColumn = {
  readonly field: string;
  /** Rows that have a value. */
  readonly present: number;
  /** JSON, see docs/storage-format.md. */
  readonly layout: string;
  readonly bytes: Uint8Array;
};

/** Plain data: it may come from another thread. */
export type SealedSegment = SegmentStatistics & { readonly columns: readonly SealedColumn[] };

export const sealSegment = (segment: Segment): SealedSegment => {
  const { logGroup, rowCount, startMs, endMs, messageBytes } = segment;
  const columns = encodeSegment(segment).map(({ field, present, layout, bytes: plain }): SealedColumn => {
    const { bytes, plainBytes } = pack(plain);
    const packed = plainBytes === undefined ? layout : { ...layout, plainBytes };
    return { field, present, layout: JSON.stringify(packed), bytes };
  });
  return { logGroup, rowCount, startMs, endMs, messageBytes, columns };
};

export const sealArrivals = (arrivals: Arrivals): SealedSegment => {
  const segment = layDown(arrivals, 'all');
  const sealed = sealSegment(segment);
  if (segment.told !== undefined) dropCut(segment.told.cut);
  return sealed;
};
