// Rows between two sections of a plan: columns in their final order.

import type { Column } from '../segments/index.ts';
import type { Arrival } from './arrival.ts';

export type Table = {
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Of rows that are events: when each arrived. */
  readonly arrivals?: readonly (Arrival | undefined)[] | undefined;
  /** Did a limit leave rows out? */
  readonly isCut?: boolean | undefined;
};
