// What the operations on queries work with, beside what all operations do.

import type { Context } from '../context.ts';
import type { QueryRegistry } from './query-registry.ts';

export type QueryContext = Context & { readonly queries: QueryRegistry };
