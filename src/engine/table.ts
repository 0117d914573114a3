// Rows between two sections of a plan: columns in their final order.

import type { Column } from '../segments/index.ts';

export type Table = { readonly rowCount: number; readonly columns: ReadonlyMap<string, Column> };
